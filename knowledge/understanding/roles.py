"""The persons of a message: "barnet", "mamman", "hon", with the class of age that the word itself says."""

from __future__ import annotations

import dataclasses
import functools
import re
from pathlib import Path
from typing import Final

from ruamel.yaml import YAML

from knowledge.swedish.folding import fold, lowered
from knowledge.swedish.numerals import NUMBER, alternatives
from knowledge.understanding.age_classes import ADULT

FILE: Final = Path(__file__).with_name("roles.yml")

_A_CHILD: Final = r"(?:barn(?:et)?|bebis|b[äa]bis|baby|tvillingar|son|dotter|pojke|flicka|child|children|kids?)"
_SOME: Final = rf"(?:(?:ett|en|sitt|sin|sina|litet|små|sma|egna|första|forsta|andra|tredje|nytt|flera|många|manga|{NUMBER}|a|her|his)\s)"
# having or expecting a child says nothing of the patient
_OTHERS_CHILD: Final = re.compile(
    r"(?<!\w)(?:(?:v[äa]ntar|v[äa]ntat|f[öo]da|f[öo]der|f[öo]tt|f[öo]dde|f[åa]tt|fick|skaffa|b[äa]r\sp[åa]|"
    r"ska\sf[åa]|vill\sha|[äa]r\smed|expecting|pregnant\swith|gave\sbirth\sto)\s(?:ju\s|nu\s|precis\s)?"
    rf"{_SOME}{{0,2}}{_A_CHILD}"
    rf"|har\s{_SOME}{{0,2}}{_A_CHILD}\s(?:hemma|tillsammans|sedan\stidigare|kvar|i\shemlandet)"
    rf"|(?:hon|han|hen|kvinnan?|mannen|mamman?|pappan?|patienten|som|she|he)\s(?:har|has)\s{_SOME}{{0,2}}{_A_CHILD}"
    rf"(?!\w)(?!\s(?:p[åa]|som|{NUMBER})(?!\w)|\s?[,(]\s?{NUMBER}))(?!\w)"
)
# "man" is a person behind an adjective or an article, or before what describes him; else it is "one"
_MAN_BEFORE: Final = re.compile(
    r"(?<!\w)(?:en|ung|yngre|[äa]ldre|gammal|vuxen|gift|ogift|ensam|sjuk|[^\W\d_]+(?:sk|l[öo]s|ande|ad|ig|[åa]rig)|a|an|old|young)\s$"
)
_MAN_AFTER: Final = re.compile(
    rf"\s?(?:[,(:]?\s?(?:{NUMBER})(?!\w)|(?:i|p[åa]|kring|runt|ca)\s(?:{NUMBER}|[öo]vre|medel|sen)|"
    r"(?:fr[åa]n|utan|med|from|with|without|f[öo]dd)(?!\w))"
)
_THEY_AFTER: Final = re.compile(
    r"\s?(?:$|[,.?!]|(?:[äa]r|har|hade|ska|f[åa]r|kan|vill|beh[öo]ver|kom|bor|s[öo]ker|v[äa]ntar|inte|d[åa]|ocks[åa]|b[åa]da)(?!\w))"
)
_GROWN: Final = re.compile(r"(?<!\w)(?:vuxen|vuxna|vuxet|myndig|myndiga|grown|adult)\s$")
_SEVERAL: Final = re.compile(
    rf"(?<!\w)(?:alla|flera|m[åa]nga|b[åa]da|sm[åa]|mina|sina|deras|n[åa]gra|inga|(?!(?:1|ett|en)\s){NUMBER})\s(?:\w+[ae]\s)?$"
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
    return re.compile(rf"(?<![\w-])({person_words()})s?(?![\w-])")


def find_roles(text: str) -> list[RoleMention]:
    """The persons that the text speaks of, in order; a child that somebody has or expects is none of them."""
    low = lowered(text)
    low = _OTHERS_CHILD.sub(lambda found: "_" * len(found[0]), low)
    return [_mention(low, found) for found in _pattern().finditer(low) if _is_person(low, found)]


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
