"""The checkable things in a sentence: numbers, dates, addresses, phone numbers, names.

One reading serves both sides of the check, the fact's own text and the words
of the page that it rests on.
"""

from __future__ import annotations

import dataclasses
import re
import unicodedata

from knowledge.swedish.codes import find_codes
from knowledge.swedish.quantities import Quantity, quantities
from knowledge.swedish.written_dates import DateKey, find_dates
from knowledge.swedish.year_turns import Turn, find_turns

Measure = tuple[str, str]  # the number as whole digits ("2000000"), and the kind of unit

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_ABROAD = re.compile(r"(?<!\w)(?:\+|00)46[\s-]?(?:\(0\)\s?)?(?=\d)")  # "+46 31" is "031"
_PHONE = re.compile(r"(?<!\d)(?<!\d\s)0[1-9]\d{0,2}[-\s]\d{2,3}(?:\s?\d{2,3}){1,3}(?!\d)")
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
    """What a text states that can be checked word for word.

    Numbers are in their plain form: "60 tkr" states "60000"; a law, a time or a week is one of them as a whole
    ("2008:344", "kl. 9:30", "v. 12"). ``counted`` are those that count something.
    """

    numbers: frozenset[str]
    dates: frozenset[DateKey]
    addresses: frozenset[str]
    phones: frozenset[str]
    turns: frozenset[Turn] = frozenset()
    counted: tuple[Quantity, ...] = ()

    @property
    def measures(self) -> frozenset[Measure]:
        """The numbers that have a unit, each with its kind."""
        return frozenset((one.number, one.unit) for one in self.counted if one.unit)

    @property
    def figures(self) -> frozenset[object]:
        """The numbers and the dates, each date also without its year, as it may be asked for."""
        return self.numbers | self.dates | {(None, month, day) for _, month, day in self.dates}

    @property
    def years(self) -> frozenset[str]:
        """The years of the dates, and every number that may be one."""
        days = [*self.dates, *(day for turn in self.turns for day in turn)]
        return self.numbers | {str(year) for year, _, _ in days if year}

    def lacks_date(self, wanted: DateKey) -> bool:
        """True when the date does not stand here, its year perhaps elsewhere in the text."""
        year, month, day = wanted
        turning = frozenset[DateKey]().union(*self.turns)
        if wanted in self.dates | turning:
            return False
        # the years of a turn are its own: "årsskiftet 2023/24" is no day of December 2024
        known = [*self.dates, *(day for day in turning if day[0] is None or year is None)]
        near = [(y, m, d) for y, m, d in known if m == month and (day is None or d == day)]
        if not near:
            return True
        if year is None:
            return False
        return str(year) not in self.years

    def lacks_turn(self, wanted: Turn) -> bool:
        """True when neither the turn ("halvårsskiftet") nor any of the days that it may mean stands here."""
        return all(self.lacks_date(day) for day in wanted)


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
    turns, rest = find_turns(text)
    dates, rest = find_dates(rest)
    rest = _ABROAD.sub("0", rest)
    phones = frozenset(re.sub(r"\D", "", phone) for phone in _PHONE.findall(rest))
    codes, rest = find_codes(_PHONE.sub(" ", rest))
    counted = quantities(rest)
    return Mentions(
        frozenset({*codes, *(one.number for one in counted if not one.article)}),
        frozenset(dates),
        addresses,
        phones,
        frozenset(turns),
        tuple(counted),
    )


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
