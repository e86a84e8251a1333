"""The checkable things in a sentence: numbers, dates, addresses, phone numbers, names.

One reading serves both sides of the check, the fact's own text and the words
of the page that it rests on.
"""

from __future__ import annotations

import dataclasses
import re
import unicodedata

from knowledge.swedish.numerals import CARDINALS
from knowledge.swedish_dates import DateKey, find_dates

LEAST_COUNTED = 3  # "en" and "ett" are articles, and "två" counts only with a unit: measures.py
#: Numerals that always count something.
NUMBER_WORDS = {word: value for word, value in CARDINALS.items() if value >= LEAST_COUNTED}
_WORDED = re.compile(rf"\b({'|'.join(NUMBER_WORDS)})\b", re.IGNORECASE)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<!\d)(?<!\d\s)0[1-9]\d{0,2}[-\s]\d{2,3}(?:\s?\d{2,3}){1,3}(?!\d)")
_NUMBER = re.compile(r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d+(?:,\d+)?")
_NAME_WORD = re.compile(r"[A-ZÅÄÖ][a-zåäöéü]+(?:-[A-ZÅÄÖ][a-zåäöéü]+)?")
# What pages, editors and PDF files write differently and mean the same.
_SAME = str.maketrans(
    {
        **dict.fromkeys("”“„»«", '"'),
        **dict.fromkeys("’‘", "'"),
        **dict.fromkeys("•·▪", " "),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
        **{"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl", "…": "..."},
    }
)


@dataclasses.dataclass(frozen=True)
class Mentions:
    """What a text states that can be checked word for word."""

    numbers: frozenset[str]
    dates: frozenset[DateKey]
    addresses: frozenset[str]
    phones: frozenset[str]

    def lacks_date(self, wanted: DateKey) -> bool:
        """True when the date does not stand here, its year perhaps elsewhere in the text."""
        year, month, day = wanted
        if wanted in self.dates:
            return False
        near = [(y, m, d) for y, m, d in self.dates if m == month and (day is None or d == day)]
        if not near:
            return True
        if year is None:
            return False
        years = {str(y) for y, _, _ in self.dates if y} | set(self.numbers)
        return str(year) not in years


def plain_spaces(text: str) -> str:
    """Collapse white space of every kind to single spaces; unify dashes, quotes and bullets.

    Pages and editors differ in these and mean the same.
    """
    text = re.sub(r"[\u2010-\u2015\u2212]", "-", unicodedata.normalize("NFC", text))
    text = text.translate(_SAME)
    return re.sub(r"\s+", " ", text).strip()


def find(text: str) -> Mentions:
    """Read the checkable things out of one text."""
    text = plain_spaces(text)
    addresses = frozenset(address.lower().rstrip(".") for address in _EMAIL.findall(text))
    text = _EMAIL.sub(" ", text)
    dates, rest = find_dates(text)
    phones = frozenset(re.sub(r"\D", "", phone) for phone in _PHONE.findall(rest))
    rest = _PHONE.sub(" ", rest)
    numbers = {re.sub(r"\D", "", number) if "," not in number else number for number in _NUMBER.findall(rest)}
    numbers |= {str(NUMBER_WORDS[word.lower()]) for word in _WORDED.findall(rest)}
    return Mentions(frozenset(numbers), frozenset(dates), addresses, phones)


def capitalised(text: str) -> list[str]:
    """Words that look like names: a capital inside a sentence, so not its first word."""
    names = []
    for sentence in re.split(r"(?<=[.!?:])\s+|(?<=[.!?:][\"'])\s+", plain_spaces(text)):
        words = sentence.split(" ")
        for word in words[1:]:
            match = _NAME_WORD.match(word.strip("(\"',;"))
            if match:
                names.append(match[0])
    return names
