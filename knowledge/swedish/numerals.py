"""Swedish numerals, once: the table, a regex fragment that finds them and their value.

Also without dots ("tva", "attio"), as spoken ("tretti", "sjuttifem"), and the English ones that staff mix in.
"""

from __future__ import annotations

import re
from typing import Final

from knowledge.swedish.folding import fold, unaccented
from knowledge.swedish.patterns import alternatives

_ONES: Final = {
    "en": 1, "ett": 1, "två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7, "åtta": 8, "nio": 9,
}  # fmt: skip
_TEENS: Final = {
    "tio": 10, "elva": 11, "tolv": 12, "tretton": 13, "fjorton": 14, "femton": 15, "sexton": 16, "sjutton": 17,
    "arton": 18, "aderton": 18, "nitton": 19,
}  # fmt: skip
_TENS: Final = {
    "tjugo": 20, "trettio": 30, "fyrtio": 40, "femtio": 50, "sextio": 60, "sjuttio": 70, "åttio": 80, "nittio": 90,
}  # fmt: skip
_SPOKEN_TENS: Final = {
    "tjuge": 20, "tjugi": 20, "tretti": 30, "fyrti": 40, "förti": 40, "förtio": 40, "femti": 50, "sexti": 60,
    "sjutti": 70, "åtti": 80, "nitti": 90,
}  # fmt: skip
# without "eleven", in Swedish the pupil
_ENGLISH: Final = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip


def _with_ones(tens: dict[str, int]) -> dict[str, int]:
    return {**tens, **{ten + one: value + ones for ten, value in tens.items() for one, ones in _ONES.items()}}


#: Numerals as they are spelt in writing: what a page may say.
CARDINALS: Final = {**_ONES, **_TEENS, **_with_ones(_TENS), "hundra": 100}

_FIRST_ORDINALS: Final = {
    "första": 1, "andra": 2, "tredje": 3, "fjärde": 4, "femte": 5, "sjätte": 6, "sjunde": 7, "åttonde": 8, "nionde": 9,
}  # fmt: skip
#: Ordinals up to those of the days of a month.
ORDINALS: Final = {
    **_FIRST_ORDINALS,
    "tionde": 10, "elfte": 11, "tolfte": 12, "trettonde": 13, "fjortonde": 14, "femtonde": 15, "sextonde": 16,
    "sjuttonde": 17, "artonde": 18, "nittonde": 19, "tjugonde": 20, "trettionde": 30,
    **{f"tjugo{word}": 20 + value for word, value in _FIRST_ORDINALS.items()},
    "trettioförsta": 31,
}  # fmt: skip

_SPOKEN: Final = {**CARDINALS, **_with_ones(_SPOKEN_TENS), **_ENGLISH}
_BY_WORD: Final = {unaccented(word): value for word, value in _SPOKEN.items()}
_HALVES: Final = {"halvannan": 1.5, "halvannat": 1.5, "en halv": 0.5, "ett halvt": 0.5, "halvt": 0.5}
_AND_A_HALF: Final = r"(?:\s(?:(?:och|o|å|&)\s(?:en|ett)\shalvt?|and\sa\shalf))"

#: A numeral in words, in lower-case text.
WORD: Final = rf"(?:(?:{alternatives(_SPOKEN)}){_AND_A_HALF}?|{alternatives(_HALVES)})"
#: A number of up to three digits or in words, in lower-case text; boundaries are the caller's.
NUMBER: Final = rf"(?:\d{{1,3}}(?:[.,]\d(?!\d)|\s?½|\s1/2|{_AND_A_HALF})?(?!\d)|{WORD})"


def value_of(written: str) -> float | None:
    """The value of a number as ``NUMBER`` finds it, None when it is none: "tjugotvå", "tva", "ett och ett halvt"."""
    plain = " ".join(fold(written).split())
    if plain in _HALVES:
        return _HALVES[plain]
    whole = re.sub(rf"(?:\s?½|\s1/2|{unaccented(_AND_A_HALF)})$", "", plain)
    value = float(whole.replace(",", ".")) if re.fullmatch(r"\d+(?:[.,]\d+)?", whole) else _BY_WORD.get(whole)
    return None if value is None else value + (0.5 if whole != plain else 0)
