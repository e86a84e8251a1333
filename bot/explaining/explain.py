"""``lotsen explain``: everything behind one answer."""

from __future__ import annotations

import datetime
import os
import sys
from typing import TYPE_CHECKING

import typer
from rich.console import Console

from bot.explaining import tables

if TYPE_CHECKING:
    from bot.explaining.assistant import Reply

WIDTH = 140  # where the output is no terminal


def explain(
    question: str,
    today: str = typer.Option(None, help="Dag att svara för, till exempel 2021-11-01."),
    context: str = typer.Option(None, help="En tidigare fråga i samma samtal."),
) -> None:
    """Visa vad som avgör svaret på en fråga: läsning, poäng, gränser och beslut (utskriften är på engelska)."""
    if today:
        try:
            os.environ["LOTSEN_TODAY"] = datetime.date.fromisoformat(today).isoformat()
        except ValueError as fault:
            raise typer.BadParameter("2021-11-01", param_hint="--today") from fault
    from bot.explaining.assistant import Assistant

    assistant = Assistant()
    if context:
        assistant.say(context)
    show(assistant.say(question), Console(width=None if sys.stdout.isatty() else WIDTH))


def show(reply: Reply, console: Console) -> None:
    """Print one reply with everything that decided it."""
    console.rule("reply")
    for message in reply.messages:
        console.print(message.get("text") or "", style="bold", markup=False, highlight=False)
    console.print(f"spoken by {reply.action} ({reply.policy})", style="dim", markup=False)
    console.rule("reading")
    console.print(tables.parse_table(reply.parse))
    console.print(tables.pairs_table("slots after the turn", reply.slots))
    debug = reply.debug
    if not debug:
        console.print(f"The knowledge base was not asked: {reply.action} answers by itself.")
        return
    console.print(tables.pairs_table("query", debug["query"]))
    console.rule("deciding")
    console.print(tables.scores_table(debug["scores"]))
    console.print(tables.gates_table(debug["gates"]))
    console.print(tables.decisions_table(debug["decisions"]))
    console.print(tables.pairs_table("outcome", debug["outcome"]))
