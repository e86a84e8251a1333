"""The Swedish pipeline and the lexicons that both the build and the NLU use."""

from __future__ import annotations

import functools
import os
from pathlib import Path

import knowledge.swedish.lemmas  # noqa: F401 - a component that the pipeline names
from knowledge.swedish.phrases import Lexicon, Match, PhraseFinder, load_lexicons
from knowledge.swedish.spacy_alone import Language, spacy
from knowledge.understanding.naming import without_names
from knowledge.words.programmes import Names

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


@functools.lru_cache(maxsize=4)
def _with_names(names: tuple[tuple[str, tuple[str, ...]], ...]) -> PhraseFinder:
    return PhraseFinder(pipeline(), [Lexicon("programme", dict(names), published=True)], finder())


def entities(text: str, names: Names | None = None) -> list[Match]:
    """Entities of a text, as the NLU finds them; ``names`` are those that came with facts, by programme."""
    chosen = _with_names(tuple(names.items())) if names else finder()
    return chosen.find(pipeline()(text))


def without_programmes(text: str, found: list[Match]) -> str:
    """The text without the names of programmes."""
    named = [match for match in found if match.entity == "programme"]
    published = {(match.start, match.end) for match in named if match.published}
    return without_names(text, ((match.start, match.end) for match in named), published)
