"""The persons of a message: "barnet", "mamman", "hon", with the class of age that the word itself says."""

from __future__ import annotations

import dataclasses
import functools
import re
from pathlib import Path
from typing import Final

from ruamel.yaml import YAML

from knowledge.care.ages import ADULT
from knowledge.swedish.folding import fold, lowered
from knowledge.swedish.numerals import NUMBER
from knowledge.swedish.patterns import alternatives, pattern

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
_AS_WITH_MAN: Final = ("man", "karl")  # "karl" is a name too
# "syster Anneli säger" is the nurse who tells it, "hennes syster Anneli" and "syster Anneli, 14" are relatives
_OF_SOMEBODY: Final = pattern(r"(?<!\w)(?:min|vår|din|er|hennes|hans|hens|deras|sin|vars|en|ett|egen|[^\W\d_]{2,}s)\s$")
_TITLE: Final = "syster"
_NAME_AFTER: Final = re.compile(r"\s[A-ZÅÄÖÉÜ][\w-]+(?:\s[A-ZÅÄÖÉÜ][\w-]+)*")
_AGE_AFTER: Final = pattern(rf"\s?[,(]?\s?(?:på\s|är\s|som\s(?:är|fyllde|fyllt)\s)?{NUMBER}(?!\w)")
_TELLS: Final = (
    r"(?:säger|sa|sade|sagt|meddelar|meddelade|berättar|berättade|undrar|undrade|frågar|frågade|tror|trodde|påstår|"
    r"påstod|hävdar|hävdade|ringde|skriver|skrev|noterade)"
)
_TELLS_BEFORE: Final = pattern(rf"(?<!\w)(?:{_TELLS}|enligt)\s(?:(?:nu|då|ju|vår|precis|plötsligt)\s)?$")
_TELLS_AFTER: Final = pattern(rf"\s(?:(?!\d)\w+\s)?(?:(?:nu|då|ju|visst|precis)\s)?{_TELLS}(?!\w)")
# "fru Olena" is a woman, "hans fru Olena" a wife
_WIFE_OR_TITLE: Final = "fru"
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
    return [
        _mention(low, found, _is_named(text, found))
        for found in _pattern().finditer(low)
        if _is_person(low, found) and not _is_nurse(low, found, _is_named(text, found))
    ]


def without_others_children(low: str) -> str:
    """Lower-case text, the children that somebody has or expects blotted out, all else in its place."""
    for had in _OTHERS_CHILD:
        low = had.sub(_without_child, low)
    return low


def _without_child(found: re.Match[str]) -> str:
    first, last = found.start("child") - found.start(), found.end("child") - found.start()
    return found[0][:first] + "_" * (last - first) + found[0][last:]


def _is_named(text: str, found: re.Match[str]) -> bool:
    """Whether a name follows: "fru Olena"."""
    return bool(_NAME_AFTER.match(text, found.end()))


def _is_nurse(low: str, found: re.Match[str], named: bool) -> bool:
    """Whether "syster" is the title of the nurse by whom something is told: "nu säger syster Anneli"."""
    before = low[: found.start()]
    if found[0] != _TITLE or _OF_SOMEBODY.search(before):
        return False
    if _TELLS_BEFORE.search(before) or _TELLS_AFTER.match(low, found.end()):
        return True
    name = re.match(r"\s[\w-]+", low[found.end() :])
    return named and name is not None and not _AGE_AFTER.match(low, found.end() + name.end())


def _mention(low: str, found: re.Match[str], named: bool) -> RoleMention:
    form = _forms()[found[1]]
    before = low[: found.start()]
    if found[0] == _WIFE_OR_TITLE and named and not _OF_SOMEBODY.search(before):
        form = _forms()["dam"]
    plural = bool(_SEVERAL.search(before)) if form.plural is None else form.plural
    age_class = ADULT if _GROWN.search(before) else form.age_class
    return RoleMention(found.start(), found.end(), form.role, age_class, plural)


def _is_person(low: str, found: re.Match[str]) -> bool:
    if found[1] in _AS_WITH_MAN:
        return bool(_MAN_BEFORE.search(low[: found.start()]) or _MAN_AFTER.match(low, found.end()))
    if found[1] == "de":
        return bool(_THEY_AFTER.match(low, found.end()))
    return True
