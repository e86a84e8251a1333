"""What a question takes for granted: a sum of money that the page does not give."""

from __future__ import annotations

from collections.abc import Iterable

from knowledge.swedish.mentions import find
from knowledge.swedish.quantities import MONEY


def sums_in(question: str) -> frozenset[int]:
    """The sums of money, in kronor, that a question names: "5 miljoner", "200 000 kr", "50 tkr"."""
    return frozenset(
        int(one.number)
        for one in find(question).counted
        if (one.unit == MONEY or (one.large and one.unit is None)) and one.number.isdigit()
    )


def foreign_sums(question: str, texts: Iterable[str]) -> frozenset[int]:
    """Sums that the question names and none of the texts holds."""
    named = sums_in(question)
    if not named:
        return named
    held = {number for text in texts for number in find(text).numbers}
    return frozenset(number for number in named if str(number) not in held)
