"""What the editors' commands share: where things lie, dates as they are typed, messages and exit codes."""

from __future__ import annotations

import contextlib
import datetime
import os
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import typer
from rich.console import Console

from knowledge.editing.reading.problems import KnowledgeError
from knowledge.texts import text

ROOT = Path(__file__).parents[1]  # facts, sources and texts
PROJECT = ROOT.parent
STORE = PROJECT / ".build" / "knowledge.sqlite"
ANSWERS = PROJECT / ".build" / "answers.json"  # what the last build answered, see knowledge.editing.replay
QUESTIONS = (PROJECT / "tests" / "held_out", PROJECT / "tests" / "conversations")
PROBLEMS_FOUND, BAD_INPUT = 1, 2  # exit codes
WIDTH = 120  # of a table that is not shown in a terminal


def console() -> Console:
    """A console for tables: as wide as the terminal, or as a page when the output goes elsewhere."""
    plain = Console(highlight=False)
    return plain if plain.is_terminal else Console(highlight=False, width=WIDTH)


def words(*keys: str, **values: object) -> str:
    """A sentence of texts/cli.yml."""
    return text("cli", *keys, **values)


def tell(*keys: str, **values: object) -> None:
    """Say a sentence of texts/cli.yml to the editor."""
    typer.echo(words(*keys, **values))


def stop(message: str, code: int = PROBLEMS_FOUND) -> NoReturn:
    """End the command with one line for the editor."""
    typer.echo(message, err=True)
    raise typer.Exit(code)


def day(written: str | None) -> datetime.date:
    """The day that the editor typed, or today; a date that does not exist ends the command."""
    if written is None:
        return datetime.date.today()
    try:
        return datetime.date.fromisoformat(written)
    except ValueError:
        stop(words("bad_date", written=written), BAD_INPUT)


@contextlib.contextmanager
def problems_shown() -> Iterator[None]:
    """Show what is wrong in the files, a line each, and end the command."""
    try:
        yield
    except KnowledgeError as fault:
        stop(str(fault))


@contextlib.contextmanager
def in_project() -> Iterator[None]:
    """Work in the project's folder, where the encoder, the pipeline and the lexicons are looked for."""
    before = Path.cwd()
    os.chdir(PROJECT)
    # TensorFlow's and transformers' notices and progress bars are nothing to an editor
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ.setdefault("USE_TF", "0")
    from transformers.utils import logging

    logging.disable_progress_bar()
    try:
        yield
    except FileNotFoundError as fault:
        stop(words("not_set_up", detail=fault.filename or str(fault)))
    finally:
        os.chdir(before)


def here(path: Path) -> Path:
    """A path as the editor typed it, made independent of the folder that is worked in."""
    return path if path.is_absolute() else Path.cwd() / path
