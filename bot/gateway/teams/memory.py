"""What the channel remembers for a while, in this process only, each kind with a bound: never what somebody wrote."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from cachetools import TTLCache

from bot.gateway.contract import Reply

REPEAT_SECONDS = 600.0  # Teams sends an activity again after about 15 seconds, some times
WELCOME_SECONDS = 3600.0  # an installation is told in two ways, one after the other
TOLD_SECONDS = 60.0  # a caller over the limit is told once in a while
SHOWN_SECONDS = 12 * 3600.0  # how long a card can be changed in place
MOST = 10_000
MOST_SHOWN = 2_000  # answers are larger
_Key = TypeVar("_Key")


@dataclass(frozen=True)
class Shown:
    """A reply that stands in a conversation as a card."""

    reply: Reply
    given: str | None = None  # the vote, once there is one
    commented: bool = False  # whether words came with it


class Memory:
    """Keys are our own names of conversations and people (see places.py) and Teams' ids of messages and chats."""

    def __init__(self, timer: Callable[[], float] = time.monotonic) -> None:
        self._seen: TTLCache[tuple[str, ...], bool] = TTLCache(MOST, REPEAT_SECONDS, timer)
        self._welcomed: TTLCache[str, bool] = TTLCache(MOST, WELCOME_SECONDS, timer)
        self._told: TTLCache[str, bool] = TTLCache(MOST, TOLD_SECONDS, timer)
        self._shown: TTLCache[tuple[str, str], Shown] = TTLCache(MOST_SHOWN, SHOWN_SECONDS, timer)
        self._answers: TTLCache[tuple[str, str], tuple[str, ...]] = TTLCache(MOST_SHOWN, SHOWN_SECONDS, timer)

    def first_seen(self, *activity: str) -> bool:
        """Whether this activity comes for the first time."""
        return _first(self._seen, activity)

    def asked(self, conversation: str, question: str) -> bool:
        """Whether this message was answered, or is being answered now."""
        return (conversation, "message", question, "") in self._seen or (conversation, question) in self._answers

    def first_welcome(self, conversation: str) -> bool:
        """Whether nobody was welcomed here since the bot was added."""
        return _first(self._welcomed, conversation)

    def removed(self, conversation: str) -> None:
        """The bot was taken away: adding it again is welcomed again."""
        self._welcomed.pop(conversation, None)

    def first_told(self, person: str) -> bool:
        """Whether this person was not told of the limit just now."""
        return _first(self._told, person)

    def show(self, conversation: str, message: str, shown: Shown) -> None:
        """Remember what a message of ours shows."""
        self._shown[conversation, message] = shown

    def shown(self, conversation: str, message: str | None) -> Shown | None:
        """What stands in this message of ours, where it is still known."""
        return self._shown.get((conversation, message or ""))

    def answer(self, conversation: str, question: str, messages: tuple[str, ...]) -> None:
        """These messages of ours answer that one."""
        self._answers[conversation, question] = messages

    def answers(self, conversation: str, question: str) -> tuple[str, ...]:
        """The ids of our answers to a message; none when they are not known."""
        return self._answers.get((conversation, question), ())


def _first(cache: TTLCache[_Key, bool], key: _Key) -> bool:
    known = key in cache
    cache[key] = True
    return not known
