"""Analyse Swedish words for comparison: stems of the word and of its lemma."""

from __future__ import annotations

import functools
import re

import simplemma
import Stemmer

from knowledge.swedish.folding import fold
from knowledge.texts import load

__all__ = ["analyse", "content_words", "fold"]

_WORD = re.compile(r"\w+")
_STEMMER = Stemmer.Stemmer("swedish")
# words that say nothing about what is asked
_STOP = frozenset(load("stopwords")["words"])


@functools.lru_cache(maxsize=50_000)
def _forms(word: str) -> tuple[str, ...]:
    stem = _STEMMER.stemWord(word)
    lemma = _STEMMER.stemWord(simplemma.lemmatize(word, lang="sv", low_memory=True).lower())
    return (stem,) if stem == lemma else (stem, lemma)


def content_words(text: str) -> list[str]:
    """The words of a text that say something of their own, lower case."""
    return [word for word in _WORD.findall(text.lower()) if word not in _STOP]


def analyse(text: str) -> list[str]:
    """Return the stems of a text's words and of their lemmas, stop words left out."""
    return [form for word in content_words(text) for form in _forms(word)]
