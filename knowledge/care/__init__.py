"""Migrants' right to care as a decision table: group × age × kind of care → right, fee, legal basis, source.

The table alone: pure functions over plain data. What is said of a row stands in ``knowledge.saying.care``; the editors'
files are read in ``knowledge.editing.care``.
"""

from __future__ import annotations

from knowledge.care.ages import AGE_CLASSES
from knowledge.care.model import CareAnswer, CareQuery, CareTable, Cell, Topic, lookup

__all__ = ["AGE_CLASSES", "CareAnswer", "CareQuery", "CareTable", "Cell", "Topic", "lookup"]
