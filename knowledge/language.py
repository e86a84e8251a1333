"""The Swedish pipeline and the lexicons that both the build and the NLU use."""

from __future__ import annotations

import functools
import os
from pathlib import Path

import spacy
from spacy.language import Language

from knowledge.phrase_matching import Match, PhraseFinder, load_lexicons
from knowledge.understanding.naming import without_names

PIPELINE = ".build/spacy"
LEXICONS = "data/lexicon"


@functools.lru_cache(maxsize=1)
def pipeline() -> Language:
    """The pipeline that set-up built; LOTSEN_SPACY names another."""
    return spacy.load(os.environ.get("LOTSEN_SPACY") or PIPELINE)


@functools.lru_cache(maxsize=1)
def finder() -> PhraseFinder:
    """The phrase finder over all lexicons."""
    return PhraseFinder(pipeline(), load_lexicons(Path(LEXICONS)))


def entities(text: str) -> list[Match]:
    """Entities of a text, as the NLU finds them."""
    return finder().find(pipeline()(text))


def without_programmes(text: str, found: list[Match]) -> str:
    """The text without the names of programmes."""
    return without_names(text, ((match.start, match.end) for match in found if match.entity == "programme"))
