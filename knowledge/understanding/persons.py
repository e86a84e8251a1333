"""Who is spoken of: each person with role, age and group, and which of them the question is about.

Staff tell of families: "mamman är 30, sonen 4 har feber, vad kostar det för honom?". What is read is a list of
persons, never one age for the whole message; where it stays open whom the question is about, all of them are kept,
and the answer gives the rule for each.
"""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Sequence

from knowledge.care.ages import ADULT_FROM, CHILD, OLD
from knowledge.limits import LIMITS
from knowledge.texts import load
from knowledge.understanding.ages import AgeMention, RoleMention

Span = tuple[int, int]
NEAR, BEHIND, ACROSS = LIMITS.persons.near, LIMITS.persons.behind, LIMITS.persons.across
AGE_NEAR = LIMITS.persons.beside
PATIENT = "patient"
PRONOUNS = frozenset({"she", "he", "hen", "they"})  # roles of words that name nobody
INDEFINITE = re.compile(r"\w*barn|syskon|man|son|hon|han")  # they end as a definite noun does


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
    #: what is said of this person's own registration, where several persons are spoken of
    registration: str | None = None
    #: kind of care that is told of this person, where several are told of several persons
    care: str | None = None
    hypothetical: bool = False
    #: years that the person soon reaches: "fyller 18 i maj"
    turning: str | None = None
    plural: bool = False
    #: where the person is meant again, by a pronoun or a word such as "flickan"
    again: tuple[Span, ...] = ()
    #: named by a pronoun only: somebody whom the conversation knows
    unnamed: bool = False
    #: told of only as somebody's relative, with no age: "flicka 15, mamman jobbar här"
    aside: bool = False

    @property
    def mentions(self) -> tuple[Span, ...]:
        """Every place where the person is meant, in order."""
        return ((self.start, self.end), *([self.age_span] if self.age_span else []), *self.again)


def read_persons(text: str, ages: Sequence[AgeMention], roles: Sequence[RoleMention]) -> tuple[Person, ...]:
    """The persons of a text in the order in which they are first named."""
    ages = _that_stand(text, ages, roles)
    persons = _named(text, [role for role in roles if not _only_compared(text, role, ages)], ages)
    for age in ages:
        if age.limit:
            continue
        owner = _owner(text, age, persons)
        span = (age.start, age.end)
        person = Person(PATIENT, *span) if owner is None else persons[owner]
        turning = str(age.turning) if age.turning else None
        aged = dataclasses.replace(
            person, age=_value(age), age_span=span, hypothetical=age.hypothetical, turning=turning
        )
        if owner is None:
            persons.append(aged)
            continue
        soon = turning and aged.age == person.age  # "17 år, fyller 18 i maj"
        if person.age_span is None or soon or _only_its_word(person, age):
            persons[owner] = aged
        elif aged.age == person.age and not person.plural:
            continue  # the same age said again
        elif own := _own_noun(text, age, person, roles):  # "systern 24 och flickan 17"
            role = next(role.role for role in roles if role.start == own[0])
            later = tuple(span for span in person.again if span > own and not _is_named_as(text, span, person))
            kept = tuple(span for span in person.again if span != own and span not in later)
            persons[owner] = dataclasses.replace(person, again=kept)
            persons.append(dataclasses.replace(aged, role=role, start=own[0], end=own[1], again=later))
        else:  # "systrarna, 24 och 16": another one of the same role
            persons.append(dataclasses.replace(aged, again=()))
    persons = _without_announced(_with_loose_age(persons)) or _of_limit(ages)
    children = any(is_child_age(person.age or "") for person in persons)
    if children:  # "behöver föräldrarna betala?" is about the child's medicine
        persons = [person for person in persons if person.role != "parent" or person.age_span]
    return tuple(sorted(persons, key=lambda person: person.start))


def _that_stand(text: str, ages: Sequence[AgeMention], roles: Sequence[RoleMention]) -> list[AgeMention]:
    """The ages less those that the message itself takes back: "hon är 83, nej vad säger jag, 87 är hon"."""
    low = text.lower()

    def is_taken_back(one: AgeMention, next_: AgeMention) -> bool:
        between = low[one.end : next_.start]
        others = [role for role in roles if one.end <= role.start < next_.start and role.role not in PRONOUNS]
        told = all(re.match(load("persons")["sets_right"], low[role.end :]) for role in others)
        return told and not next_.limit and bool(re.search(load("persons")["age_taken_back"], between))

    withdrawn = {n for n, (one, next_) in enumerate(itertools.pairwise(ages)) if is_taken_back(one, next_)}
    return [one for n, one in enumerate(ages) if n not in withdrawn]


def _only_its_word(person: Person, age: AgeMention) -> bool:
    """Whether nothing but the person's own word said an age until now: "pensionär, 88"."""
    at = person.age_span
    named = person.role != PATIENT
    return named and at is not None and person.start <= at[0] and at[1] <= person.end and age.years is not None


def _without_announced(persons: list[Person]) -> list[Person]:
    """The persons less a plural that only announces them: "två patienter: en kvinna på 31 och hennes man på 35"."""

    def is_told_of(one: Person) -> bool:
        later = [other for other in persons if other.start > one.end and other.age_span and not other.plural]
        return one.plural and one.age_span is None and len(later) > 1

    return [one for one in persons if not is_told_of(one)]


def _with_loose_age(persons: list[Person]) -> list[Person]:
    """An age said of nobody by name is that of the one whom only a pronoun names: "17 år, gravid. Kan hon få …"."""
    loose = [one for one in persons if one.role == PATIENT and one.age_span == (one.start, one.end)]
    meant = [one for one in persons if one.unnamed and one.age is None]
    if len(loose) != 1 or len(meant) != 1:
        return persons
    age = loose[0]
    aged = dataclasses.replace(
        meant[0], age=age.age, age_span=age.age_span, hypothetical=age.hypothetical, turning=age.turning
    )
    return [aged if one is meant[0] else one for one in persons if one is not age]


def _of_limit(ages: Sequence[AgeMention]) -> list[Person]:
    """Whoever is below or above the only limit that is spoken of, and nobody else: "slipper asylsökande under 18"."""
    classes = {age.age_class for age in ages if age.limit}
    if len(ages) != 1 or not classes <= {CHILD, OLD}:
        return []
    return [Person(PATIENT, ages[0].start, ages[0].end, ages[0].age_class, (ages[0].start, ages[0].end))]


def asked_about(text: str, persons: Sequence[Person], asking: Sequence[Span]) -> tuple[int, ...]:
    """Which persons the question is about: those that its own part names, by word or pronoun; else all of them."""
    if len(persons) <= 1:
        return tuple(range(len(persons)))
    everyone = re.compile(load("persons")["everyone"])
    for start, end in asking or [(0, len(text))]:
        if everyone.search(text[start:end].lower()):
            return tuple(range(len(persons)))
    one = _by_age(" ".join(text[start:end] for start, end in asking or [(0, len(text))]).lower(), persons)
    if one is not None:
        return (one,)
    supposed = _supposed(text, persons, asking or [(0, len(text))])
    if supposed:
        return supposed
    for start, end in asking or [(0, len(text))]:
        meant = [n for n, person in enumerate(persons) if any(start <= at < end for at, _ in person.mentions)]
        if meant and len(meant) < len(persons):
            return tuple(meant)
        together = _asked_together(text, persons, start, end)
        if len(together) > 1:
            return together
    pointed = _pointed_at(text, persons)
    if pointed is not None:
        return (pointed,)
    whole = asking or [(0, len(text))]
    if any(re.search(load("persons")["they"], text[start:end].lower()) for start, end in whole):
        return tuple(n for n, one in enumerate(persons) if not _is_out(one, whole)) or tuple(range(len(persons)))
    own = [n for n, one in enumerate(persons) if not (_belongs_to_another(text, one) or _is_out(one, whole))]
    return tuple(own) if own and len(own) < len(persons) else tuple(range(len(persons)))


def _is_out(person: Person, asking: Sequence[Span]) -> bool:
    """Whether somebody told of in passing is named in no question."""
    return person.aside and not any(start <= at < end for start, end in asking for at, _ in person.mentions)


def _by_age(said: str, persons: Sequence[Person]) -> int | None:
    """The one that "den yngre" or "den äldre" means, where each person's age is a number and one is meant."""
    words = load("persons")
    younger, older = (_is_meant(words[name], said) for name in ("the_younger", "the_older"))
    roles = [person.role for person in persons]
    # "mamman 38 och döttrarna 15 och 19": the older one is one of the two
    alike = {number for number, role in enumerate(roles) if roles.count(role) > 1} or set(range(len(persons)))
    ages = {n: int(age) for n in alike if (age := persons[n].age or "").isdigit()}
    if younger == older or len(ages) < len(alike) or len(set(ages.values())) < len(ages):
        return None
    return (min if younger else max)(ages, key=lambda number: ages[number])


def _is_meant(pattern: str, said: str) -> bool:
    """Whether one of several is asked about; "eller bara den yngre?" asks about all."""
    only = load("persons")["only_for"]
    return any(not re.search(only, said[: found.start()]) for found in re.finditer(pattern, said))


def _supposed(text: str, persons: Sequence[Person], asking: Sequence[Span]) -> tuple[int, ...]:
    """Those whose age the question only supposes: "flicka 17. Om hon hade hunnit bli 18, vad kostar det?".

    The same person as told of is asked about too where both are compared, or where another question comes before.
    """
    words = load("persons")
    questions = [text[start:end].lower() for start, end in asking]
    pointing = [
        start for (start, _), said in zip(asking, questions, strict=True) if re.search(words["in_that_case"], said)
    ]

    def is_asked(at: int) -> bool:
        return any(start <= at < end for start, end in asking) or any(at < start for start in pointing)

    supposed = {n: one.age_span[0] for n, one in enumerate(persons) if one.hypothetical and one.age_span}
    asked = [n for n, at in supposed.items() if is_asked(at)]
    both = any(re.search(words["compared"], said) for said in questions)
    if not both and not any(end <= supposed[n] for n in asked for _, end in asking):
        return tuple(asked)
    told = {
        n for n, one in enumerate(persons) if n not in supposed and any(one.start == persons[m].start for m in asked)
    }
    return tuple(sorted({*asked, *told}))


def _own_noun(text: str, age: AgeMention, person: Person, roles: Sequence[RoleMention]) -> Span | None:
    """The noun, among those that were taken for ``person`` again, that another age than the person's stands beside."""
    words = load("persons")
    nouns = [(r.start, r.end) for r in roles if r.role not in words["pronoun_roles"]]
    beside = [span for span in person.again if span in nouns and 0 <= age.start - span[1] <= AGE_NEAR]
    return beside[-1] if beside and _value(age) != person.age else None


def _is_named_as(text: str, span: Span, person: Person) -> bool:
    """Whether a later word is the very one that the person was first named by: "storasystern" of "storasyster"."""
    return text[slice(*span)].lower().startswith(text[person.start : person.end].lower())


def _only_compared(text: str, role: RoleMention, ages: Sequence[AgeMention]) -> bool:
    """Whether somebody, whose age is not said here, is only likened to: "samma slags papper som mormodern"."""
    aged = any(0 <= age.start - role.end <= AGE_NEAR or (age.start < role.end and role.start < age.end) for age in ages)
    return not aged and bool(re.search(load("persons")["likened_to"], text[: role.start].lower()))


def _asked_together(text: str, persons: Sequence[Person], start: int, end: int) -> tuple[int, ...]:
    """The persons that a question names side by side behind its opening: "vad får A betala, och hennes son 14?".

    Empty where they stand before the question: "mamman är 45 och sonen 14, vad får han betala?".
    """
    words = load("persons")
    inside = [(*span, n) for n, one in enumerate(persons) for span in one.mentions if start <= span[0] < end]
    together: list[int] = []
    for at, until, number in sorted(inside):
        if number in together:
            continue
        before = text[start:at].lower()
        noun = text[at:until].lower() not in words["pronouns"]
        if not together:
            if not re.search(words["question_opened"], before):
                return ()
        elif not (noun and re.search(words["and_another"], before)):
            break
        together.append(number)
    return tuple(sorted(together))


def _named(text: str, roles: Sequence[RoleMention], ages: Sequence[AgeMention]) -> list[Person]:
    """A person for each noun that names somebody new; pronouns and "flickan" of a daughter mean the one before."""
    words = load("persons")
    persons: list[Person] = []
    for role in roles:
        word = text[role.start : role.end].lower()
        anybody = bool(re.search(words["anybody_before"], text[: role.start].lower())) and (
            not _definite(word) or bool(INDEFINITE.fullmatch(word))
        )
        host = bool(re.search(words["at_home_of"], text[: role.start].lower()))
        if role.role in words["nobody"] or word in words["possessives"] or anybody or host:
            continue
        pronoun = role.role in words["pronoun_roles"]
        kind = words["same_as"].get(role.role, (role.role,))
        known = _meant(persons, kind, words["of_either"] if pronoun else ())
        again = pronoun or (_definite(word) and bool(known)) or any(persons[n].role == role.role for n in known)
        if again and known:
            known = [n for n in known if not (pronoun and persons[n].aside)] or known
            last = max(known, key=lambda n: persons[n].mentions[-1])
            persons[last] = dataclasses.replace(persons[last], again=(*persons[last].again, (role.start, role.end)))
        elif pronoun:
            persons.append(Person(words["pronoun_roles"][role.role], role.start, role.end, unnamed=True))
        elif taken := _stood_for(role, persons, text):
            number = taken - 1
            first = persons[number]
            persons[number] = dataclasses.replace(
                first, role=role.role, age=role.age_class, again=(*first.again, (role.start, role.end)), unnamed=False
            )
        else:
            aside = _is_aside(text, role, ages, persons)
            persons.append(
                Person(role.role, role.start, role.end, role.age_class, None, plural=role.plural, aside=aside)
            )
    return persons


def _is_aside(text: str, role: RoleMention, ages: Sequence[AgeMention], before: Sequence[Person]) -> bool:
    """Whether a relative is named after somebody else of known age, or as somebody's, and has no age of its own."""
    words = load("persons")
    if role.role not in words["relatives"]:
        return False
    if re.search(words["of_the_teller"], text[: role.start].lower()):
        return True
    if not before:
        return False
    if any(0 <= age.start - role.end <= AGE_NEAR or (age.start < role.end and role.start < age.end) for age in ages):
        return False
    known = any(age.end <= role.start and not age.limit for age in ages)
    word = text[role.start : role.end].lower()
    by_name = _definite(word) or word in words["called"]  # "vill inte att mamma ska få veta"
    return (known and by_name) or bool(re.search(words["along_with"], text[: role.start].lower()))


def _meant(persons: Sequence[Person], kind: Sequence[str], of_either: Sequence[str]) -> list[int]:
    """Which persons a word may mean again: those whose role tells the gender before "barnet" or "patienten"."""
    fitting = [n for n, person in enumerate(persons) if person.role in kind and not person.plural]
    gendered = [n for n in fitting if persons[n].role not in of_either]
    return gendered or fitting


def _stood_for(role: RoleMention, persons: Sequence[Person], text: str) -> int:
    """Which person, from 1, a pronoun already stood for: "får hon tandvård? flicka 15"; 0 for none."""
    words = load("persons")
    if re.search(words["along_with"], text[: role.start].lower()):
        return 0
    for number, person in enumerate(persons):
        unnamed = person.role in words["pronoun_roles"].values() and person.start == person.mentions[0][0]
        said = text[person.start : person.end].lower()
        if unnamed and said in words["pronouns"] and person.role in words["same_as"].get(role.role, ()):
            return number + 1
    return 0


def _definite(word: str) -> bool:
    return word.endswith(("en", "an", "et", "n", "na"))


def _owner(text: str, age: AgeMention, persons: Sequence[Person]) -> int | None:
    """The person whose age it is: the one that the words overlap, else the nearest within a few words."""
    best: tuple[float, int] | None = None
    for number, person in enumerate(persons):
        for start, end in person.mentions:
            if start < age.end and age.start < end:
                return number
            before = end <= age.start
            between = text[end : age.start] if before else text[age.end : start]
            if re.search(r"[.!?;]\s", between):
                continue
            distance = len(re.findall(r"\w+", between)) + (0.0 if before else BEHIND)
            if "," in between and not before:
                distance += ACROSS
            if distance <= NEAR and (best is None or distance < best[0]):
                best = (distance, number)
    if best is not None:
        return best[1]
    free = [number for number, person in enumerate(persons) if person.age_span is None]
    return free[0] if len(free) == len(persons) == 1 else None


def _value(age: AgeMention) -> str | None:
    if age.years is not None and age.years_high in (None, age.years):
        return str(age.years)
    return age.age_class


def is_child_age(age: str) -> bool:
    """Whether an age, years in digits or a class, is a child's."""
    return age == CHILD or (age.isdigit() and int(age) < ADULT_FROM)


def _pointed_at(text: str, persons: Sequence[Person]) -> int | None:
    """The person that the last pronoun or "flickan" of the message means."""
    last = [(max(person.again), number) for number, person in enumerate(persons) if person.again]
    return max(last)[1] if last else None


def _belongs_to_another(text: str, person: Person) -> bool:
    """ "Med sin son", "mamma till en treåring": told of along with the one that it is about."""
    return bool(re.search(load("persons")["along_with"], text[: person.start].lower()))
