"""Migrants' right to care as a decision table: group × age × kind of care → right, fee, legal basis, source.

Pure functions over plain files; no Rasa, no database, no clock.
"""

from __future__ import annotations

from knowledge.care.ages import AGE_CLASSES, age_class, find_age, find_age_class
from knowledge.care.answer import answer_care, ask_care
from knowledge.care.model import CareAnswer, CareQuery, CareTable, Cell, Topic, lookup
from knowledge.care.topic_answers import answer_topic

__all__ = [
    "AGE_CLASSES",
    "CareAnswer",
    "CareQuery",
    "CareTable",
    "Cell",
    "Topic",
    "age_class",
    "answer_care",
    "answer_topic",
    "ask_care",
    "find_age",
    "find_age_class",
    "lookup",
]
