"""What staff ask about: a grant, a strategy, a project or a focus area with its timeline, and all of them at once."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterable, Mapping
from typing import Final

from pydantic import validator

from knowledge.words import vocabulary
from knowledge.words.facts import Fact, Gap, Strict, one_of

HOME: Final = "whole"  # stands where a programme's id stands, for questions about the whole
SHOWS: Final = ("open", "closed", "how_to_apply", "programmes", "pages")  # what an overview's reply may be made of
#: Names by the programme's id.
Names = Mapping[str, tuple[str, ...]]


@dataclasses.dataclass(frozen=True)
class Event:
    """One point of a timeline; ``fact`` is the id of the fact that gives the date."""

    event: str
    date: datetime.date
    fact: str


class TimelineEntry(Strict):
    """A day on which something changes for the programme, and the fact that says so."""

    event: str
    date: datetime.date
    fact: str

    @validator("event")
    def _known_event(cls, value: str) -> str:
        return one_of(value, vocabulary.EVENTS)


class ProgrammeHead(Strict):
    """What a programme is called and its page; ``names``: words by which staff name it, where no lexicon has them."""

    id: str
    page: str
    name: str
    definite: str
    kind: str
    names: list[str] = []

    @validator("kind")
    def _known_kind(cls, value: str) -> str:
        return one_of(value, vocabulary.PROGRAMME_KINDS)


class Programme(Strict):
    """One file of facts: a grant, a strategy, a project or a focus area."""

    programme: ProgrammeHead
    timeline: list[TimelineEntry] = []
    facts: list[Fact]
    gaps: list[Gap] = []

    @property
    def id(self) -> str:
        """The programme's id, which its facts' ids begin with."""
        return self.programme.id

    @property
    def events(self) -> list[Event]:
        """The timeline in the form that ``knowledge.saying.status`` computes with."""
        return [Event(entry.event, entry.date, entry.fact) for entry in self.timeline]


class Overview(Strict):
    """One question about the whole; ``shows`` says what its reply is made of."""

    id: str
    shows: str
    question: list[str]
    asks: list[str] = []

    @validator("shows")
    def _known(cls, value: str) -> str:
        return one_of(value, SHOWS)

    @validator("question", each_item=True)
    def _known_question(cls, value: str) -> str:
        return one_of(value, vocabulary.QUESTIONS)


def names_of(heads: Iterable[ProgrammeHead]) -> dict[str, tuple[str, ...]]:
    """The names by programme; one with names of its own is called by its full name too."""
    return {head.id: tuple(dict.fromkeys([head.name, *head.names])) for head in heads if head.names}
