"""A question, analysed for search."""

from __future__ import annotations

import dataclasses
import re

import numpy as np

from knowledge.limits import LIMITS
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
