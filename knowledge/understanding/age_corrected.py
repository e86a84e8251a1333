"""A bare number that takes the place of an age just said: "hon är 83, nej vad säger jag, 87 är hon"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from knowledge.swedish.numerals import NUMBER, value_of
from knowledge.swedish.patterns import pattern
from knowledge.texts import load
from knowledge.understanding.age_mention import AgeMention, of_years

# what counts something else than years
_COUNTED = r"(?:kr|:-|spänn|%|procent|dag|veck|mån|timm|ggr|gång|barn|patient|tusen|mnkr|tkr|[.:/-]?\d)"
_UNIT = rf"(?!\s?{_COUNTED})"
_ARTICLE = r"(?!(?:en|ett|one)(?!\w))"
_CORRECTED = pattern(rf"(?<![\w,.:/-]){_ARTICLE}(?:{NUMBER})(?![\w:/]){_UNIT}")


def find_corrected(low: str, ages: Sequence[AgeMention]) -> Iterator[AgeMention]:
    """Ages given by a number alone, behind one that is taken back; ``low`` is lower-case, ``ages`` those found in it.

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
