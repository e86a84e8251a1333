"""What a card's buttons carry: signed for the conversation that the card stands in, and dated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from bot.gateway.contract import encodable
from bot.gateway.signing import Signer
from bot.gateway.teams.cards.layout import COMMENT, MOST_COMMENT

KEY = "lotsen"
VERSION = 1
#: After which a button is only an old card's: rights, dates and what was talked of may have changed.
MOST_SECONDS = 14 * 24 * 3600

Do = Literal["ask", "vote", "comment"]
KINDS: tuple[Do, ...] = get_args(Do)
Data = dict[str, Any]


@dataclass(frozen=True)
class Choice:
    """A pressed button of ours. For ``ask``: its title and words; for ``vote``: the answer's id and up or down.

    For ``comment``: the answer's id and the vote that it goes with; ``typed`` is what stood in the card's field.
    """

    do: Do
    first: str
    second: str
    old: bool
    typed: str = ""


def asking(signer: Signer, conversation: str, title: str, words: str) -> Data:
    """The data of a button that asks ``words`` and is called ``title``."""
    return _data(signer, conversation, "ask", title, words)


def voting(signer: Signer, conversation: str, answer_id: str, vote: Literal["up", "down"]) -> Data:
    """The data of a thumb."""
    return _data(signer, conversation, "vote", answer_id, vote)


def commenting(signer: Signer, conversation: str, answer_id: str) -> Data:
    """The data of the button that sends the words after a thumb down."""
    return _data(signer, conversation, "comment", answer_id, "down")


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
    kind: Do = next((one for one in KINDS if one == do), "ask")
    return Choice(kind, first, second, old=age > MOST_SECONDS, typed=_typed(value) if kind == "comment" else "")


def _typed(value: object) -> str:
    """What stood in the field; Teams sends it beside our data. Cut where the field itself would have ended."""
    words = value.get(COMMENT) if isinstance(value, Mapping) else None
    return encodable(words).strip()[:MOST_COMMENT] if isinstance(words, str) else ""


def _data(signer: Signer, conversation: str, do: Do, first: str, second: str) -> Data:
    return {KEY: {"v": VERSION, "do": do, "seal": signer.seal_choice(conversation, (do, first, second))}}
