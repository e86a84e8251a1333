"""``lotsen conversations``: play files of conversations against the trained assistant."""

from __future__ import annotations

import datetime
import json
import time
from pathlib import Path
from typing import Any

import typer

from actions.second_reading import let_on
from bot.evaluation.conversations import report
from bot.evaluation.conversations.known_facts import known_ids, unknown_facts
from bot.evaluation.conversations.model import Conversation
from bot.evaluation.conversations.playing import Bot, Played, play, right_once_pressed
from bot.evaluation.conversations.reading import read
from bot.reader.recording import Recording, RecordingError, reader_of
from knowledge.editing.reading.problems import KnowledgeError


def conversations(
    paths: list[Path] = typer.Argument(..., help="Filer eller mappar med samtal (.yml eller .jsonl)."),
    today: datetime.datetime = typer.Option(None, formats=["%Y-%m-%d"], help="Spela bara på den här dagen."),
    totals: bool = typer.Option(False, "--totals", help="Visa bara summor, inga samtal."),
    json_file: Path = typer.Option(None, "--json", help="Skriv varje tur till den här filen."),
    record: Path = typer.Option(None, "--reader-record", help="Spara det som en läsande modell skulle få, i filen."),
    replay: Path = typer.Option(None, "--reader-replay", help="Läs med de läsningar som står i filen."),
    alone: bool = typer.Option(False, "--reader-alone", help="Svara som om läsningarna i filen vore de egna."),
    press: bool = typer.Option(False, "--press", help="Räkna också de frågor tillbaka där en knapp ger rätt svar."),
) -> None:
    """Spela samtal mot hela assistenten och visa var svaren skiljer sig från de väntade."""
    try:
        found = read(paths)
        if problems := unknown_facts(found, known_ids()):
            raise KnowledgeError(problems)
    except KnowledgeError as fault:
        typer.echo(str(fault), err=True)
        raise typer.Exit(2) from fault
    try:
        recording = _let_read(record, replay, alone)
    except RecordingError as fault:
        typer.echo(str(fault), err=True)
        raise typer.Exit(2) from fault
    start = time.monotonic()
    bot = load_bot()
    results = _play(bot, found, today.date() if today else None)
    if not totals:
        _tell(results)
    for line in [*report.table(results), report.total(results, time.monotonic() - start)]:
        typer.echo(line)
    if press:
        typer.echo(report.pressed(results, _rights_once_pressed(results, bot)))
    let_on(None)
    if recording:
        typer.echo(report.recorded(recording.path, recording.asked, recording.missing))
    if json_file:
        json_file.write_text(json.dumps(_rows(results), ensure_ascii=False, indent=1), encoding="utf-8")
    if any(not played.as_noted for played in results):
        raise typer.Exit(1)


def load_bot() -> Bot:
    """The whole assistant; takes seconds, so only once the files are known to be good."""
    from bot.evaluation.in_process import InProcessBot

    return InProcessBot()


def _let_read(record: Path | None, replay: Path | None, alone: bool) -> Recording | None:
    """The file that a second reading is taken from or its requests are put into; None where there is none."""
    path = record or replay
    if path is None:
        return None
    recording = Recording(path, anew=record is not None)
    let_on(reader_of(recording, alone=alone))
    return recording


def _rights_once_pressed(results: list[Played], bot: Bot) -> int:
    """How many turns that only asked back are right once one of their buttons is pressed."""
    asked_back = [
        (played, number)
        for played in results
        for number, turn in enumerate(played.turns)
        if turn.mark == "abstained" and turn.reply.kind == "clarify"
    ]
    return sum(right_once_pressed(played, number, bot) for played, number in asked_back)


def _play(bot: Bot, found: list[Conversation], day: datetime.date | None) -> list[Played]:
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
