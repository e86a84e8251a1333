"""The reader of a process: never raises, keeps, rests, counts."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from bot.reader.client import ReaderFailure
from bot.reader.reader import Reader, Second
from bot.reader.recording import Recording, RecordingError, reader_of
from knowledge.care import CareTable
from knowledge.editing.care import load_care
from knowledge.limits import LIMITS
from knowledge.understanding.context import Context
from knowledge.understanding.proposing import Value
from tests.bot.reader.readings import reading, said

ROOT = Path(__file__).parents[3]
TODAY = datetime.date(2026, 11, 22)
TEXT = "får papperslösa tandvård"
RIGHT = reading(group=said("undocumented", "papperslösa"), care=said("dental", "tandvård"))


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class FakeSource:
    """Gives what it is told, or raises it; 12 ms pass with each request."""

    def __init__(self, clock: Clock, given: Any) -> None:
        self.clock = clock
        self.given = given
        self.asked: list[Mapping[str, Any]] = []

    async def read(self, system: str, schema: Mapping[str, Any], request: Mapping[str, Any]) -> Any:
        self.asked.append(request)
        self.clock.now += 0.012
        if isinstance(self.given, Exception):
            raise self.given
        return self.given


@pytest.fixture(scope="module")
def table() -> CareTable:
    return load_care(ROOT / "knowledge")


@pytest.fixture
def clock() -> Clock:
    return Clock()


async def ask(reader: Reader, table: CareTable, text: str = TEXT, context: Context | None = None) -> Second:
    return await reader.read(text, context or Context(), table, TODAY)


async def test_a_reading_is_checked_and_timed(table: CareTable, clock: Clock) -> None:
    found = await ask(Reader(FakeSource(clock, RIGHT), now=clock), table)
    assert found.proposal is not None
    assert found.proposal.slots["patient_group"] == Value("undocumented", (4, 15))
    assert (found.milliseconds, found.kept, found.why) == (12, False, "")


async def test_equal_messages_in_equal_conversations_are_asked_once_an_hour(table: CareTable, clock: Clock) -> None:
    source = FakeSource(clock, RIGHT)
    reader = Reader(source, now=clock)
    first, second = await ask(reader, table), await ask(reader, table)
    assert second == Second(first.proposal, kept=True)
    await ask(reader, table, context=Context(slots={"patient_age": "9"}))
    await ask(reader, table, "får papperslösa abort")
    assert len(source.asked) == 3
    clock.now += LIMITS.reader.kept
    await ask(reader, table)
    assert len(source.asked) == 4


@pytest.mark.parametrize(
    ("given", "why"),
    [(ReaderFailure("timeout"), "timeout"), ("Ja.", "shape"), ({"asks": []}, "shape"), (None, "shape")],
)
async def test_what_fails_is_told_by_a_word_and_not_kept(table: CareTable, clock: Clock, given: Any, why: str) -> None:
    source = FakeSource(clock, given)
    reader = Reader(source, now=clock)
    assert await ask(reader, table) == Second(None, why, 12)
    await ask(reader, table)
    assert len(source.asked) == 2


async def test_after_failures_in_a_row_it_rests_and_then_tries_again(table: CareTable, clock: Clock) -> None:
    source = FakeSource(clock, ReaderFailure("status_500"))
    reader = Reader(source, now=clock)
    whys = [(await ask(reader, table)).why for _ in range(LIMITS.reader.failures + 2)]
    assert whys[-2:] == ["resting", "resting"]
    assert len(source.asked) == LIMITS.reader.failures
    clock.now += LIMITS.reader.rest
    source.given = RIGHT
    assert (await ask(reader, table)).proposal is not None


async def test_requests_are_recorded_written_elsewhere_and_replayed(table: CareTable, tmp_path: Path) -> None:
    file = tmp_path / "recorded.jsonl"
    for _ in range(2):
        recording = Recording(file, anew=True)
        assert (await ask(reader_of(recording), table)).why == "not_written"
        assert (recording.asked, recording.missing) == (1, 1)
    told, entry = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert "undocumented" in told["system"]
    assert entry["request"] == {"message": TEXT, "before": {}}
    entry["reading"] = RIGHT
    file.write_text(f"{json.dumps(told)}\n{json.dumps(entry)}\n", encoding="utf-8")
    recording = Recording(file)
    assert (await ask(reader_of(recording), table)).proposal is not None
    await ask(reader_of(recording), table, "får papperslösa abort")
    assert (recording.asked, recording.missing) == (2, 1)
    assert len(file.read_text(encoding="utf-8").splitlines()) == 3


@pytest.mark.parametrize("line", ["{", "[]", '{"key": "a"}', '{"prompt": "another", "system": "", "schema": {}}'])
def test_a_file_that_cannot_be_used_names_its_line(tmp_path: Path, line: str) -> None:
    file = tmp_path / "recorded.jsonl"
    file.write_text(f"{line}\n", encoding="utf-8")
    with pytest.raises(RecordingError, match=r"recorded\.jsonl:1"):
        Recording(file)
