"""Numbers with what makes them larger and what they count: "60 tkr", "0,06 mnkr", "två miljoner", "400.000:-"."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final

from knowledge.swedish.numerals import CARDINALS
from knowledge.texts import load

MONEY: Final = "kronor"
LEAST_COUNTED: Final = 3  # "en" and "ett" are articles, and "två" and "noll" count only with a unit
SMALL_NUMBERS: Final = {"noll": 0, "två": 2}
#: Numerals that always count something.
NUMBER_WORDS: Final = {word: value for word, value in CARDINALS.items() if value >= LEAST_COUNTED}
_GROUPS: Final = 3  # digits between two marks of a long number
_MOST_DECIMALS: Final = 2
_LABEL: Final = 20  # letters before a number in which a word that makes it a label stands

_FIGURE: Final = (
    r"(?:\d{1,3}(?: \d{3}){1,6}|\d{1,3}(?:\.\d{3}){1,6}(?!\.\d)|\d{1,3}(?:'\d{3}){1,6}|\d{1,3}(?:,\d{3}){2,6}|\d+)"
    r"(?!\d)(?:,\d+|\.\d\d(?= ?(?:kr|sek|:-))| ?½| och (?:en halv|ett halvt)(?!\w))?"
)
_WORDS: Final = "|".join(sorted({*CARDINALS, *SMALL_NUMBERS}, key=len, reverse=True))
_HUNDREDS: Final = rf"(?:(?:{_WORDS}) ?)?hundra(?:{_WORDS})?"
_HALVES: Final = rf"(?:(?:{_WORDS}|\d+) och )?(?:en |ett )?halv(?:t|a)?(?= milj)|halvannan(?= milj)"


@dataclasses.dataclass(frozen=True)
class Quantity:
    """A number in its plain form ("60000", "2,5"); ``unit`` is a kind of measures.yml, None where none is written.

    ``large`` says that a word made it larger, as "miljoner" does; ``article`` that it is a word which counts only
    because of its unit: "ett år", "två regioner".
    """

    number: str
    unit: str | None
    large: bool = False
    article: bool = False


@dataclasses.dataclass(frozen=True)
class _Written:
    number: Decimal
    plain: str  # the figures as they stand, without what groups them
    factor: int
    unit: str | None
    small: bool


def quantities(text: str) -> list[Quantity]:
    """Every number of a text whose dates, codes and telephone numbers are taken out; white space is single spaces."""
    return list(_read(text))


@functools.cache
def _units() -> tuple[dict[str, tuple[str, int]], dict[str, int]]:
    """Kind and factor by unit, and the factor of each word that makes a number larger."""
    words: dict[str, Any] = load("measures")
    units = {word: (kind, 1) for kind, forms in words["units"].items() for word in forms}
    for name, factor in (("thousands", 10**3), ("millions", 10**6), ("thousand_millions", 10**9)):
        units |= dict.fromkeys(words[f"{name}_of_kronor"], (MONEY, factor))
    return units, words["multipliers"]


@functools.cache
def _pattern() -> re.Pattern[str]:
    units, larger = _units()
    before = "|".join(_longest_first(load("measures")["before_the_number"]))
    every = "|".join(re.escape(word) + (r"(?!\w)" if word[-1].isalnum() else "") for word in _longest_first(units))
    multipliers = "|".join(re.escape(word) for word in _longest_first(larger))
    # "sextiotusen" is one word
    numeral = rf"(?<!\w)(?:{_HALVES}|{_HUNDREDS}|{_WORDS})(?!(?!(?:{multipliers})(?!\w))\w)|(?<!\w)tusen(?!\w)"
    return re.compile(
        rf"(?:(?<!\d )(?<!\w)(?P<before>{before})\.?:? )?(?P<number>{_FIGURE}|{numeral})"
        rf"(?:[ -]?(?P<larger>{multipliers})(?:\.|(?!\w))|(?P<k>k)(?!\w)|(?P<quote>')(?!\w))?"
        rf"(?:[ -]?(?P<unit>{every}))?",
        re.IGNORECASE,
    )


def _longest_first(words: Any) -> list[str]:
    return sorted(words, key=len, reverse=True)


@functools.cache
def _shared() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What stands between two numbers that share what follows the second, which of it makes a list, and what labels."""
    between = re.compile(r"\s*(?:-|,|till|och|eller|respektive|samt|resp\.?)\s*", re.IGNORECASE)
    joins = re.compile(r"\s*(?:-|till|och|eller|respektive|samt|resp\.?)\s*", re.IGNORECASE)
    label = re.compile(rf"(?<!\w)(?:{'|'.join(load('measures')['labels'])})\.? ?$", re.IGNORECASE)
    return between, joins, label


def _read(text: str) -> Iterator[Quantity]:
    between, joins, label = _shared()
    right: _Written | None = None
    listed, following = False, len(text)
    found = []
    for match in reversed(list(_pattern().finditer(text))):
        written = _written(match, text)
        gap = text[match.end() : following]
        following = match.start()
        bare = written.unit is None and written.factor == 1
        if (
            bare
            and right
            and between.fullmatch(gap)
            and not label.search(text[max(0, match.start() - _LABEL) : match.start()])
        ):
            listed = listed or bool(joins.fullmatch(gap))
            grows = listed and written.number < right.number
            written = dataclasses.replace(written, unit=right.unit, factor=right.factor if grows else 1)
        else:
            listed = False
        right = written
        if not written.small or written.unit or written.factor > 1:
            found.append(_quantity(written))
    yield from reversed(found)


def _written(match: re.Match[str], text: str) -> _Written:
    units, larger = _units()
    word = match["number"].lower()
    kind, factor = units.get((match["unit"] or "").lower(), (None, 1))
    if kind is None and match["before"]:
        kind, factor = units[match["before"].lower()]
    factor *= larger.get((match["larger"] or "").lower(), 1)
    if match["k"] or (match["quote"] and text.count("'", 0, match.start("quote")) % 2 == 0):
        factor *= 1000
    figures = word[0].isdigit() and not word.endswith(("halv", "halvt", "½"))
    return _Written(
        *(_of_figures(word, kind) if figures else (_of_words(word), _plain(_of_words(word)))),
        factor,
        kind,
        small=word in ("en", "ett", "tusen", *SMALL_NUMBERS),
    )


def _of_figures(written: str, kind: str | None) -> tuple[Decimal, str]:
    written = re.sub(r"\.(\d\d)$", r",\1", written)  # "12.50 kr"
    whole, _, decimals = re.sub(r"[ .']", "", written).partition(",")
    if "," in decimals or (kind == MONEY and len(decimals) == _GROUPS):  # "1,500,000" and "60,000 kr"
        whole, decimals = whole + decimals.replace(",", ""), ""
    if len(decimals) <= _MOST_DECIMALS:
        decimals = decimals.rstrip("0")  # "400 000,00"
    return Decimal(f"{whole}.{decimals or 0}"), f"{whole},{decimals}" if decimals else whole


def _of_words(written: str) -> Decimal:
    if "halv" in written or "½" in written:
        if written == "halvannan":
            return Decimal("1.5")
        whole = re.match(rf"(\d+|{_WORDS})(?: och| ?½)", written)
        return (_one(whole[1]) if whole else Decimal(0)) + Decimal("0.5")
    if written == "tusen":
        return Decimal(1000)
    hundreds, found, ones = written.partition("hundra")
    if not found:
        return _one(written)
    return (_one(hundreds.strip()) if hundreds else Decimal(1)) * 100 + (_one(ones) if ones else Decimal(0))


def _one(word: str) -> Decimal:
    return Decimal(word) if word.isdigit() else Decimal(CARDINALS.get(word, SMALL_NUMBERS.get(word, 0)))


def _quantity(written: _Written) -> Quantity:
    number = written.plain if written.factor == 1 else _plain(written.number * written.factor)
    return Quantity(
        number,
        written.unit,
        written.factor > 1,
        written.small and written.number < LEAST_COUNTED and written.factor == 1,
    )


def _plain(value: Decimal) -> str:
    """ "60000" for 60000.0, "2,5" for 2.50."""
    return f"{value.normalize():f}".replace(".", ",")
