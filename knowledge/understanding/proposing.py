"""A reading that somebody else proposes, checked word for word before anything is made of it.

A language model, or a person, reads a message and says what it finds in the house's own words. It is trusted with
nothing: every value must be of the vocabulary, the words that it rests on must stand in the message, and years must be
written there. What fails is dropped and counted.
"""

from __future__ import annotations

import dataclasses
import datetime
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final

from pydantic import BaseModel, StrictBool, StrictInt, StrictStr, ValidationError

from knowledge.care.ages import AGE_CLASSES, OLDEST, class_of
from knowledge.swedish.folding import lowered
from knowledge.swedish.numerals import NUMBER, value_of
from knowledge.understanding.ages import find_ages
from knowledge.understanding.persons import Span
from knowledge.words.query import FORMS

NONE: Final = "none"  # the value that says: nothing of the kind is said
LEANS: Final = ("value", "question", "correction", "previous", "no")
SLOTS: Final = {"programme": "programme", "group": "patient_group", "care": "care_type", "registration": "registration"}
MOST_ASKS, MOST_AGES = 3, 6
_NUMBER: Final = re.compile(rf"(?<!\w)(?:{NUMBER})(?!\w)")


class NoReading(ValueError):
    """What was proposed has not the shape of a reading; the message names the first field at fault, no words of it."""


class _Said(BaseModel):
    value: StrictStr
    words: StrictStr


class _Age(BaseModel):
    years: StrictInt | None
    age_class: StrictStr
    words: StrictStr
    asked_about: StrictBool


class _Raw(BaseModel):
    asks: list[_Said]
    programme: _Said
    group: _Said
    care: _Said
    registration: _Said
    ages: list[_Age]
    manner: StrictStr
    leans: StrictStr


@dataclasses.dataclass(frozen=True)
class Value:
    """A value of the vocabulary, or NONE; ``span`` where the message says it, None for what was said before."""

    value: str
    span: Span | None = None


@dataclasses.dataclass(frozen=True)
class ProposedAge:
    """An age of somebody: ``value`` is years in digits or an age class; whether the question is about that one."""

    value: str
    span: Span | None
    asked_about: bool

    @property
    def age_class(self) -> str:
        """The class of age: of years in digits, or what is proposed."""
        return class_of(int(self.value)) if self.value.isdigit() else self.value


@dataclasses.dataclass(frozen=True)
class Proposal:
    """What passed the checks. A field that is None or empty says nothing; NONE says that nothing is said.

    ``slots`` maps an entity to its value; ``dropped`` counts what did not pass.
    """

    asks: tuple[Value, ...] = ()
    slots: Mapping[str, Value] = dataclasses.field(default_factory=dict)
    ages: tuple[ProposedAge, ...] = ()
    manner: str | None = None
    leans: str | None = None
    dropped: int = 0


@dataclasses.dataclass(frozen=True)
class Vocabulary:
    """Every value that a reading may hold, each with one line that explains it: entity → value → line."""

    slots: Mapping[str, Mapping[str, str]]
    asked: Mapping[str, str]


def checked(
    raw: Any,
    text: str,
    before: Mapping[str, Collection[str]],
    vocabulary: Vocabulary,
    today: datetime.date,
) -> Proposal:
    """The proposal that holds of ``raw``, the plain data of a reading of ``text``.

    ``before`` holds the values that the conversation knows already, by entity, and what was asked under ``asked``:
    only these may be given without words. Raises NoReading where ``raw`` has another shape.
    """
    if not isinstance(raw, Mapping):  # pydantic takes a list of pairs for an object
        raise NoReading("__root__")
    try:
        given = _Raw.parse_obj(raw)
    except ValidationError as fault:
        raise NoReading(".".join(map(str, fault.errors()[0]["loc"]))) from fault
    asks = [_said(one, text, before.get("asked", ()), vocabulary.asked) for one in given.asks[:MOST_ASKS]]
    slots = {
        entity: _said(getattr(given, field), text, before.get(entity, ()), vocabulary.slots[entity])
        for field, entity in SLOTS.items()
    }
    ages = [_age(one, text, before.get("patient_age", ()), today) for one in given.ages[:MOST_AGES]]
    manner = given.manner if given.manner in FORMS else None
    leans = given.leans if given.leans in LEANS else None
    return Proposal(
        asks=_kept(asks),
        slots={entity: value for entity, value in slots.items() if value is not None},
        ages=_kept(ages),
        manner=manner,
        leans=leans,
        dropped=[*asks, *slots.values(), *ages, manner, leans].count(None)
        + len(given.asks[MOST_ASKS:])
        + len(given.ages[MOST_AGES:]),
    )


def place_of(words: str, text: str) -> Span | None:
    """Where the words stand in the text as whole words, capitals and white space aside; None where they do not."""
    pattern = r"\s+".join(re.escape(part) for part in lowered(words).split())
    found = re.search(rf"(?<!\w){pattern}(?!\w)", lowered(text)) if pattern else None
    return found.span() if found else None


def _said(given: _Said, text: str, before: Collection[str], known: Mapping[str, str]) -> Value | None:
    if given.value == NONE:
        return Value(NONE)
    if given.value not in known:
        return None
    span = place_of(given.words, text)
    if span is None and (given.words.strip() or given.value not in before):
        return None
    return Value(given.value, span)


def _age(given: _Age, text: str, before: Collection[str], today: datetime.date) -> ProposedAge | None:
    value = str(given.years) if given.years is not None else given.age_class
    if given.years is not None and not 0 <= given.years <= OLDEST:
        return None
    if given.years is None and given.age_class not in AGE_CLASSES:
        return None
    span = place_of(given.words, text)
    if span is None:
        carried = not given.words.strip() and value in before
        return ProposedAge(value, None, given.asked_about) if carried else None
    written = set(_years(text, span, today))
    if given.years is not None and given.years not in written:
        return None
    if given.years is None and written and given.age_class not in map(class_of, written):
        return None
    return ProposedAge(value, span, given.asked_about)


def _years(text: str, span: Span, today: datetime.date) -> Iterable[int]:
    """The years that stand within the span: as a number, or as an age that the text states there ("född 2009")."""
    numbers = (value_of(found[0]) for found in _NUMBER.finditer(lowered(text[slice(*span)])))
    ages = (age for age in find_ages(text, today) if age.start < span[1] and span[0] < age.end)
    stated = (years for age in ages for years in (age.years, age.years_high))
    return (int(years) for years in (*numbers, *stated) if years is not None and 0 <= years <= OLDEST)


def _kept(found: Sequence[Any]) -> tuple[Any, ...]:
    return tuple(one for one in found if one is not None)
