"""Plays conversations against a bot on a fixed day."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from actions.clock import SETTING
from bot.evaluation.conversations.checking import Difference, differences, mark
from bot.evaluation.conversations.model import Conversation, Turn
from bot.evaluation.conversations.reply import Reply
from knowledge.texts import text


class Bot(Protocol):
    """Whatever answers: ``InProcessBot``, or a fake."""

    def read_ahead(self, messages: Iterable[str]) -> None:
        """Parse these messages together, so that each is answered sooner when it is said."""

    def say(self, text: str, conversation: str | None = None) -> Sequence[Mapping[str, Any]]:
        """The messages that answer ``text`` in the conversation; a new conversation where none is named."""


@dataclasses.dataclass(frozen=True)
class PlayedTurn:
    """A turn, the reply that came, and what is wrong with it."""

    turn: Turn
    reply: Reply
    differences: tuple[Difference, ...]
    mark: str


@dataclasses.dataclass(frozen=True)
class Played:
    """A conversation as it went on a day."""

    conversation: Conversation
    day: datetime.date
    turns: tuple[PlayedTurn, ...]

    @property
    def right(self) -> bool:
        """Whether every turn went as the conversation expects."""
        return all(turn.mark == "correct" for turn in self.turns)

    @property
    def known_failure(self) -> str | None:
        """Why the conversation is known to go wrong on this day; None where it is not."""
        return self.conversation.known_failure_on(self.day)

    @property
    def as_noted(self) -> bool:
        """Right where it is to be right, wrong where it is known to be wrong."""
        return self.right == (self.known_failure is None)


def play(conversation: Conversation, day: datetime.date, bot: Bot) -> Played:
    """Play all turns, also after one that went wrong: the user would go on as well."""
    name = f"{conversation.id}-{day.isoformat()}"
    turns: list[PlayedTurn] = []
    with fixed_day(day):
        for turn in conversation.turns:
            turns.append(_play_turn(turn, day, name, turns[-1].reply if turns else None, bot))
    return Played(conversation, day, tuple(turns))


def right_once_pressed(played: Played, number: int, bot: Bot) -> bool:
    """Whether one of the buttons of a turn, from 0, that only asked back leads to what was expected of the turn.

    Each button is pressed in a conversation of its own, played up to there anew.
    """
    turn = played.turns[number]
    conversation = played.conversation
    before = [*conversation.turns[: number + 1]]
    for at, (_, payload) in enumerate(turn.reply.buttons):
        name = f"{conversation.id}-{played.day.isoformat()}-{number}-{at}"
        reply: Reply | None = None
        with fixed_day(played.day):
            for one in before:
                reply = _play_turn(one, played.day, name, reply, bot).reply
            pressed = Reply.of(bot.say(payload, name))
        if mark(turn.turn.expected_on(played.day), pressed) == "correct":
            return True
    return False


@contextlib.contextmanager
def fixed_day(day: datetime.date) -> Iterator[None]:
    """Let the actions take another day for today."""
    before = os.environ.get(SETTING)
    os.environ[SETTING] = day.isoformat()
    try:
        yield
    finally:
        if before is None:
            del os.environ[SETTING]
        else:
            os.environ[SETTING] = before


def _play_turn(turn: Turn, day: datetime.date, name: str, before: Reply | None, bot: Bot) -> PlayedTurn:
    expected = turn.expected_on(day)
    message = turn.say if turn.press is None else _payload(turn.press, before)
    if message is None:
        shown = ", ".join(title for title, _ in before.buttons) if before else ""
        missing = Difference("press", turn.press or "", shown or text("conversations", "report", "no_such_button"))
        return PlayedTurn(turn, Reply("", None), (missing,), "error")
    reply = Reply.of(bot.say(message, name))
    return PlayedTurn(turn, reply, tuple(differences(expected, reply)), mark(expected, reply))


def _payload(title: str, before: Reply | None) -> str | None:
    """What the button sends; None when the reply before has no such button."""
    buttons = before.buttons if before else ()
    return next((payload for shown, payload in buttons if shown == title), None)
