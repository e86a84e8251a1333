"""Ages said without a number: "spädbarn", "i tonåren", "vuxen", "ännu inte myndig"."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from ruamel.yaml import YAML

from knowledge.swedish.folding import fold
from knowledge.swedish.patterns import alternatives, pattern
from knowledge.understanding.age_classes import ADULT, ADULT_FROM, CHILD, class_of
from knowledge.understanding.age_mention import AgeMention

FILE: Final = Path(__file__).with_name("age_words.yml")

_DENIED: Final = pattern(
    r"(?<!\w)(?:inte|ej|icke|not|aldrig)\s(?:(?:än|ännu|blivit|helt|är|längre|yet|en|a|an)\s){0,2}$"
)
_SOON: Final = pattern(r"(?<!\w)(?:snart|blir|strax|nästan|soon)\s(?:(?:hon|han|hen|snart|strax)\s){0,2}$")
_JUST: Final = pattern(r"(?<!\w)(?:precis|nyss|just|nyligen)\s(?:har\s)?(?:blivit|blev)\s$|(?<!\w)nybliven\s$")
_CHILD_TO_COME: Final = pattern(r"(?<!\w)(?:väntar|väntat|föda|fött|födde|fått|ska\sfå)\s(?:en|ett|sin|sitt)?\s?$")


@functools.cache
def _entries() -> dict[str, dict[str, Any]]:
    data = YAML(typ="safe").load(FILE.read_text(encoding="utf-8"))
    forms = {word: entry for entry in data["words"] for word in entry["words"]}
    forms |= {word: {"of_age": True} for word in data["of_age"]}
    return {**{fold(word): entry for word, entry in forms.items()}, **forms}


@functools.cache
def _pattern() -> re.Pattern[str]:
    return pattern(rf"(?<![\w-])({alternatives(_entries())})s?(?![\w-])")


def find_worded(low: str) -> Iterator[AgeMention]:
    """The ages that words of lower-case text say."""
    for found in _pattern().finditer(low):
        entry = _entries()[found[1]]
        mention = _of_age(low, found) if "of_age" in entry else _word(low, found, entry)
        if mention:
            yield mention


def _word(low: str, found: re.Match[str], entry: dict[str, Any]) -> AgeMention | None:
    before = low[: found.start()]
    if _CHILD_TO_COME.search(before) or _DENIED.search(before):
        return None
    return AgeMention(found.start(), found.end(), entry.get("years"), None, entry["class"])


def _of_age(low: str, found: re.Match[str]) -> AgeMention:
    before = low[: found.start()]
    if denied := _DENIED.search(before):
        return AgeMention(denied.start(), found.end(), None, ADULT_FROM - 1, CHILD)
    if soon := _SOON.search(before):
        return AgeMention(soon.start(), found.end(), ADULT_FROM - 1, None, CHILD)
    if just := _JUST.search(before):
        return AgeMention(just.start(), found.end(), ADULT_FROM, None, class_of(ADULT_FROM))
    return AgeMention(found.start(), found.end(), None, None, ADULT)
