"""What a number counts, and how often something happens: "60 000 kronor", "2 gånger per halvår"."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from knowledge.mentions import NUMBER_WORDS, plain_spaces
from knowledge.swedish_dates import find_dates
from knowledge.texts import load

SMALL_NUMBERS = {"noll": 0, "två": 2}  # "en" and "ett" are articles, so they count only with a unit
_NUMBERS = {**NUMBER_WORDS, **SMALL_NUMBERS}

Measure = tuple[str, str]  # the number as whole digits ("2000000"), and the kind of unit

_FIGURE = r"\d{1,3}(?: \d{3})+(?!\d)|\d+(?:,\d+)?"
# what may stand between two numbers that share the unit of the second: "50 000 - 100 000 kr"
_SHARED = re.compile(r"\s*(?:-|,|till|och|eller|respektive|samt|resp\.)\s*")


@functools.cache
def _patterns() -> tuple[re.Pattern[str], dict[str, str]]:
    words = load("measures")
    kinds = {word: kind for kind, forms in words["units"].items() for word in forms}
    kinds |= dict.fromkeys([*words["thousands_of_kronor"], *words["millions_of_kronor"]], "kronor")
    numbers = "|".join([_FIGURE, *(rf"\b{word}\b" for word in [*_NUMBERS, *words["one"]])])
    larger = "|".join(words["multipliers"])
    units = "|".join(re.escape(word) + (r"\b" if word[-1].isalnum() else "") for word in sorted(kinds, key=len)[::-1])
    pattern = rf"(?P<number>{numbers})(?:[ -]?(?P<larger>{larger})\b)?(?:[ -]?(?P<unit>{units}))?"
    return re.compile(pattern, re.IGNORECASE), kinds


def measures(text: str) -> frozenset[Measure]:
    """Return every number that has a unit, with the kind of the unit; dates are left out."""
    _, rest = find_dates(plain_spaces(text))
    return frozenset(_read(rest))


def _read(text: str) -> Iterator[Measure]:
    pattern, kinds = _patterns()
    unit, following = None, len(text)
    for match in reversed(list(pattern.finditer(text))):
        written = (match["unit"] or "").lower()
        shared = unit is not None and _SHARED.fullmatch(text[match.end() : following])
        unit = kinds[written] if written else unit if shared else None
        following = match.start()
        if unit:
            yield _whole(match["number"].lower(), (match["larger"] or "").lower(), written), unit


def _whole(number: str, larger: str, unit: str) -> str:
    words = load("measures")
    value = 1.0 if number in words["one"] else _NUMBERS.get(number)
    if value is None:
        value = float(number.replace(" ", "").replace(",", "."))
    factor = words["multipliers"].get(larger, 1)
    factor *= 1000 if unit in words["thousands_of_kronor"] else 10**6 if unit in words["millions_of_kronor"] else 1
    return f"{value * factor:.10g}" if value * factor < 10**9 else str(round(value * factor))


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
    parts = load("measures")["fractions"]
    return frozenset(parts[word] for word in re.findall(r"\w+", text.lower()) if word in parts)
