"""Every age that a message states, with its place: years, a class, a limit, an age only supposed."""

from __future__ import annotations

import dataclasses
import datetime
import re
from collections.abc import Iterator, Sequence

from knowledge.swedish.folding import lowered
from knowledge.swedish.numerals import NUMBER, value_of
from knowledge.swedish.patterns import pattern
from knowledge.texts import load
from knowledge.understanding.age_contexts import SUPPOSED_BEFORE
from knowledge.understanding.age_mention import AgeMention, of_years
from knowledge.understanding.age_numbers import find_numbered
from knowledge.understanding.age_set_off import find_set_off
from knowledge.understanding.age_words import find_worded
from knowledge.understanding.births import find_births
from knowledge.understanding.roles import RoleMention, find_roles, without_others_children

__all__ = ["AgeMention", "RoleMention", "find_ages", "find_roles"]

# what counts something else than years
_COUNTED = r"(?:kr|:-|spänn|%|procent|dag|veck|mån|timm|ggr|gång|barn|patient|tusen|mnkr|tkr|[.:/-]?\d)"
_UNIT = rf"(?!\s?{_COUNTED})"
_ARTICLE = r"(?!(?:en|ett|one)(?!\w))"
_CORRECTED = pattern(rf"(?<![\w,.:/-]){_ARTICLE}(?:{NUMBER})(?![\w:/]){_UNIT}")


def find_ages(text: str, today: datetime.date | None) -> list[AgeMention]:
    """The ages of the text in order, none overlapping; lengths of time, prices and limits asked about are none.

    Without ``today`` no births are read.
    """
    low = lowered(text)
    chosen: list[AgeMention] = []
    births = find_births(low, today) if today else ()
    worded = find_worded(without_others_children(low))
    for mention in [*births, *find_numbered(low), *worded, *find_set_off(text)]:
        if not any(mention.start < other.end and other.start < mention.end for other in chosen):
            chosen.append(mention)
    found = sorted((_supposed(low, mention) for mention in chosen), key=lambda mention: mention.start)
    return sorted([*found, *_corrected(low, found)], key=lambda mention: mention.start)


def _supposed(low: str, mention: AgeMention) -> AgeMention:
    """The mention, marked where the words before it only suppose it: "om hon vore tjugo"."""
    if mention.hypothetical or not SUPPOSED_BEFORE.search(low[: mention.start]):
        return mention
    return dataclasses.replace(mention, hypothetical=True)


def _corrected(low: str, ages: Sequence[AgeMention]) -> Iterator[AgeMention]:
    """Ages given by a number alone, behind one that is taken back: "hon är 83, nej vad säger jag, 87 är hon".

    ``low`` is lower-case, ``ages`` are those found in it.

    Only the first number behind an age is tried, and only within the sentence that takes it back.
    """
    taken_back = re.compile(load("persons")["age_taken_back"])
    for number, one in enumerate(ages):
        until = ages[number + 1].start if number + 1 < len(ages) else len(low)
        found = _CORRECTED.search(low, one.end, until)
        if one.limit or found is None or not taken_back.search(low[one.end : found.start()]):
            continue
        years = value_of(found[0])
        mention = of_years(found.start(), found.end(), int(years)) if years is not None else None
        if mention is not None:
            yield mention
