"""What a question takes for granted: a sum of money that the page does not give."""

from __future__ import annotations

import re
from collections.abc import Iterable

from knowledge.mentions import find
from knowledge.texts import load


def sums_in(question: str) -> frozenset[int]:
    """The sums of money, in kronor, that a question names: "5 miljoner", "200 000 kr", "50 tkr"."""
    units = {unit: int(factor) for unit, factor in load("questions")["money_units"].items()}
    names = "|".join(sorted(map(re.escape, units), key=len, reverse=True))
    found = re.finditer(rf"(\d[\d \u00a0.]*)(,\d+)?\s?({names})\b", question.lower())
    return frozenset(round(float(_plain(match)) * units[match[3]]) for match in found)


def _plain(match: re.Match[str]) -> str:
    return re.sub(r"[ \u00a0.]", "", match[1]) + (match[2] or "").replace(",", ".")


def foreign_sums(question: str, texts: Iterable[str]) -> frozenset[int]:
    """Sums that the question names and none of the texts holds."""
    named = sums_in(question)
    if not named:
        return named
    held = {number for text in texts for number in find(text).numbers}
    return frozenset(number for number in named if str(number) not in held)
