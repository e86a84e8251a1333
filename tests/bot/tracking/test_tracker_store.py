from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SQLTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, SessionStarted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.storage.unavailable import ConversationsUnavailable
from bot.tracking.tracker_store import WaitlessTrackerStore


class Heard(EventBroker):
    """Remembers what it was told."""

    def __init__(self) -> None:
        self.events: list[dict[str, Any]] = []

    def publish(self, event: dict[str, Any]) -> None:
        self.events.append(event)


def make(kind: type[SQLTrackerStore], folder: Path) -> tuple[SQLTrackerStore, Heard]:
    broker = Heard()
    return kind(domain=Domain.empty(), db=str(folder / f"{kind.__name__}.db"), event_broker=broker), broker


def converse(store: TrackerStore, messages: list[str], *, new_session_at: int | None = None) -> None:
    """Turns as Rasa makes them: fetched, added to, saved."""

    async def turns() -> None:
        for number, words in enumerate(messages):
            tracker = await store.get_or_create_tracker("a", append_action_listen=False)
            if number == 0 or number == new_session_at:
                tracker.update(ActionExecuted("action_session_start"))
                tracker.update(SessionStarted(timestamp=1000.0 + number))
            tracker.update(UserUttered(words, {"name": "ask_amount"}, timestamp=1000.1 + number))
            tracker.update(BotUttered(f"svar på {words}", timestamp=1000.2 + number))
            await store.save(tracker)

    asyncio.run(turns())


def stored(store: TrackerStore) -> DialogueStateTracker:
    tracker = asyncio.run(store.retrieve_full_tracker("a"))
    assert tracker is not None
    return tracker


@pytest.mark.parametrize("new_session_at", [None, 2])
def test_it_keeps_and_tells_what_rasas_own_store_does(new_session_at: int | None, tmp_path: Path) -> None:
    messages = ["hur mycket", "och en liten", "hej igen", "tack åäö"]
    kept, heard = {}, {}
    for kind in (SQLTrackerStore, WaitlessTrackerStore):
        store, broker = make(kind, tmp_path)
        converse(store, messages, new_session_at=new_session_at)
        kept[kind] = [event.as_dict() for event in stored(store).events]
        heard[kind] = [{**event, "timestamp": None} for event in broker.events]
    assert len(kept[SQLTrackerStore]) >= 2 * len(messages)
    strip = [{**event, "timestamp": None} for event in kept[WaitlessTrackerStore]]
    assert strip == [{**event, "timestamp": None} for event in kept[SQLTrackerStore]]
    assert heard[WaitlessTrackerStore] == heard[SQLTrackerStore]


def test_a_tracker_made_elsewhere_is_stored_once(tmp_path: Path) -> None:
    store, _ = make(WaitlessTrackerStore, tmp_path)
    tracker = DialogueStateTracker.from_events("a", [UserUttered("hej"), BotUttered("hej!")])
    for _ in range(2):
        asyncio.run(store.save(tracker))
    tracker = DialogueStateTracker.from_events("a", [UserUttered("hej"), BotUttered("hej!"), UserUttered("mer")])
    asyncio.run(store.save(tracker))
    assert len(stored(store).events) == 3


def test_a_conversation_goes_on_in_another_process(tmp_path: Path) -> None:
    for _ in range(2):  # a store of its own each time, as after a restart
        store, broker = make(WaitlessTrackerStore, tmp_path)
        converse(store, ["hej"])
        assert [event["text"] for event in broker.events if event["event"] == "user"] == ["hej"]
    assert [event.text for event in stored(store).events if isinstance(event, UserUttered)] == ["hej", "hej"]


def test_a_database_that_fails_is_told(tmp_path: Path) -> None:
    store, _ = make(WaitlessTrackerStore, tmp_path)
    store.Base.metadata.drop_all(store.engine)
    with pytest.raises(ConversationsUnavailable):
        asyncio.run(store.save(DialogueStateTracker.from_events("a", [UserUttered("hej")])))


def test_a_turn_that_is_not_kept_is_not_told_to_the_report(tmp_path: Path) -> None:
    """Another process holds the file for longer than is waited."""
    store, broker = make(WaitlessTrackerStore, tmp_path)
    converse(store, ["hej"])
    told = len(broker.events)
    with sqlite3.connect(tmp_path / "WaitlessTrackerStore.db", isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        assert len(stored(store).events) > 0  # reading goes on
        with pytest.raises(ConversationsUnavailable):
            converse(store, ["och en liten"])
        other.execute("ROLLBACK")
    other.close()
    assert len(broker.events) == told
    converse(store, ["och en stor"])
    assert [event.text for event in stored(store).events if isinstance(event, UserUttered)] == ["hej", "och en stor"]


def test_conversations_are_nobody_elses_to_read(tmp_path: Path) -> None:
    make(WaitlessTrackerStore, tmp_path)
    assert (tmp_path / "WaitlessTrackerStore.db").stat().st_mode & 0o777 == 0o600
