"""``lotsen insight``: the editors' report, its export, and the removal of what has been kept long enough."""

from __future__ import annotations

import contextlib
import datetime
import json
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer
from sqlalchemy.exc import SQLAlchemyError

from bot.insight.settings import InsightSettings, SettingError, read_settings
from bot.insight.texts import say
from bot.storage.places import shown

if TYPE_CHECKING:
    from bot.insight.summary import Period, Summary
    from knowledge.store import Build

app = typer.Typer(
    add_completion=False,
    pretty_exceptions_show_locals=False,  # what staff typed
    help="Vad personalen frågar, utan personuppgifter.",
)
DAYS = 30  # that the report covers unless told otherwise
WIDTH = 120  # of what is printed where there is no terminal


@app.callback(invoke_without_command=True)
def insight(
    ctx: typer.Context,
    first: str = typer.Option(
        None, "--from", help="Första dagen, till exempel 2026-11-01; annars 30 dagar före den sista."
    ),
    last: str = typer.Option(None, "--to", help="Sista dagen; annars i dag."),
    html: Path = typer.Option(None, help="Skriv rapporten som webbsida till filen."),
    export: Path = typer.Option(None, help="Skriv grupperna av obesvarade frågor till filen, för knowledge draft."),
    least: int = typer.Option(None, min=1, help="Visa frågor som har ställts i minst så många samtal."),
    stale_days: int = typer.Option(730, min=1, help="Källor äldre än så många dagar räknas som gamla."),
) -> None:
    """Sammanställ frågor, skäl, obesvarade frågor och röster för en period."""
    if ctx.invoked_subcommand:
        return
    with _explained():
        settings = read_settings(os.environ)
        period = _period(first, last)
        summary, names = summary_of(settings, period, least or settings.least, stale_days)
    if export:
        export.write_text(json.dumps(exported(summary), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        typer.echo(say("exported", path=export))
    if html:
        from bot.insight.page import render

        html.write_text(render(summary, names, stale_days), encoding="utf-8")
        typer.echo(say("written", path=html))
    if not (html or export):
        _print(summary, names, stale_days)


@app.command()
def purge() -> None:
    """Ta bort frågor, röster och samtal som har sparats längre än LOTSEN_KEEP_DAYS dagar."""
    from bot.insight.forgetting import forget

    with _explained():
        settings = read_settings(os.environ)
        gone = forget(settings, time.time())
    typer.echo(
        say(
            "purged", events=gone.events, votes=gone.votes, conversation_events=gone.conversation_events,
            days=settings.keep_days,
        )
    )  # fmt: skip


def exported(summary: Summary) -> dict[str, Any]:
    """The groups as ``lotsen knowledge draft`` reads them; nothing that the report would not show."""
    return {
        "from": summary.first.isoformat(),
        "to": summary.last.isoformat(),
        "clusters": [
            {
                "number": group.number,
                "question": group.question,
                "asks": list(group.asks),
                "times": group.times,
                "conversations": group.conversations,
                "topic": group.topic,
                "question_type": group.question_type,
            }
            for group in summary.groups
        ],
    }


def summary_of(
    settings: InsightSettings, period: Period, least: int, stale_days: int
) -> tuple[Summary, dict[str, str]]:
    """What staff asked in a period, and the programmes' names by id. Raises StoreError and sqlite3.Error."""
    from bot.insight import event_store, feedback
    from bot.insight.summary import summarise
    from knowledge.store import Address, Store

    build = Store(Address.from_settings()).load()
    knowledge = build.knowledge
    start, end = period.seconds
    turns = event_store.turns_between(settings.events, start, end)
    votes = feedback.votes(settings.feedback, start, end)
    summary = summarise(
        turns,
        votes,
        period,
        show=_anonymiser(build) if turns or votes else str,
        centre=knowledge.asks.vectors.mean(axis=0),
        least=least,
        stale_after_days=stale_days,
    )
    return summary, {programme.head.id: programme.head.name for programme in knowledge.programmes.values()}


def questions_of(settings: InsightSettings, period: Period, least: int) -> list[tuple[str, str | None, int]]:
    """Each question of a period as typed, as it may be shown and how often it was asked, the most frequent first.

    Shown, without personal data, is what stands word for word in ``least`` conversations; None stands for the others.
    Raises StoreError and SQLAlchemyError.
    """
    from bot.insight import event_store
    from bot.insight.shared_words import conversations_by_words
    from bot.insight.summary import OUTCOMES
    from knowledge.store import Address, Store

    turns = [one for one in event_store.turns_between(settings.events, *period.seconds) if one.kind in OUTCOMES]
    if not turns:
        return []
    show = _anonymiser(Store(Address.from_settings()).load())
    groups = conversations_by_words(turns)
    found = [
        (
            each[0].question,
            show(each[0].question) if len({one.conversation for one in each}) >= least else None,
            len(each),
        )
        for each in groups.values()
    ]
    return sorted(found, key=lambda one: -one[2])


def _anonymiser(build: Build) -> Callable[[str], str]:
    """Takes personal data out of a text. What reads Swedish takes seconds to import: only where there is a text."""
    from bot.components.dictionary import is_ordinary_word
    from bot.insight.anonymous import Anonymiser
    from bot.insight.domain_words import domain_words
    from knowledge.understanding.lexicons import LEXICONS

    return Anonymiser(is_ordinary_word, domain_words(build.knowledge, build.care, Path(LEXICONS))).shown


def _print(summary: Summary, names: dict[str, str], stale_days: int) -> None:
    import sys

    from rich.console import Console

    from bot.insight.terminal import show

    show(summary, names, stale_days, Console(width=None if sys.stdout.isatty() else WIDTH))


def _period(first: str | None, last: str | None) -> Period:
    from bot.insight.summary import Period

    end = _day(last) if last else datetime.datetime.now(datetime.timezone.utc).date()
    start = _day(first) if first else end - datetime.timedelta(days=DAYS - 1)
    if start > end:
        raise typer.BadParameter(say("wrong_order", first=start, last=end), param_hint="--from")
    return Period(start, end)


def _day(written: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(written)
    except ValueError as fault:
        raise typer.BadParameter(say("bad_day", day=written)) from fault


@contextlib.contextmanager
def _explained() -> Iterator[None]:
    """What editors can mend, in words and without a stack trace."""
    from knowledge.store import StoreError

    try:
        yield
    except SettingError as fault:
        typer.echo(say("bad_setting", detail=fault), err=True)
        raise typer.Exit(1) from fault
    except SQLAlchemyError as fault:
        settings = read_settings(os.environ)
        places = dict.fromkeys(map(shown, (settings.events, settings.feedback)))
        reason = str(getattr(fault, "orig", None) or fault).strip().splitlines()[0]
        what = "unreadable" if isinstance(settings.events, Path) else "unreachable"
        typer.echo(say(what, path=", ".join(places), detail=reason), err=True)
        raise typer.Exit(1) from fault
    except StoreError as fault:
        typer.echo(str(fault), err=True)
        raise typer.Exit(1) from fault
