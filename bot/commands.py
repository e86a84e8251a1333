"""Runs a developer's command whose tracebacks show no values: they hold what somebody typed."""

from __future__ import annotations

from collections.abc import Callable

import typer


def run(command: Callable[..., None]) -> None:
    """Run one function as the command of this process, its parameters as options."""
    app = typer.Typer(add_completion=False, pretty_exceptions_show_locals=False)
    app.command()(command)
    app()
