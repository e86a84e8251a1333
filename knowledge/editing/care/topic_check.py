"""What is wrong between a topic's text and the words of the material that it rests on.

The checks are those of ``knowledge.editing.checks.facts``: numbers, dates, units, rates, parts, addresses, phone
numbers, names must stand in the quotation, and what is denied must be denied on both sides. The material is partly in
English, so its words for time and number are read as Swedish ones; where a quotation is English, the two sides share no
words, and only that both deny, or neither, can be told.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from knowledge.editing.checks.denials import denials, unmatched
from knowledge.editing.checks.measures import fractions, measures, rates, small_numbers
from knowledge.swedish.mentions import capitalised, find, plain_spaces
from knowledge.swedish.written_dates import MONTHS, iso
from knowledge.texts import load

Fault = tuple[str, dict[str, str]]  # key of a problem (texts/care.yml), what it names
_MONTH_KEYS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def topic_faults(text: str, quotes: Sequence[str], legal: Sequence[str], names: Sequence[str]) -> Iterator[Fault]:
    """Yield all that ``text`` says and nothing supports; ``names`` may be named beside those of the quotations."""
    support = in_swedish("\n".join([*quotes, *legal]))
    yield from _figures(text, support)
    yield from _units(text, support)
    yield from _names(text, [*quotes, *legal, *names])
    yield from _denials(text, quotes)


def in_swedish(words: str) -> str:
    """The material's English numerals, units and months in Swedish: "1 Nov 2024" counts for "1 november 2024"."""
    rules = load("measures")
    english: dict[str, str] = rules["english"]["words"]
    words = re.sub(rf"\b(?:{'|'.join(english)})\b", lambda match: english[match[0].lower()], words, flags=re.IGNORECASE)
    words = _swedish_months(words)
    for written, read in rules["readings"].items():
        words = re.sub(written, read, words, flags=re.IGNORECASE)
    return words


def _swedish_months(words: str) -> str:
    out = []
    for word in words.split(" "):
        bare = word.strip(".,:;()*|")
        key = bare.lower()[:3]
        english = key in _MONTH_KEYS and bare[:1].isupper()
        out.append(MONTHS[_MONTH_KEYS.index(key)] if english else word)
    return " ".join(out)


def _figures(text: str, support: str) -> Iterator[Fault]:
    said, stands = find(text), find(support)
    years = {str(year) for year, _, _ in stands.dates if year}
    for number in sorted(said.numbers - stands.numbers - years):
        yield "number_not_in_quote", {"number": number}
    for date in sorted(said.dates, key=str):
        if stands.lacks_date(date):
            yield "number_not_in_quote", {"number": iso(date)}
    for value in sorted((said.addresses - stands.addresses) | (said.phones - stands.phones)):
        yield "contact_not_in_quote", {"value": value}


def _units(text: str, support: str) -> Iterator[Fault]:
    counted, numbers = measures(support), find(support).numbers
    for number, unit in sorted(measures(text) - counted):
        yield "unit_not_in_quote", {"number": number, "unit": load("measures")["units"][unit][0]}
    said_small = small_numbers(text) - {number for number, _ in measures(text)}
    for number in sorted((said_small - small_numbers(support) - numbers) | (fractions(text) - fractions(support))):
        yield "number_not_in_quote", {"number": number}
    for rate in sorted(rates(text) - rates(support)):
        yield "number_not_in_quote", {"number": rate}


def _names(text: str, allowed: Sequence[str]) -> Iterator[Fault]:
    names = load("names")
    known = plain_spaces(" ".join([*allowed, *names["known"], *names["care_known"]])).casefold()
    for name in capitalised(text):
        if name.casefold() not in known and name.casefold().removesuffix("s") not in known:
            yield "name_not_in_quote", {"name": name}


def _denials(text: str, quotes: Sequence[str]) -> Iterator[Fault]:
    """What only one side denies; a sentence about what the sources do not give needs no denial of theirs."""
    silence = re.compile(load("measures")["source_silence"], re.IGNORECASE)
    said = " ".join(part for part in re.split(r"(?<=[.!?;])\s+", text) if not silence.search(part))
    if any(_is_english(quote) for quote in quotes):
        words = re.sub("|".join(load("measures")["english"]["bounds"]), " ", "\n".join(quotes), flags=re.IGNORECASE)
        denied = bool(_english_denial().search(words) or denials(words))
        added = denials(said) if not denied else []
        lost = ["-"] if denied and not denials(text) else []
    else:
        words = "\n".join(quotes)
        added = unmatched(said, words)
        lost = [", ".join(sorted(denial)) for denial in unmatched(words, text)]
    for denial in added:
        yield "denial_not_in_quote", {"words": ", ".join(sorted(denial))}
    for words in lost:
        yield "denial_lost", {"words": words}


def _is_english(quote: str) -> bool:
    return bool(set(re.findall(r"\w+", quote.lower())) & set(load("measures")["english"]["marks"]))


@functools.cache
def _english_denial() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(load('measures')['english']['negations'])})\b", re.IGNORECASE)
