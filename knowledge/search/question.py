"""What is searched for: a question, analysed, and which passages may answer it."""

from __future__ import annotations

import dataclasses
import datetime
import re

import numpy as np
from sqlalchemy import select
from sqlalchemy.sql import Select

from knowledge.limits import LIMITS
from knowledge.store import schema
from knowledge.swedish.folding import fold
from knowledge.swedish.stems import analyse, content_words

MAX_CHARACTERS = LIMITS.search.question
GRAMS = range(LIMITS.ranking.shortest_gram, LIMITS.ranking.longest_gram + 1)


@dataclasses.dataclass(frozen=True)
class SearchQuestion:
    """``stems`` of all words that say something; ``words``: the same, a tuple a word; ``grams`` within words."""

    text: str
    vector: np.ndarray
    stems: tuple[str, ...]
    words: tuple[tuple[str, ...], ...]
    grams: tuple[str, ...]

    @classmethod
    def read(cls, text: str, vector: np.ndarray) -> SearchQuestion:
        """Analyse a question; ``vector`` is the encoder's, of length 1."""
        text = text[:MAX_CHARACTERS]
        words = dict.fromkeys(tuple(analyse(word)) for word in content_words(text))
        padded = [f" {word} " for word in re.findall(r"\w+", fold(text))]
        grams = (word[at : at + n] for word in padded for n in GRAMS for at in range(len(word) - n + 1))
        stems = dict.fromkeys(stem for forms in words for stem in forms)
        return cls(text, vector, tuple(stems), tuple(words), tuple(dict.fromkeys(grams)))


@dataclasses.dataclass(frozen=True)
class Filter:
    """Of which programmes and pages, updated when; None means: any.

    A page that states no date is never found when a date is asked for.
    """

    programmes: frozenset[str] | None = None
    pages: frozenset[str] | None = None
    updated_from: datetime.date | None = None
    updated_to: datetime.date | None = None

    def page_ids(self) -> Select | None:
        """The query for the ids of the pages that pass; None when all do."""
        page, programme = schema.page, schema.programme
        conditions = []
        if self.programmes is not None:
            conditions.append(
                page.c.id.in_(select(programme.c.page).where(programme.c.id.in_(sorted(self.programmes))))
            )
        if self.pages is not None:
            conditions.append(page.c.id.in_(sorted(self.pages)))
        # ISO days sort as text
        if self.updated_from is not None:
            conditions.append(page.c.updated >= self.updated_from.isoformat())
        if self.updated_to is not None:
            conditions.append(page.c.updated <= self.updated_to.isoformat())
        return select(page.c.id).where(*conditions) if conditions else None


ANYTHING = Filter()
