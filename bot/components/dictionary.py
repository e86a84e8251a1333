"""Ordinary Swedish words, as the lemma table of the spaCy pipeline lists them (from SALDO; no proper names)."""

from __future__ import annotations

import functools
from collections.abc import Container

from knowledge.understanding.lexicons import pipeline


@functools.lru_cache(maxsize=1)
def _tables() -> tuple[Container[str], frozenset[str]]:
    table = pipeline().get_pipe("lemmatizer").lookups.get_table("lemma_lookup")
    return table, frozenset(lemma for lemma in table.values() if lemma.islower())


def is_ordinary_word(word: str) -> bool:
    """Whether a lower-case word stands in the table, inflected or as a lemma."""
    inflected, lemmas = _tables()
    return word in lemmas or word in inflected
