"""The persons of a message: "barnet", "mamman", "hon", with the class of age that the word itself says."""

from __future__ import annotations

import dataclasses
import functools
import re
from pathlib import Path
from typing import Final

from ruamel.yaml import YAML

from knowledge.swedish.folding import fold, lowered
from knowledge.swedish.numerals import NUMBER
from knowledge.swedish.patterns import alternatives, pattern
from knowledge.understanding.age_classes import ADULT

FILE: Final = Path(__file__).with_name("roles.yml")

_A_CHILD: Final = (
    r"(?:barn(?:et)?|nyfödd|spädbarn|bebis|bäbis|baby|tvillingar|son|dotter|pojke|flicka|child|children|kids?)(?!\w)"
)
_SOME: Final = rf"(?:(?:ett|en|sitt|sin|sina|litet|små|egna|första|andra|tredje|nytt|flera|många|{NUMBER}|a|her|his)\s)"
_HERS: Final = rf"(?P<child>{_SOME}{{0,2}}{_A_CHILD})"
_NO_AGE: Final = rf"(?!\s(?:på|som|{NUMBER})(?!\w)|\s?[,(]\s?{NUMBER})"
# having or expecting a child says nothing of the patient
_OTHERS_CHILD: Final = (
    pattern(
        r"(?<!\w)(?:väntar|väntat|föda|föder|fött|födde|fått|fick|skaffa|bär\spå|ska\sfå|vill\sha|är\smed|expecting|"
        rf"pregnant\swith|gave\sbirth\sto)\s(?:(?:ju|nu|precis)\s)?{_HERS}"
    ),
    pattern(rf"(?<!\w)har\s{_HERS}\s(?:hemma|tillsammans|sedan\stidigare|kvar|i\shemlandet)"),
    pattern(
        rf"(?<!\w)(?:hon|han|hen|kvinnan?|mannen|mamman?|pappan?|patienten|som|she|he)\s(?:har|has)\s{_HERS}{_NO_AGE}"
    ),
)
# "man" is a person behind an adjective or an article, or before what describes him; else it is "one"
_MAN_BEFORE: Final = pattern(
    r"(?<!\w)(?:en|ung|yngre|äldre|gammal|vuxen|gift|ogift|ensam|sjuk|[^\W\d_]+(?:sk|lös|ande|ad|ig|årig)|a|an|old|young)\s$"
)
_MAN_AFTER: Final = pattern(
    rf"\s?(?:[,(:]?\s?(?:{NUMBER})(?!\w)|(?:i|på|kring|runt|ca)\s(?:{NUMBER}|övre|medel|sen)|"
    r"(?:från|utan|med|from|with|without|född)(?!\w))"
)
_THEY_AFTER: Final = pattern(
    r"\s?(?:$|[,.?!]|(?:är|har|hade|ska|får|kan|vill|behöver|kom|bor|söker|väntar|inte|då|också|båda)(?!\w))"
)
_GROWN: Final = pattern(r"(?<!\w)(?:vuxen|vuxna|vuxet|myndig|myndiga|grown|adult)\s$")
_SEVERAL: Final = pattern(
    rf"(?<!\w)(?:alla|flera|många|båda|små|mina|sina|deras|några|inga|(?!(?:1|ett|en)\s){NUMBER})\s(?:\w+[ae]\s)?$"
)


@dataclasses.dataclass(frozen=True)
class RoleMention:
    """A person of the message; ``age_class`` only where the word itself says it ("barn", "mormor")."""

    start: int
    end: int
    role: str
    age_class: str | None
    plural: bool


@dataclasses.dataclass(frozen=True)
class _Form:
    role: str
    age_class: str | None
    plural: bool | None  # None: "barn" may be one or many


@functools.cache
def _forms() -> dict[str, _Form]:
    """Every way of writing a person, with and without dots."""
    forms: dict[str, _Form] = {}
    for entry in YAML(typ="safe").load(FILE.read_text(encoding="utf-8")):
        for number, plural in (("singular", False), ("plural", True), ("either", None)):
            for word in entry.get(number, ()):
                forms.setdefault(word, _Form(entry["role"], entry.get("class"), plural))
    return {**{fold(word): form for word, form in forms.items()}, **forms}


@functools.cache
def person_words() -> str:
    """A regex fragment for the words of persons, in lower-case text."""
    return alternatives(_forms())


@functools.cache
def _pattern() -> re.Pattern[str]:
    return pattern(rf"(?<![\w-])({person_words()})s?(?![\w-])")


def find_roles(text: str) -> list[RoleMention]:
    """The persons that the text speaks of, in order; a child that somebody has or expects is none of them."""
    low = without_others_children(lowered(text))
    return [_mention(low, found) for found in _pattern().finditer(low) if _is_person(low, found)]


def without_others_children(low: str) -> str:
    """Lower-case text, the children that somebody has or expects blotted out, all else in its place."""
    for had in _OTHERS_CHILD:
        low = had.sub(_without_child, low)
    return low


def _without_child(found: re.Match[str]) -> str:
    first, last = found.start("child") - found.start(), found.end("child") - found.start()
    return found[0][:first] + "_" * (last - first) + found[0][last:]


def _mention(low: str, found: re.Match[str]) -> RoleMention:
    form = _forms()[found[1]]
    before = low[: found.start()]
    plural = bool(_SEVERAL.search(before)) if form.plural is None else form.plural
    age_class = ADULT if _GROWN.search(before) else form.age_class
    return RoleMention(found.start(), found.end(), form.role, age_class, plural)


def _is_person(low: str, found: re.Match[str]) -> bool:
    if found[1] == "man":
        return bool(_MAN_BEFORE.search(low[: found.start()]) or _MAN_AFTER.match(low, found.end()))
    if found[1] == "de":
        return bool(_THEY_AFTER.match(low, found.end()))
    return True
