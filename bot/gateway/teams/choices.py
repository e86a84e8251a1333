"""What a card's buttons carry: signed for the conversation that the card stands in, and dated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from bot.gateway.signing import Signer

KEY = "lotsen"
VERSION = 1
#: After which a button is only an old card's: rights, dates and what was talked of may have changed.
MOST_SECONDS = 14 * 24 * 3600

Do = Literal["ask", "vote"]
Data = dict[str, Any]


@dataclass(frozen=True)
class Choice:
    """A pressed button of ours. For ``ask``: its title and words; for ``vote``: the answer's id and up or down."""

    do: Do
    first: str
    second: str
    old: bool


def asking(signer: Signer, conversation: str, title: str, words: str) -> Data:
    """The data of a button that asks ``words`` and is called ``title``."""
    return _data(signer, conversation, "ask", title, words)


def voting(signer: Signer, conversation: str, answer_id: str, vote: Literal["up", "down"]) -> Data:
    """The data of a thumb."""
    return _data(signer, conversation, "vote", answer_id, vote)


def is_press(value: object) -> bool:
    """Whether an activity's value comes from a card's button, ours or not."""
    return isinstance(value, Mapping)


def chosen(signer: Signer, conversation: str, value: object) -> Choice | None:
    """The choice that we once offered in this conversation, however long ago; None for anything else."""
    ours = value.get(KEY) if isinstance(value, Mapping) else None
    if not isinstance(ours, Mapping) or ours.get("v") != VERSION:
        return None
    opened = signer.open_choice(conversation, str(ours.get("seal", "")))
    if opened is None:
        return None
    (do, first, second), age = opened
    return Choice("vote" if do == "vote" else "ask", first, second, old=age > MOST_SECONDS)


def _data(signer: Signer, conversation: str, do: Do, first: str, second: str) -> Data:
    return {KEY: {"v": VERSION, "do": do, "seal": signer.seal_choice(conversation, (do, first, second))}}
