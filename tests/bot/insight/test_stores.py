"""What is kept, and that what is deleted is gone from the file."""

from __future__ import annotations

import asyncio
import dataclasses
import sqlite3
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy.exc import SQLAlchemyError

from bot.insight import broker as broker_module
from bot.insight import event_store, feedback, forgetting
from bot.insight.broker import InsightBroker
from bot.insight.forgetting import forget
from bot.insight.settings import InsightSettings, SettingError, read_settings
from bot.storage import deleting as deleting_module
from tests.bot.insight.factories import DAY, NOON, bot_event, make_turn, user_event

ID = "0f8fad5b-d9cb-469f-a165-70867728950e"
ROOT = Path(__file__).parents[3]
SECRET = "hemligaordet"


@pytest.fixture
def kept(tmp_path: Path) -> InsightSettings:
    return InsightSettings(tmp_path / "events.db", tmp_path / "feedback.db", keep_days=90, least=3)


def conversations(path: Path, *rows: tuple[str, float, str]) -> Path:
    """A file with Rasa's own table."""
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE events (id INTEGER PRIMARY KEY, sender_id TEXT, timestamp REAL, data TEXT)")
        connection.executemany("INSERT INTO events (sender_id, timestamp, data) VALUES (?, ?, ?)", rows)
    connection.close()
    return path


def test_turns_come_back_as_they_were_kept(kept: InsightSettings) -> None:
    turns = [make_turn("ett", sources=({"id": "s", "title": "Å", "updated": None},)), make_turn("två", vector=None)]
    event_store.add(kept.events, turns)
    assert event_store.turns_between(kept.events, NOON, NOON + 1) == turns
    assert event_store.turns_between(kept.events, NOON + 1, NOON + DAY) == []
    assert event_store.turns_between(kept.events, 0, NOON) == []


def test_there_may_be_no_file_yet(kept: InsightSettings) -> None:
    assert event_store.turns_between(kept.events, 0, NOON) == []
    assert feedback.votes(kept.feedback, 0, NOON) == []
    assert not kept.events.exists()
    none = dataclasses.replace(kept, conversations=kept.events.with_name("none.db"))
    assert forget(none, NOON) == forgetting.Forgotten(0, 0, 0)
    assert not none.conversations.exists()


def test_a_vote_is_kept_with_its_comment(kept: InsightSettings) -> None:
    feedback.record(kept.feedback, ID, "down", "  för långt ", NOON)
    assert feedback.votes(kept.feedback, NOON, NOON + 1) == [feedback.Vote(ID, "down", "för långt", NOON)]


def test_the_last_vote_of_a_voter_counts_and_keeps_the_comment(kept: InsightSettings) -> None:
    feedback.record(kept.feedback, ID, "down", "för långt", NOON, "v1")
    feedback.record(kept.feedback, ID, "up", None, NOON + 1, "v1")
    feedback.record(kept.feedback, ID, "down", None, NOON + 2, "v2")
    found = [(vote.vote, vote.comment) for vote in feedback.votes(kept.feedback, 0, NOON + 9)]
    assert found == [("up", "för långt"), ("down", None)]


def test_the_table_of_votes_is_written_down_once() -> None:
    files = [file for folder in ("actions", "bot", "knowledge") for file in (ROOT / folder).rglob("*.py")]
    written = {str(file.relative_to(ROOT)): file.read_text(encoding="utf-8") for file in files}
    assert [file for file, text in written.items() if "feedback = Table(" in text] == ["bot/storage/tables.py"]
    assert [file for file, text in written.items() if "upsert(connection, FEEDBACK" in text] == [
        "bot/insight/feedback.py"
    ]


@pytest.mark.parametrize(("answer_id", "vote"), [("x", "up"), ("", "up"), ("a'; DROP TABLE", "up"), (ID, "bra")])
def test_a_vote_of_another_form_is_refused(kept: InsightSettings, answer_id: str, vote: str) -> None:
    with pytest.raises(ValueError, match=r"answer_id|vote"):
        feedback.record(kept.feedback, answer_id, vote, None, NOON)
    assert not kept.feedback.exists()


def test_what_is_old_is_deleted_and_gone_from_the_files(kept: InsightSettings, tmp_path: Path) -> None:
    old, now = NOON, NOON + 100 * DAY
    event_store.add(kept.events, [make_turn(f"{SECRET} {n}", at=old, conversation=str(n)) for n in range(50)])
    event_store.add(kept.events, [make_turn("ny fråga", at=now - DAY)])
    feedback.record(kept.feedback, ID, "down", SECRET, old)
    feedback.record(kept.feedback, f"{ID[:-1]}f", "up", None, now - DAY)
    rasa = conversations(
        tmp_path / "c.db", ("old", old, SECRET), ("old", old + 1, SECRET), ("live", old, "kvar"), ("live", now, "kvar")
    )
    gone = forget(dataclasses.replace(kept, conversations=rasa), now)
    assert gone == forgetting.Forgotten(events=50, votes=1, conversation_events=2)
    assert [turn.question for turn in event_store.turns_between(kept.events, 0, now)] == ["ny fråga"]
    assert len(feedback.votes(kept.feedback, 0, now)) == 1
    for file in (kept.events, kept.feedback, rasa):
        assert SECRET.encode() not in file.read_bytes()
    with sqlite3.connect(rasa) as connection:
        assert connection.execute("SELECT DISTINCT sender_id FROM events").fetchall() == [("live",)]
    connection.close()


def test_the_broker_keeps_turns_and_forgets_once_a_day(
    kept: InsightSettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    forgotten: list[float] = []
    monkeypatch.setattr(broker_module, "forget", lambda settings, now: forgotten.append(now))
    now = [NOON]
    broker = InsightBroker(kept, lambda: now[0], lambda: now[0])
    for number, day in enumerate((0, 0, 1)):
        now[0] = NOON + day * DAY
        for event in (user_event(f"fråga {number}"), bot_event(answer_id=f"answer-{number}")):
            broker.publish(event)
    asyncio.run(broker.close())
    found = event_store.turns_between(kept.events, 0, NOON + 2 * DAY)
    assert [turn.question for turn in found] == ["fråga 0", "fråga 1", "fråga 2"]
    assert forgotten == [NOON, NOON + DAY]


def test_a_clock_set_back_puts_no_deletion_off(kept: InsightSettings, monkeypatch: pytest.MonkeyPatch) -> None:
    forgotten: list[float] = []
    monkeypatch.setattr(broker_module, "forget", lambda settings, now: forgotten.append(now))
    clocks = [(NOON, 0.0), (NOON - 30 * DAY, DAY)]
    now = [clocks[0]]
    broker = InsightBroker(kept, lambda: now[0][0], lambda: now[0][1])
    for number, now[0] in enumerate(clocks):
        for event in (user_event("hej"), bot_event(answer_id=f"answer-{number}")):
            broker.publish(event)
    asyncio.run(broker.close())
    assert forgotten == [NOON, NOON - 30 * DAY]


def test_an_answered_turn_is_written_before_the_answer_goes_out(
    kept: InsightSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(broker_module, "PATIENCE", 30.0)  # the tests' machine may be busy

    async def turn() -> list[str]:
        broker = InsightBroker(kept, lambda: NOON)
        for event in (user_event("hej"), bot_event()):
            broker.publish(event)
        await broker.written()
        found = [one.question for one in event_store.turns_between(kept.events, 0, NOON + 1)]
        await broker.close()
        return found

    assert asyncio.run(turn()) == ["hej"]


def test_a_turn_that_an_ended_process_had_not_told_is_kept_and_one_that_it_had_told_stays(
    kept: InsightSettings,
) -> None:
    told, missed = make_turn("fortalt"), "missat"
    event_store.add(kept.events, [told])
    events = [
        *(user_event("fortalt", "s1"), bot_event("s1", kind="answer", answer_id=told.answer_id)),
        *(user_event(missed, "s2"), bot_event("s2", kind="answer", answer_id="missed-1")),
    ]
    insight = InsightBroker(kept)
    for _ in range(2):  # however many servers start
        insight.recall(lambda: events)
    asyncio.run(insight.written())
    asyncio.run(insight.close())
    found = {turn.answer_id: turn for turn in event_store.turns_between(kept.events, 0, NOON + DAY)}
    assert found[told.answer_id] == told
    assert found["missed-1"].question == missed
    assert len(found) == 2


def test_writers_go_on_while_much_is_deleted(kept: InsightSettings, monkeypatch: pytest.MonkeyPatch) -> None:
    """A VACUUM held them all for as long as it took."""
    monkeypatch.setattr(deleting_module, "ROWS", 100)
    old = [make_turn("x" * 2000, at=NOON - 200 * DAY, answer_id=f"old-{n:06}") for n in range(1000)]
    event_store.add(kept.events, old)
    before, waited = kept.events.stat().st_size, []
    with ThreadPoolExecutor(1) as pool:
        deleting = pool.submit(forget, dataclasses.replace(kept, conversations=kept.events.with_name("none")), NOON)
        while not deleting.done():
            began = time.monotonic()
            event_store.add(kept.events, [make_turn("ny", at=NOON, answer_id=f"new-{len(waited):06}")])
            waited.append(time.monotonic() - began)
    assert deleting.result().events == len(old)
    assert len(event_store.turns_between(kept.events, 0, NOON + 1)) == len(waited) > 0
    assert max(waited) < 3.0
    assert kept.events.stat().st_size < before / 2


def test_the_broker_really_forgets(kept: InsightSettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    event_store.add(kept.events, [make_turn("gammal", at=NOON - 200 * DAY)])
    broker = InsightBroker(kept, lambda: NOON)
    for event in (user_event("ny"), bot_event()):
        broker.publish(event)
    asyncio.run(broker.close())
    assert [turn.question for turn in event_store.turns_between(kept.events, 0, NOON + 1)] == ["ny"]


def test_turns_that_wait_for_a_stuck_disk_are_bounded(
    kept: InsightSettings, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    stuck = threading.Event()
    monkeypatch.setattr(broker_module, "MAX_WAITING", 2)
    monkeypatch.setattr(event_store, "add", lambda *_: stuck.wait(20))
    monkeypatch.setattr(broker_module, "forget", lambda *_: None)
    broker = InsightBroker(kept, lambda: NOON)
    for number in range(4):
        for event in (user_event(SECRET), bot_event(answer_id=f"answer-{number}")):
            broker.publish(event)
    assert caplog.text.count("others wait to be written") == 2
    assert SECRET not in caplog.text
    stuck.set()
    asyncio.run(broker.close())


def test_a_store_that_fails_costs_no_answer_and_shows_no_words(
    kept: InsightSettings, tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    kept.events.write_bytes(b"this is no database, " * 100)
    broker = InsightBroker(kept, lambda: NOON)
    for event in (user_event(SECRET), bot_event()):
        broker.publish(event)
    asyncio.run(broker.close())
    assert "A turn was not kept" in caplog.text
    assert SECRET not in caplog.text


@pytest.mark.parametrize("value", ["0", "-1", "nittio", "9999999", "1.5", "²"])
def test_a_bad_setting_is_named(value: str) -> None:
    with pytest.raises(SettingError, match="LOTSEN_KEEP_DAYS"):
        read_settings({"LOTSEN_KEEP_DAYS": value})


def test_settings_have_defaults() -> None:
    found = read_settings({"LOTSEN_KEEP_DAYS": ""})
    assert (str(found.events), str(found.feedback)) == (".build/events.db", ".build/feedback.db")
    assert (found.keep_days, found.least) == (90, 3)


def test_what_became_of_a_second_reading_is_kept_beside_its_turn_and_goes_with_it(kept: InsightSettings) -> None:
    turns = [make_turn("ett", reader={"prompt": "1", "outcome": "agreed"}), make_turn("två")]
    event_store.add(kept.events, turns)
    assert event_store.turns_between(kept.events, NOON, NOON + 1) == turns
    assert event_store.purge(kept.events, NOON + 1) == 2
    with sqlite3.connect(kept.events) as connection:
        assert connection.execute("SELECT COUNT(*) FROM reading").fetchone() == (0,)
    connection.close()


def test_a_file_from_before_there_was_a_reader_is_read(kept: InsightSettings) -> None:
    event_store.add(kept.events, [make_turn("ett")])
    with sqlite3.connect(kept.events) as connection:
        connection.execute("DROP TABLE reading")
    connection.close()
    assert [turn.reader for turn in event_store.turns_between(kept.events, NOON, NOON + 1)] == [None]


def test_a_file_that_others_could_read_is_ours_alone_afterwards(kept: InsightSettings) -> None:
    kept.events.touch(mode=0o644)
    event_store.add(kept.events, [make_turn("hej")])
    feedback.check(kept.feedback)
    assert [file.stat().st_mode & 0o777 for file in (kept.events, kept.feedback)] == [0o600, 0o600]


def test_an_error_does_not_repeat_what_was_to_be_stored(kept: InsightSettings) -> None:
    with sqlite3.connect(kept.events) as connection:
        connection.execute("CREATE TABLE turn (answer_id TEXT PRIMARY KEY)")  # some other program's
    connection.close()
    with pytest.raises(SQLAlchemyError) as caught:
        event_store.add(kept.events, [make_turn(SECRET)])
    assert SECRET not in str(caught.value)
