"""Ages said without a number: "spädbarn", "i tonåren", "vuxen", "ännu inte myndig"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from ruamel.yaml import YAML

from knowledge.care.ages import ADULT, ADULT_FROM, CHILD, class_of
from knowledge.swedish.folding import unaccented
from knowledge.swedish.negation import NOT
from knowledge.swedish.patterns import alternatives, pattern
from knowledge.understanding import age_contexts as around
from knowledge.understanding.age_contexts import supposed_from
from knowledge.understanding.age_mention import AgeMention
from knowledge.understanding.written_numbers import window

FILE: Final = Path(__file__).with_name("age_words.yml")
OF_AGE: Final = "of_age"  # the other lists of the file are named as the class of age that their words say

_DENIED: Final = pattern(rf"(?<!\w)(?:{NOT}|not|aldrig)\s(?:(?:än|ännu|blivit|helt|är|längre|yet|en|a|an)\s){{0,2}}$")
_SOON: Final = pattern(r"(?<!\w)(?:snart|blir|strax|nästan|soon)\s(?:(?:hon|han|hen|snart|strax)\s){0,2}$")
_JUST: Final = pattern(r"(?<!\w)(?:precis|nyss|just|nyligen)\s(?:har\s)?(?:blivit|blev)\s$|(?<!\w)nybliven\s$")


_LISTS: Final[dict[str, list[str]]] = YAML(typ="safe").load(FILE.read_text(encoding="utf-8"))
_CLASSES: Final = (CHILD, ADULT, OF_AGE)


def _forms(name: str) -> list[str]:
    return [form for word in _LISTS[name] for form in (word, unaccented(word))]


_LIST_OF: Final = {form: name for name in _CLASSES for form in _forms(name)}
_AGE: Final = pattern(rf"(?<![\w-])({alternatives(_LIST_OF)})s?(?![\w-])")
_COMPOUND: Final = pattern(
    rf"(?<![\w-])(?!(?:{alternatives(_forms('no_child'))})(?!\w))[\w-]{{3,}}(?:{alternatives(_forms('child_endings'))})s?(?![\w-])"
)
_AT_SCHOOL: Final = pattern(
    rf"(?<!\w)(?:{alternatives(_forms('pupils'))})(?:\s\w+){{0,3}}?\s(?P<year>i\s(?:{alternatives(_forms('school_years'))}))(?!\w)"
)


def find_worded(low: str) -> Iterator[AgeMention]:
    """The ages that words of lower-case text say."""
    for found in _AGE.finditer(low):
        name = _LIST_OF[found[1]]
        if name == OF_AGE:
            if not around.UNTIL_BEFORE.search(window(low, found.start())):
                yield _of_age(low, found)
        elif not _DENIED.search(low[: found.start()]):
            yield AgeMention(found.start(), found.end(), None, None, name)
    for found in _COMPOUND.finditer(low):
        yield AgeMention(found.start(), found.end(), None, None, CHILD)
    for found in _AT_SCHOOL.finditer(low):
        yield AgeMention(found.start("year"), found.end(), None, None, CHILD)


def _of_age(low: str, found: re.Match[str]) -> AgeMention:
    before = low[: found.start()]
    if denied := _DENIED.search(before):
        return AgeMention(denied.start(), found.end(), None, ADULT_FROM - 1, CHILD)
    if supposed_from(window(low, found.start()), low, found.end()) is not None:
        return AgeMention(found.start(), found.end(), ADULT_FROM, None, class_of(ADULT_FROM), hypothetical=True)
    if soon := _SOON.search(before) or around.SOON_AFTER.match(low, found.end()):
        return AgeMention(
            min(soon.start(), found.start()), found.end(), ADULT_FROM - 1, None, CHILD, turning=ADULT_FROM
        )
    if just := _JUST.search(before):
        return AgeMention(just.start(), found.end(), ADULT_FROM, None, class_of(ADULT_FROM))
    return AgeMention(found.start(), found.end(), None, None, ADULT)
