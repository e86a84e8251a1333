"""Which case a sum or a date is given for: "60 000 kr för en liten enhet, 90 000 kr för en stor".

Two texts may share every number and mean another case by it; the words that tell the cases apart are in cases.yml.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from knowledge.swedish.mentions import find, plain_spaces
from knowledge.texts import load

#: The words of a text by group and case: {"unit_size": {"small": "liten"}}.
Cases = dict[str, dict[str, str]]
ABOVE = 3  # lines of a page above a quotation in which its heading stands
LONGEST_HEADING = 8  # words


def cases_in(text: str) -> Cases:
    """The cases that a text speaks of, each with a word for it."""
    found: Cases = {}
    for group, case, pattern in _patterns():
        for match in pattern.finditer(text):
            found.setdefault(group, {}).setdefault(case or match[1], match[0])
    return found


def cases_of_numbers(text: str) -> dict[str, Cases]:
    """For each number of a text the cases that its part of the sentence speaks of.

    A part without a number belongs to both that stand beside it.
    """
    found: dict[str, Cases] = defaultdict(dict)
    for sentence in re.split(r"(?<=[.!?;])\s+|\n", text):
        parts = [plain_spaces(part) for part in re.split(load("cases")["between"], sentence)]
        numbers = [{number for number, _ in find(part).measures} for part in parts]
        for at, part in enumerate(parts):
            beside = (_nearest(numbers[:at][::-1]), _nearest(numbers[at + 1 :]))
            for number in numbers[at] or set().union(*beside):
                _join(found[number], cases_in(part))
    return dict(found)


def misplaced(text: str, quotes: Iterable[str], page: str) -> list[tuple[str, str, str]]:
    """Numbers that the text gives to another case than the quotations do: number, the text's word, the quotation's."""
    quotes = list(quotes)
    given = cases_of_numbers("\n".join(quotes))
    around = _around(quotes, page)
    faults = []
    for number, cases in sorted(cases_of_numbers(text).items()):
        for group, said in cases.items():
            stands = given.get(number, {}).get(group) or around.get(group, {})
            if stands and not said.keys() & stands.keys():
                faults.append((number, next(iter(said.values())), next(iter(stands.values()))))
    return faults


def foreign_conditions(when: Mapping[str, str], quotes: Iterable[str], page: str) -> list[tuple[str, str]]:
    """Conditions of a fact whose quotations speak of another case only: the condition's slot, the quotations' word."""
    around = _around(list(quotes), page)
    return [
        (slot, next(iter(around[slot].values())))
        for slot, case in when.items()
        if around.get(slot) and case not in around[slot]
    ]


@functools.cache
def _patterns() -> tuple[tuple[str, str | None, re.Pattern[str]], ...]:
    words = load("cases")
    named = [
        (group, case, re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)", re.IGNORECASE))
        for group, cases in words["groups"].items()
        for case, forms in cases.items()
    ]
    numbered = [
        (group, None, re.compile(rf"(?<!\w){word}\s+(\d)(?!\d)", re.IGNORECASE))
        for group, word in words["numbered"].items()
    ]
    return (*named, *numbered)


def _nearest(numbers: list[set[str]]) -> set[str]:
    return next(filter(None, numbers), set())


def _join(cases: Cases, more: Cases) -> None:
    for group, words in more.items():
        cases[group] = {**words, **cases.get(group, {})}


def _is_heading(row: str) -> bool:
    return len(row.split()) <= LONGEST_HEADING and not row.endswith(".") and not find(row).measures


def _around(quotes: list[str], page: str) -> Cases:
    """The cases of the quotations, and where they speak of none of a group those of the heading above them."""
    cases: Cases = {}
    for quote in quotes:
        _join(cases, cases_in(plain_spaces(quote)))
    rows = [plain_spaces(row) for row in page.splitlines()]
    above: Cases = {}
    for quote in map(plain_spaces, quotes):
        for at in (at for at, row in enumerate(rows) if quote and quote in row):
            headings: Cases = {}
            for row in filter(_is_heading, reversed([row for row in rows[:at] if row][-ABOVE:])):
                headings = {**cases_in(row), **headings}
            _join(above, headings)
    return {**above, **cases}
