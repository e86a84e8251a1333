from __future__ import annotations

import ast
import datetime
import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.insight import event_store
from bot.insight.command import app, questions_of
from bot.insight.settings import read_settings
from bot.insight.summary import Period
from bot.insight.terminal import show
from tests.bot.insight.factories import NOON, make_turn
from tests.bot.insight.test_summary import parking, summary


@pytest.fixture
def stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, file in (("LOTSEN_EVENTS", "events.db"), ("LOTSEN_FEEDBACK_DB", "feedback.db")):
        monkeypatch.setenv(name, str(tmp_path / file))
    return tmp_path


def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert not result.exception or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(["--from", "igår"], "2026-12-01"), (["--from", "2026-12-02", "--to", "2026-12-01"], "efter")],
)
def test_a_bad_day_is_told(stored: Path, arguments: list[str], said: str) -> None:
    code, words = run(*arguments)
    assert code == 2
    assert said in words


def test_a_bad_setting_is_told(stored: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOTSEN_KEEP_DAYS", "länge")
    code, words = run("purge")
    assert code == 1
    assert "LOTSEN_KEEP_DAYS=länge" in words


def test_purge_deletes_and_counts(stored: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(stored)
    events = read_settings({"LOTSEN_EVENTS": str(stored / "events.db")}).events
    event_store.add(events, [make_turn("gammal", at=0.0)])
    code, words = run("purge")
    assert code == 0
    assert "Borttaget: 1 frågor" in words
    assert event_store.turns_between(events, 0, NOON) == []


def test_a_damaged_file_is_told_without_a_stack_trace(stored: Path) -> None:
    (stored / "events.db").write_bytes(b"no database at all, " * 100)
    code, words = run("purge")
    assert (code, len(words.strip().splitlines())) == (1, 1)
    assert "går inte att läsa" in words


def test_the_terminal_shows_what_the_page_shows(capsys: pytest.CaptureFixture[str]) -> None:
    from rich.console import Console

    found = summary(parking("c1", "c2", "c3"))
    show(found, {}, 730, Console(width=160))
    printed = capsys.readouterr().out
    assert found.groups[0].question in printed
    assert "finns inte i kunskapsbasen" in printed


def test_typed_brackets_are_no_markup(capsys: pytest.CaptureFixture[str]) -> None:
    from rich.console import Console

    turns = [make_turn("får [bold]personalen[/bold] parkera [personnummer]", conversation=f"c{n}") for n in range(2)]
    show(summary(turns), {}, 730, Console(width=160))
    assert "[bold]personalen[/bold] parkera [personnummer]" in capsys.readouterr().out


def test_a_fault_shows_no_words_that_somebody_typed(stored: Path) -> None:
    code = """
from bot.insight import command

def broken(*_):
    question = "hemligaordet"
    raise RuntimeError(len(question))

command.summary_of = broken
command.app()
"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=120)
    assert "RuntimeError" in ran.stderr
    assert "hemligaordet" not in ran.stderr.replace('question = "hemligaordet"', "")  # its own line of code


def test_no_command_shows_the_values_behind_a_fault() -> None:
    made = [
        (str(file), ast.unparse(call))
        for folder in ("bot", "knowledge", "actions")
        for file in Path(folder).rglob("*.py")
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and ast.unparse(call.func) in ("typer.Typer", "Typer", "typer.run")
    ]
    assert len(made) > 3
    assert [one for one in made if "pretty_exceptions_show_locals=False" not in one[1]] == []


@pytest.mark.model
def test_page_and_export_are_written(stored: Path) -> None:
    turns = [make_turn("var får Anna parkera", conversation=f"c{n}", vector=bytes(768)) for n in range(3)]
    event_store.add(stored / "events.db", turns)
    page, groups = stored / "rapport.html", stored / "grupper.json"
    code, words = run("--from", "2025-12-01", "--to", "2025-12-01", "--html", page, "--export", groups)
    assert code == 0, words
    assert "var får […] parkera" in page.read_text(encoding="utf-8")
    assert json.loads(groups.read_text(encoding="utf-8"))["clusters"][0]["asks"] == ["var får […] parkera"]


def test_only_what_enough_conversations_ask_word_for_word_may_be_shown(
    stored: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = read_settings({"LOTSEN_EVENTS": str(stored / "events.db")})
    often = [make_turn("När stänger utlysningen?", conversation=f"c{n}") for n in range(2)]
    seldom = make_turn("min granne heter Hemlig", conversation="c9")
    event_store.add(settings.events, [*often, seldom])
    monkeypatch.setattr("bot.insight.command._anonymiser", lambda build: str.upper)
    monkeypatch.setattr("knowledge.store.Store.load", lambda store: None)
    day = datetime.datetime.fromtimestamp(NOON, datetime.timezone.utc).date()
    found = questions_of(settings, Period(day, day), 2)
    assert found == [
        ("När stänger utlysningen?", "NÄR STÄNGER UTLYSNINGEN?", 2),
        ("min granne heter Hemlig", None, 1),
    ]
