"""The question that a cell of the table answers, in words that are understood by themselves when pressed."""

from __future__ import annotations

import re

from knowledge.care.model import CareQuery, CareTable
from knowledge.saying.care.answer import place_of
from knowledge.saying.care.wording import capital, one
from knowledge.texts import load

DUTY = "may_refuse"  # what is asked where somebody wants to know whether a patient may be turned away


def question_of(table: CareTable, query: CareQuery, asked: str) -> str:
    """The plain question that ``query`` stands for; "" where no group is known or the care has no name of its own.

    ``asked`` is what is asked of the case: ``fee``, ``may_refuse``, or anything else for the right. A patient of
    unknown age is asked about without one.
    """
    place = place_of(table, query)
    if place is None:
        return ""
    group, age, care = place
    known = query.age_class is not None or query.age_years is not None
    whom = one(table, group, age) if known else table.groups[group].one["base"]
    aspect = asked if asked in ("fee", DUTY) else "right"
    words = load("care")["asking"]
    own = words["own"].get(care)
    general = words["all"] if care == "all_care" else words["one"]
    pattern = own.get(aspect, own["right"]) if own else general[aspect]
    return capital(_plain(pattern.format(one=whom, care=table.cares[care].say))) if pattern else ""


def _plain(words: str) -> str:
    """Without what stands in parentheses: a button says a thing once."""
    return re.sub(r" \([^)]*\)", "", words)
