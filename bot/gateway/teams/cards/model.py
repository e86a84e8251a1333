"""What goes into a card beside the reply, and what comes out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class CardButton:
    """A choice on a card. `data` goes into Action.Submit as it is."""

    title: str
    data: Mapping[str, Any]


@dataclass(frozen=True)
class Votes:
    """What the two thumbs submit, and which was given already ("up" or "down").

    `comment` is what the words after a thumb down are sent with, None for no field; `commented`: they were sent.
    """

    up: Mapping[str, Any]
    down: Mapping[str, Any]
    given: str | None = None
    comment: Mapping[str, Any] | None = None
    commented: bool = False


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
