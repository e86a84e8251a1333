"""What a number counts, and how often something happens: "60 000 kronor", "2 gånger per halvår"."""

from __future__ import annotations

import re

from knowledge.swedish.codes import parts
from knowledge.swedish.mentions import Measure, find, plain_spaces
from knowledge.swedish.quantities import SMALL_NUMBERS
from knowledge.swedish.written_dates import find_dates
from knowledge.texts import load


def measures(text: str) -> frozenset[Measure]:
    """Return every number that has a unit, with the kind of the unit; dates are left out."""
    return find(text).measures


def rates(text: str) -> frozenset[str]:
    """Return what things are counted by: "månad" for "en gång per månad" and "en gång i månaden"."""
    text = plain_spaces(text).lower()
    by_period = load("measures")["rates"]
    spoken = re.findall(rf"\b(?:om|i) ({'|'.join(by_period)})\b", text)
    return frozenset([*re.findall(r"\bper (\w+)", text), *(by_period[word] for word in spoken)])


def small_numbers(text: str) -> frozenset[str]:
    """Return the figures of the number words below three; a page may write them as digits."""
    return frozenset(str(SMALL_NUMBERS[word]) for word in re.findall(r"\w+", text.lower()) if word in SMALL_NUMBERS)


def fractions(text: str) -> frozenset[str]:
    """Return the parts of a whole that are spoken of: "1/2" for "halva kostnaden"."""
    named = load("measures")["fractions"]
    spoken = [word for word in re.findall(r"[^\W\d_]+", _without_halves(text)) if word in named]
    return frozenset(named[word] for word in spoken) | parts(find_dates(plain_spaces(text))[1])


def _without_halves(text: str) -> str:
    """The text without "en halv miljon" and "ett och ett halvt", which are numbers."""
    return re.sub(r"\bhalv\w*(?=\s+milj)|\boch\s+et?[nt]\s+halvt?\b", " ", text.lower())
