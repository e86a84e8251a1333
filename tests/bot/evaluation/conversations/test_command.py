from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from bot.evaluation.conversations import command
from bot.lotsen import app
from tests.bot.evaluation.conversations.factories import TableBot, message

FILE = """\
conversations:
  - id: ett
    turns: [{say: hej, kind: answer, must: [Svar]}]
"""


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """Runs the command on a file, with a bot of the test's own."""
    path = tmp_path / "fil.yml"

    def with_bot(bot: TableBot, *options: str, content: str = FILE) -> Any:
        path.write_text(content, encoding="utf-8")
        monkeypatch.setattr(command, "load_bot", lambda: bot)
        monkeypatch.setattr(command, "known_ids", lambda: frozenset({"a.b"}))
        return CliRunner(mix_stderr=False).invoke(app, ["conversations", str(path), *options])

    return with_bot


def test_all_right_ends_with_0(run: Any) -> None:
    done = run(TableBot(hej=message()))
    assert done.exit_code == 0
    assert "1 av 1 samtal rätt" in done.stdout


def test_a_failure_is_told_and_ends_with_1(run: Any) -> None:
    done = run(TableBot(hej=message("Nej.")))
    assert done.exit_code == 1
    assert "FEL must: väntat /Svar/" in done.stdout


def test_totals_show_no_words_of_the_conversations(run: Any) -> None:
    done = run(TableBot(hej=message("Nej.")), "--totals")
    assert "hej" not in done.stdout
    assert "0 av 1 samtal rätt" in done.stdout


def test_a_day_can_be_given(run: Any) -> None:
    bot = TableBot(hej=message())
    assert run(bot, "--today", "2027-01-01").exit_code == 0
    assert bot.said == [("hej", "ett-2027-01-01", "2027-01-01")]


def test_turns_are_written_as_json(run: Any, tmp_path: Path) -> None:
    assert run(TableBot(hej=message()), "--json", str(tmp_path / "ut.json")).exit_code == 0
    [row] = json.loads((tmp_path / "ut.json").read_text(encoding="utf-8"))
    assert (row["id"], row["mark"], row["day"]) == ("ett", "correct", "2026-11-21")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (FILE.replace("answer", "svar"), "fil.yml:3: turns.0.kind.0: ”svar” är inget tillåtet värde."),
        (FILE.replace("must", "facts"), "fil.yml:3: facts: Faktumet ”Svar” finns inte i kunskapsbasen."),
    ],
)
def test_a_bad_file_is_shown_in_one_line_and_ends_with_2(run: Any, content: str, words: str) -> None:
    done = run(TableBot(), content=content)
    assert done.exit_code == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_a_mended_known_failure_is_told_and_ends_with_1(run: Any) -> None:
    done = run(TableBot(hej=message()), content=FILE + "    known_failure: orsaken\n")
    assert done.exit_code == 1
    assert "känt fel som nu går rätt (orsaken)" in done.stdout
