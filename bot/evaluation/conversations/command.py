"""``lotsen conversations``: play files of conversations against the trained assistant."""

from __future__ import annotations

import datetime
import json
import time
from pathlib import Path
from typing import Any

import typer

from bot.evaluation.conversations import report
from bot.evaluation.conversations.known_facts import known_ids, unknown_facts
from bot.evaluation.conversations.model import Conversation
from bot.evaluation.conversations.playing import Bot, Played, play
from bot.evaluation.conversations.reading import read
from knowledge.problems import KnowledgeError


def conversations(
    paths: list[Path] = typer.Argument(..., help="Filer eller mappar med samtal (.yml eller .jsonl)."),
    today: datetime.datetime = typer.Option(None, formats=["%Y-%m-%d"], help="Spela bara på den här dagen."),
    totals: bool = typer.Option(False, "--totals", help="Visa bara summor, inga samtal."),
    json_file: Path = typer.Option(None, "--json", help="Skriv varje tur till den här filen."),
) -> None:
    """Spela samtal mot hela assistenten och visa var svaren skiljer sig från de väntade."""
    try:
        found = read(paths)
        if problems := unknown_facts(found, known_ids()):
            raise KnowledgeError(problems)
    except KnowledgeError as fault:
        typer.echo(str(fault), err=True)
        raise typer.Exit(2) from fault
    start = time.monotonic()
    results = _play(found, today.date() if today else None)
    if not totals:
        _tell(results)
    for line in [*report.table(results), report.total(results, time.monotonic() - start)]:
        typer.echo(line)
    if json_file:
        json_file.write_text(json.dumps(_rows(results), ensure_ascii=False, indent=1), encoding="utf-8")
    if any(not played.as_noted for played in results):
        raise typer.Exit(1)


def load_bot() -> Bot:
    """The whole assistant; takes seconds, so only once the files are known to be good."""
    from bot.evaluation.in_process import InProcessBot

    return InProcessBot()


def _play(found: list[Conversation], day: datetime.date | None) -> list[Played]:
    bot = load_bot()
    bot.read_ahead(turn.say for one in found for turn in one.turns if turn.say)
    return [play(one, at, bot) for one in found for at in ([day] if day else one.today)]


def _tell(results: list[Played]) -> None:
    for played in results:
        if played.right and played.known_failure:
            typer.echo(report.mended(played))
        elif not played.right:
            typer.echo(report.told(played))


def _rows(results: list[Played]) -> list[dict[str, Any]]:
    return [
        {
            "id": played.conversation.id, "topic": played.conversation.topic, "day": played.day.isoformat(),
            "turn": number, "say": turn.turn.said, "reply": turn.reply.text, "kind": turn.reply.kind,
            "facts": turn.reply.facts, "mark": turn.mark, "differences": [d._asdict() for d in turn.differences],
            "known_failure": played.known_failure,
        }
        for played in results
        for number, turn in enumerate(played.turns, 1)
    ]  # fmt: skip
