"""What the command line says of a command that is typed wrongly, in Swedish instead of click's English."""

from __future__ import annotations

from typing import Any

import click
import typer
from typer.core import TyperGroup

from knowledge.cli.common import BAD_INPUT, words


class SwedishGroup(TyperGroup):
    """A group of commands whose usage errors are one Swedish line and exit code 2."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a usage error below it ends with the line."""
        try:
            return super().invoke(ctx)
        except click.UsageError as fault:
            typer.echo(said(fault, sorted(self.commands)), err=True)
            raise typer.Exit(BAD_INPUT) from fault


def said(fault: click.UsageError, commands: list[str]) -> str:
    """The line for a usage error."""
    if isinstance(fault, click.NoSuchOption):
        return words("usage", "no_such_option", option=fault.option_name)
    if isinstance(fault, click.MissingParameter):
        name = fault.param.human_readable_name if fault.param else ""
        return words("usage", "missing", name=name)
    if isinstance(fault, click.BadOptionUsage):
        return words("usage", "no_value", option=fault.option_name)
    if isinstance(fault, click.BadParameter):
        name = fault.param.human_readable_name if fault.param else ""
        return words("usage", "bad_value", name=name)
    return words("usage", "unknown", commands=", ".join(commands))
