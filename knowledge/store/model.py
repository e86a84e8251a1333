"""The knowledge base as it is held in memory."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

import numpy as np

from knowledge.words.facts import Fact, Gap, Page
from knowledge.words.programmes import Event, Names, Overview, ProgrammeHead, names_of


class StoreError(RuntimeError):
    """The file or database cannot serve; the text says which command to run."""


class StoreUnavailable(StoreError):
    """The database does not answer at the moment; it may later."""


class StoreChanged(StoreError):
    """A new build has taken the place of the one that was opened."""


@dataclasses.dataclass(frozen=True)
class StoredProgramme:
    """A programme with its page and timeline."""

    head: ProgrammeHead
    page: Page
    events: tuple[Event, ...]


@dataclasses.dataclass(frozen=True)
class Asks:
    """All ways of asking: row i of ``vectors`` (float32, length 1) belongs to ``texts[i]``."""

    facts: tuple[str, ...]
    texts: tuple[str, ...]
    masked: tuple[str, ...]
    vectors: np.ndarray


@dataclasses.dataclass(frozen=True)
class Knowledge:
    """Pages, programmes and facts; the care rights are a ``CareTable`` beside it."""

    pages: dict[str, Page]
    programmes: dict[str, StoredProgramme]
    facts: dict[str, Fact]
    gaps: dict[str, Gap]
    programme_of: dict[str, str]
    asks: Asks
    encoder: str
    overviews: Mapping[str, Overview] = dataclasses.field(default_factory=dict)

    @property
    def names(self) -> Names:
        """The names that came with the programmes' facts."""
        return names_of(programme.head for programme in self.programmes.values())

    def contacts_of(self, programme: str) -> list[Fact]:
        """Facts that give a person or mailbox of the programme."""
        return [fact for fact in self.facts.values() if self.programme_of[fact.id] == programme and fact.contact]
