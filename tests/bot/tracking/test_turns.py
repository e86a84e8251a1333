"""Turns that are played twice, by the store and by the channel in front of it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from rasa.core.brokers.broker import EventBroker
from rasa.core.channels.channel import UserMessage
from rasa.core.tracker_store import FailSafeTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, UserUttered

from bot.channels.guarded_rest import GuardedRestInput
from bot.channels.requests import ChatRequest
from bot.channels.settings import read_settings
from bot.channels.texts import load_texts
from bot.tracking.tracker_store import WaitlessTrackerStore
from bot.tracking.turns import is_unanswered, kept_turn

LISTEN = ActionExecuted("action_listen")


def asked(name: str) -> UserUttered:
    return UserUttered("hur mycket", {"name": "ask_amount"}, message_id=name)


@pytest.mark.parametrize(
    ("new", "unanswered"),
    [
        ([], False),
        ([LISTEN], False),
        ([BotUttered("hej"), asked("a"), LISTEN], True),
        ([asked("a"), BotUttered("svar"), LISTEN], False),
    ],
)
def test_a_turn_without_a_word_is_unanswered(new: list[Event], unanswered: bool) -> None:
    assert is_unanswered(new) == unanswered


def test_the_turn_of_a_message_ends_before_the_next_message() -> None:
    first = [asked("a"), BotUttered("ett"), BotUttered("två"), LISTEN]
    known = [LISTEN, *first, asked("b"), BotUttered("tre"), LISTEN]
    assert kept_turn(known, [asked("a")]) == first
    assert kept_turn(known, [asked("b"), BotUttered("fyra")]) == known[5:]
    assert kept_turn(known, [asked("c")]) == kept_turn(known, [BotUttered("x")]) == kept_turn([], first) == []


class Told(EventBroker):
    """The report, which hears of questions and answers."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.recalled: list[list[str]] = []

    def recall(self, events: Callable[[], Iterable[dict[str, Any]]]) -> None:
        self.recalled.append([str(event["text"]) for event in events() if event["event"] in ("user", "bot")])

    def publish(self, event: dict[str, Any]) -> None:
        self.texts += [str(event["text"])] if event["event"] in ("user", "bot") else []


class Assistant:
    """Rasa's ways with a turn, whose action fails as often as is said; behind the real channel."""

    def __init__(self, folder: Path) -> None:
        self.told = Told()
        self.stored = WaitlessTrackerStore(
            domain=Domain.empty(), db=str(folder / "conversations.db"), event_broker=self.told
        )
        self._store = FailSafeTrackerStore(self.stored)  # as Rasa's agent wraps it
        self.failing, self.played, self.waits = 0, 0, 0
        self._channel = GuardedRestInput(read_settings({}), load_texts(), revived=self._revived)

    def say(self, words: str, turn: str | None = None) -> list[dict[str, Any]]:
        return asyncio.run(self._channel.answer(ChatRequest("web-1", words, None, turn), None, self._turn))

    def kept(self) -> list[str]:
        tracker = asyncio.run(self.stored.retrieve("web-1"))
        events = tracker.events if tracker else ()
        return [event.text or "" for event in events if isinstance(event, (UserUttered, BotUttered))]

    async def _revived(self) -> bool:
        self.waits += 1
        return True

    async def _turn(self, message: UserMessage) -> None:
        self.played += 1
        tracker = await self._store.get_or_create_tracker("web-1", append_action_listen=False)
        tracker.update(UserUttered(message.text, {"name": "ask_amount"}, message_id=message.message_id))
        if self.failing:
            self.failing -= 1
        else:
            custom = {"kind": "answer", "answer_id": f"answer-{self.played}"}
            said = BotUttered(f"svar {self.played}", {"custom": custom, "buttons": [{"title": "a", "payload": "b"}]})
            tracker.update(said)
            assert message.output_channel is not None
            await message.output_channel.send_response("web-1", said.message())
        tracker.update(ActionExecuted("action_listen"))
        await self._store.save(tracker)


@pytest.fixture
def assistant(tmp_path: Path) -> Assistant:
    return Assistant(tmp_path)


def test_a_question_whose_action_failed_once_is_answered_and_kept_once(assistant: Assistant) -> None:
    assistant.failing = 1
    [reply] = assistant.say("hur mycket")
    assert reply["text"] == "svar 2"
    assert assistant.kept() == assistant.told.texts == ["hur mycket", "svar 2"]
    assert (assistant.played, assistant.waits) == (2, 1)


def test_one_whose_action_fails_again_gets_an_apology_and_is_kept_once(assistant: Assistant) -> None:
    assistant.failing = 2
    [reply] = assistant.say("hur mycket")
    assert reply["custom"]["kind"] == "error"
    assert assistant.kept() == ["hur mycket"]
    assert assistant.played == 2


def test_a_message_that_comes_again_is_answered_with_the_same_words_and_kept_once(assistant: Assistant) -> None:
    first = assistant.say("hur mycket", "turn-1")
    told = list(assistant.told.texts)
    assert assistant.say("hur mycket", "turn-1") == first
    assert assistant.kept() == told == ["hur mycket", "svar 1"]
    assert assistant.told.texts == 2 * told  # the report may have missed it; it keeps a turn once, by its id
    assert assistant.say("hur mycket", "turn-2")[0]["text"] == "svar 3"
    assert assistant.say("hur mycket")[0]["text"] == "svar 4"


def test_the_same_after_a_restart_and_with_what_was_masked(tmp_path: Path) -> None:
    words = "850101-1234, hur mycket"
    first = Assistant(tmp_path).say(words, "turn-1")
    again = Assistant(tmp_path)
    assert again.say(words, "turn-1") == first
    assert again.told.texts == again.kept() == ["[personnummer], hur mycket", "svar 1"]


def test_with_its_first_turn_a_process_tells_what_another_may_not_have_told(tmp_path: Path) -> None:
    Assistant(tmp_path).say("ett")
    second = Assistant(tmp_path)
    second.say("två")
    second.say("tre")
    assert second.told.recalled == [["ett", "svar 1", "två", "svar 1"]]


def test_who_is_cancelled_while_a_turn_is_written_waits_for_it(assistant: Assistant) -> None:
    """Or the lock would be free, and the same message come again, before the store holds it."""
    going_on, written = threading.Event(), []

    def write() -> None:
        going_on.wait(10)
        written.append(True)

    async def cancelled() -> bool:
        writing = asyncio.ensure_future(assistant.stored._in_thread(write))
        await asyncio.sleep(0.05)
        writing.cancel()
        await asyncio.sleep(0.05)
        assert not writing.done()
        going_on.set()
        with pytest.raises(asyncio.CancelledError):
            await writing
        return bool(written)

    assert asyncio.run(cancelled())
