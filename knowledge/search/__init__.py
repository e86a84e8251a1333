"""Search in the passages of the pages, for what no fact answers: words, characters and vectors together."""

from __future__ import annotations

from knowledge.search.question import Filter
from knowledge.search.scoring import Evidence, Hit
from knowledge.search.searching import PassageSearch

__all__ = ["Evidence", "Filter", "Hit", "PassageSearch"]
