"""Who is spoken of: each person with role, age and group, and which of them the question is about.

Staff tell of families: "mamman är 30, sonen 4 har feber, vad kostar det för honom?". What is read is a list of
persons, never one age for the whole message; where it stays open whom the question is about, all of them are kept,
and the answer gives the rule for each.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from knowledge.texts import load
from knowledge.understanding.ages import AgeMention, RoleMention

Span = tuple[int, int]
NEAR = 3  # words that may stand between a person and the age that is the person's
PATIENT = "patient"


@dataclasses.dataclass(frozen=True)
class Person:
    """Somebody spoken of. ``age`` is years in digits or an age class, None where nothing is said of it."""

    role: str
    start: int
    end: int
    age: str | None = None
    age_span: Span | None = None
    group: str | None = None
    group_span: Span | None = None
    hypothetical: bool = False
    plural: bool = False


def read_persons(text: str, ages: Sequence[AgeMention], roles: Sequence[RoleMention]) -> tuple[Person, ...]:
    """The persons of a text in the order in which they are first named; pronouns name nobody anew."""
    persons = [
        Person(role.role, role.start, role.end, role.age_class, None, plural=role.plural)
        for role in _first_named(text, roles)
    ]
    for age in ages:
        if age.limit:
            continue
        owner = _owner(text, age, persons)
        value = _value(age)
        if owner is None:
            persons.append(
                Person(PATIENT, age.start, age.end, value, (age.start, age.end), hypothetical=age.hypothetical)
            )
        elif persons[owner].age_span is None:
            persons[owner] = dataclasses.replace(
                persons[owner], age=value, age_span=(age.start, age.end), hypothetical=age.hypothetical
            )
        else:  # "systrarna, 24 och 16": another one of the same role
            persons.append(
                dataclasses.replace(
                    persons[owner], age=value, age_span=(age.start, age.end), hypothetical=age.hypothetical
                )
            )
    return tuple(sorted(persons, key=lambda person: person.start))


def asked_about(
    text: str, persons: Sequence[Person], roles: Sequence[RoleMention], asking: Sequence[Span]
) -> tuple[int, ...]:
    """Which persons the question is about: those that its own part names, by word or pronoun; else all of them."""
    if len(persons) <= 1:
        return tuple(range(len(persons)))
    for start, end in asking:
        named = [n for n, person in enumerate(persons) if _touches(person, start, end)]
        whole = len(asking) == 1 and all(_touches(person, start, end) for person in persons)
        if named and not whole:
            return tuple(named)
    pointed = _pointed_at(text, persons, roles, asking)
    if pointed is not None:
        return (pointed,)
    own = [n for n, person in enumerate(persons) if not _belongs_to_another(text, person)]
    return tuple(own) if own and len(own) < len(persons) else tuple(range(len(persons)))


def _first_named(text: str, roles: Sequence[RoleMention]) -> list[RoleMention]:
    """Each role once: "pojken … pojken" is one boy; "kvinna … hon" is one woman."""
    words = load("persons")
    pronouns = set(words["pronouns"])
    seen: dict[str, RoleMention] = {}
    for role in roles:
        if text[role.start : role.end].lower() in pronouns:
            continue
        seen.setdefault(words["same_as"].get(role.role, role.role), role)
    return list(seen.values())


def _owner(text: str, age: AgeMention, persons: Sequence[Person]) -> int | None:
    """The person whose age it is: the one that the words overlap, else the nearest within a few words."""
    best: tuple[int, int] | None = None
    for number, person in enumerate(persons):
        if person.start < age.end and age.start < person.end:
            return number
        between = text[person.end : age.start] if person.end <= age.start else text[age.end : person.start]
        if re.search(r"[.!?;]\s", between):
            continue
        distance = len(re.findall(r"\w+", between))
        if distance <= NEAR and (best is None or distance <= best[0]):
            best = (distance, number)
    if best is not None:
        return best[1]
    free = [number for number, person in enumerate(persons) if person.age_span is None and person.age is None]
    return free[0] if len(free) == 1 else None


def _value(age: AgeMention) -> str | None:
    if age.years is not None and age.years_high in (None, age.years):
        return str(age.years)
    return age.age_class


def _touches(person: Person, start: int, end: int) -> bool:
    return start <= person.start < end or bool(person.age_span and start <= person.age_span[0] < end)


def _pointed_at(
    text: str, persons: Sequence[Person], roles: Sequence[RoleMention], asking: Sequence[Span]
) -> int | None:
    """The person that a pronoun of the asking part stands for: "… hans syster 16. Får hon …?"."""
    words = load("persons")
    for start, end in asking:
        said = re.findall(r"\w+", text[start:end].lower())
        for gender in ("female", "male"):
            if set(said) & set(words["pronouns_of"][gender]):
                fitting = [n for n, person in enumerate(persons) if person.role in words["roles_of"][gender]]
                return fitting[-1] if fitting else None
    return None


def _belongs_to_another(text: str, person: Person) -> bool:
    """ "med sin son", "mamma till en treåring": told of along with the one that it is about."""
    before = text[: person.start].lower()
    return bool(re.search(load("persons")["along_with"], before))
