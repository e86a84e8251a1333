"""Figures that name something and count nothing: law numbers, times of the day, weeks, versions, "24/7", "1/2"."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

_Words = Callable[[re.Match[str]], list[str]]
_LAST_WEEK: Final = 53
_LAW: Final = re.compile(r"(?<![\w:/])\d{4}(?:/\d{2,4})?:\d{1,4}(?![\d:])")
_HOUR: Final = r"(?:[01]?\d|2[0-4])"
_TIME: Final = rf"{_HOUR}[.:][0-5]\d"
_TO: Final = r"\s?(?:[-–]|till|och)\s?(?:kl(?:ockan|\.)?\s?)?"
_MONEY: Final = r"(?!\s?(?:kr|sek|%|procent|:-|,-|m(?:n)?kr|tkr|milj))"
# "kl. 9", "09.30-11", "9-11.30", "13:14"
_CLOCK: Final = re.compile(
    rf"(?<![\w.,:/])(?:(?P<kl>kl(?:ockan|\.)?\s?)(?P<first>{_TIME}|{_HOUR})(?:{_TO}(?P<last>{_TIME}|{_HOUR}))?"
    rf"|(?P<from>{_TIME}){_TO}(?P<to>{_TIME}|{_HOUR})|(?P<early>{_HOUR})\s?[-–]\s?(?P<late>[01]\d\.[0-5]\d)"
    rf"|(?P<alone>{_HOUR}:[0-5]\d|(?:[01]\d|2[0-3])\.[0-5]\d))(?!\d|[.,:/]\d){_MONEY}",
    re.IGNORECASE,
)
_WEEKS: Final = re.compile(
    r"(?<!\w)(?<!per\s)(?<!varje\s)(?:v\.?|vecka|veckan|veckorna)\s?(?P<first>\d{1,2})"
    r"(?:\s?(?:[-–,]|till|och|t\.?\s?o\.?\s?m\.?)\s?(?:v\.?|vecka)?\s?(?P<last>\d{1,2}))?"
    r"(?!\d|[.,:/]\d|\s?(?:gång|tim|min|dag|dygn|kr|procent|%|år|mån|st\b))",
    re.IGNORECASE,
)
_VERSION: Final = re.compile(rf"(?<![\w.,:/])\d+(?:\.\d+)+(?![\d,]){_MONEY}")
_GROUPED: Final = re.compile(r"\d{1,3}(?:\.\d{3})+")
_ROUND_THE_CLOCK: Final = re.compile(r"(?<![\w./])24\s?/\s?7(?![\d/])")
#: A part in figures: "3/4", "½".
PART: Final = re.compile(r"(?<![\d/.,])(?:([1-9])\s?/\s?([2-9])(?![\d/]|[.,]\d)|([½¼¾])(?!\d))")
_SIGNS: Final = {"½": "1/2", "¼": "1/4", "¾": "3/4"}


def find_codes(text: str) -> tuple[set[str], str]:
    """Return what figures name, each as one word ("2008:344", "kl. 9:30", "v. 12"), and the text without it.

    Parts of a whole ("1/2") are taken out of the text and not returned: ``parts`` gives them.
    """
    found: set[str] = set()
    for pattern, words in _FORMS:
        text = pattern.sub(_noting(words, found), text)
    return found, PART.sub(lambda match: match[0] if _of_more(match) else " ", text)


def parts(text: str) -> frozenset[str]:
    """The parts of a whole that stand in figures: "1/2" for "½" and "1/2"."""
    found = [match for match in PART.finditer(text) if not _of_more(match)]
    return frozenset(_SIGNS[match[3]] if match[3] else f"{match[1]}/{match[2]}" for match in found)


def _of_more(match: re.Match[str]) -> bool:
    """True for "1½", which is a number."""
    return (bool(match[3]) and match.string[: match.start()].rstrip()[-1:].isdigit()) or (
        bool(match[1]) and int(match[1]) >= int(match[2])
    )


def _noting(words: _Words, found: set[str]) -> Callable[[re.Match[str]], str]:
    """What puts the words of a match into ``found`` and takes it out of the text; none leaves it there."""

    def noted(match: re.Match[str]) -> str:
        named = words(match)
        found.update(named)
        return " " if named else match[0]

    return noted


def _law(match: re.Match[str]) -> list[str]:
    return [match[0]]


def _clock(match: re.Match[str]) -> list[str]:
    names = ("first", "last", "from", "to", "early", "late", "alone")
    return [_time(match[name]) for name in names if match[name]]


def _time(written: str) -> str:
    hours, _, minutes = written.replace(".", ":").partition(":")
    return f"kl. {int(hours)}:{minutes or '00'}"


def _weeks(match: re.Match[str]) -> list[str]:
    weeks = [int(match[name]) for name in ("first", "last") if match[name]]
    return [f"v. {week}" for week in weeks] if all(1 <= week <= _LAST_WEEK for week in weeks) else []


def _version(match: re.Match[str]) -> list[str]:
    return [] if _GROUPED.fullmatch(match[0]) else [match[0]]


def _round_the_clock(match: re.Match[str]) -> list[str]:
    return ["24/7"]


_FORMS: Final[tuple[tuple[re.Pattern[str], _Words], ...]] = (
    (_LAW, _law),
    (_CLOCK, _clock),
    (_WEEKS, _weeks),
    (_ROUND_THE_CLOCK, _round_the_clock),
    (_VERSION, _version),
)
