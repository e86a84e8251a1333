"""The ``lotsen`` command: one door to every tool of the project."""

from __future__ import annotations

import os

import typer

from bot.evaluation.conversations.command import conversations
from bot.explaining.explain import explain
from bot.insight.command import app as insight_app
from bot.setup.project import FIXED_SETTINGS
from bot.version import VERSION
from knowledge.cli import app as knowledge_app

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_show_locals=False,  # they hold what staff typed
    help="Lotsens verktyg för redaktörer och utvecklare.",
)
app.add_typer(knowledge_app, name="knowledge")
app.add_typer(insight_app, name="insight")
app.command()(explain)
app.command()(conversations)


def _say_version(on: bool) -> None:
    if on:
        print(VERSION)
        raise typer.Exit


@app.callback()
def about(
    version: bool = typer.Option(False, "--version", is_eager=True, callback=_say_version, help="Visa versionen."),
) -> None:
    """Lotsens verktyg för redaktörer och utvecklare."""


def main() -> None:
    """Run the command; the settings that every process of the project gets come first."""
    for name, value in FIXED_SETTINGS.items():
        os.environ.setdefault(name, value)
    app()
