"""Replies as Adaptive Cards 1.5: pure functions from the reply contract to JSON that Teams shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.gateway.contract import Reply

#: Largest card as UTF-8 JSON, in bytes: Teams takes messages of about 28 kB, and the activity around it needs room.
MAX_CARD_BYTES = 24_000


@dataclass(frozen=True)
class CardButton:
    """A choice on a card. `data` goes into Action.Submit as it is."""

    title: str
    data: Mapping[str, Any]


@dataclass(frozen=True)
class Votes:
    """What the two thumbs submit, and which was given already ("up" or "down")."""

    up: Mapping[str, Any]
    down: Mapping[str, Any]
    given: str | None = None


@dataclass(frozen=True)
class Rendered:
    """An Adaptive Card, and the same as plain text for notifications and clients without cards."""

    card: dict[str, Any]
    text: str


@dataclass(frozen=True)
class SearchResult:
    """One hit of the message extension: `title` and `text` stand in the list, `rendered` is what is sent."""

    title: str
    text: str
    rendered: Rendered


def answer_card(reply: Reply, buttons: Sequence[CardButton] = (), votes: Votes | None = None) -> Rendered:
    """One reply; `buttons` stand for reply.buttons, whose payloads only the caller can sign."""
    return _rendered(reply.text, buttons)


def welcome_card(buttons: Sequence[CardButton], in_group: bool = False) -> Rendered:
    """What Lotsen is for; `buttons` are the example questions (see `example_questions`)."""
    return _rendered("Lotsen", buttons)


def notice_card(text: str, buttons: Sequence[CardButton] = ()) -> Rendered:
    """A sentence of the channel itself: an error, a wait, an old button."""
    return _rendered(text, buttons)


def search_results(replies: Sequence[Reply]) -> list[SearchResult]:
    """The replies as hits, one for each source of an answer."""
    return [SearchResult(title=reply.text[:80], text=reply.text, rendered=answer_card(reply)) for reply in replies]


def example_questions() -> tuple[str, ...]:
    """Three questions that the welcome offers as buttons."""
    return ("Går det att söka Utlysning 2021?",)


def _rendered(text: str, buttons: Sequence[CardButton]) -> Rendered:
    card: dict[str, Any] = {
        "type": "AdaptiveCard",
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "version": "1.5",
        "lang": "sv",
        "msteams": {"width": "Full"},
        "fallbackText": text,
        "body": [{"type": "TextBlock", "text": text, "wrap": True}],
        "actions": [{"type": "Action.Submit", "title": each.title, "data": dict(each.data)} for each in buttons],
    }
    return Rendered(card, text)
