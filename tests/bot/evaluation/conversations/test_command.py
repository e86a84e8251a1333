from __future__ import annotations

import asyncio
import datetime
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from actions import second_reading
from bot.evaluation.conversations import command
from bot.lotsen import app
from knowledge.understanding.context import Context
from tests.bot.evaluation.conversations.factories import TableBot, message
from tests.bot.reader.readings import reading
from tests.knowledge.factories import no_care

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


def test_what_comes_right_with_one_press_is_counted_where_that_is_asked(run: Any) -> None:
    bot = TableBot(hej=message("Menar du så här?", kind="clarify", buttons=["Rätt"]), rätt=message())
    assert "100.0% rätta med högst ett tryck" in run(bot, "--press").stdout
    assert "tryck" not in run(bot).stdout


class ReadingBot(TableBot):
    """Has the reader that is let on read what is said, as the action does."""

    def say(self, text: str, conversation: str | None = None) -> list[dict[str, Any]]:
        own = second_reading.reader()
        if own is not None:
            self.read = asyncio.run(own.read(text, Context(), no_care(), datetime.date(2026, 11, 21)))
        return super().say(text, conversation)


def test_requests_are_recorded_and_readings_replayed(run: Any, tmp_path: Path) -> None:
    file, bot = tmp_path / "läsningar.jsonl", ReadingBot(hej=message())
    assert f"{file}: 1 turer lästes, 1 utan läsning i filen" in run(bot, "--reader-record", str(file)).stdout
    told, entry = file.read_text(encoding="utf-8").splitlines()
    written = {**json.loads(entry), "reading": reading(manner="yes_no")}
    file.write_text(f"{told}\n{json.dumps(written)}\n", encoding="utf-8")
    done = run(bot, "--reader-replay", str(file), "--reader-alone")
    assert f"{file}: 1 turer lästes, 0 utan läsning i filen" in done.stdout
    assert bot.read.proposal is not None
    assert bot.read.proposal.manner == "yes_no"
    assert bot.read.alone
    assert second_reading.reader() is None  # nothing stays let on


def test_a_file_of_readings_that_is_broken_ends_with_2(run: Any, tmp_path: Path) -> None:
    file = tmp_path / "läsningar.jsonl"
    file.write_text("{\n", encoding="utf-8")
    done = run(TableBot(hej=message()), "--reader-replay", str(file))
    assert done.exit_code == 2
    assert "läsningar.jsonl:1" in done.stderr
