"""One message as it was parsed, read by itself: who, what care, what is asked and how. No conversation yet."""

from __future__ import annotations

import dataclasses
import datetime
import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np

from knowledge.encoder.packing import pack, unpack
from knowledge.limits import LIMITS
from knowledge.manner import OPEN, Manner
from knowledge.query import VARIANT_SLOTS
from knowledge.texts import load
from knowledge.understanding.age_classes import class_of
from knowledge.understanding.ages import RoleMention, find_ages, find_roles
from knowledge.understanding.comparing import of_several, side_by_side
from knowledge.understanding.groups import (
    CERTAIN,
    EU,
    GENERAL_VALUES,
    REGISTERED,
    borne_out,
    counted_as,
    learned,
    likened,
    most_particular,
    overruled,
    past_visa,
    reached,
    spoken,
    turned,
    without_settings,
)
from knowledge.understanding.holding import (
    PLANNED,
    URGENT,
    denies_urgency,
    is_left_open,
    is_of_the_patient,
    is_ruled_out,
    is_urgent,
    last_said,
    not_applied,
)
from knowledge.understanding.manner import read_manner
from knowledge.understanding.naming import without_names
from knowledge.understanding.persons import Person, Span, asked_about, read_persons
from knowledge.understanding.registered_persons import with_registration
from knowledge.understanding.stays import find_stay
from knowledge.understanding.stretches import inside, words_of
from knowledge.vocabulary import CARE_ASKED, CARE_QUESTIONS, QUESTIONS

HEAD_OF = {"patient_group": "group", "care_type": "care"}
RESIDENT = "resident"  # a group that the sources are not about
PATIENT = ("patient_group", "patient_age", "registration")
SHORTEST_QUESTION = LIMITS.reading.shortest_question
STORY = LIMITS.reading.story
PAGES_ONLY = ("material", "participants", "structure", "reporting", "how_to_apply")
VALUE_ONLY, STANDS_ALONE = LIMITS.reading.value_only, LIMITS.reading.stands_alone
CARE_LEARNED = LIMITS.reading.care_learned


@dataclasses.dataclass(frozen=True)
class Turn:
    """One message, or one question of a message, parsed. ``ranking`` maps intents to probabilities."""

    text: str
    embedding: str
    intent: str
    ranking: Mapping[str, float]
    entities: Mapping[str, str]
    masked: str  # the text without programme names
    #: the encoder's own vector, packed; "" where only the fitted one is known
    plain_embedding: str = ""
    #: the questions of a message that asks several, in order
    questions: tuple[Turn, ...] = ()
    #: where a question of a message stands in it, character offsets; None where the message was mended
    place: Span | None = None
    #: one of two opposites that the message asks about at once: "det minsta och det mesta"
    of_opposites: bool = False
    #: what the parts of the message that ask nothing say of the case
    background: Mapping[str, str] = dataclasses.field(default_factory=dict)
    #: an entity and its values, where the message asks about several of them
    side_by_side: tuple[str, tuple[str, ...]] | None = None
    #: the persons spoken of, and which of them the question is about
    persons: tuple[Person, ...] = ()
    about: tuple[int, ...] = ()
    manner: Manner = OPEN
    #: how the message leans on what came before: value | question | correction | previous | no → probability
    continues: Mapping[str, float] = dataclasses.field(default_factory=dict)
    #: where each entity stands in the text; missing for what was learned or concluded
    spans: Mapping[str, Span] = dataclasses.field(default_factory=dict)
    #: entities that no phrase says but a head is sure of
    concluded: frozenset[str] = frozenset()
    #: groups that are denied: "hon är inte asylsökande"
    denied: tuple[str, ...] = ()
    #: the group that somebody is asked to count as: "räknas hon som papperslös?"
    counted: str | None = None
    #: the kind of care, as the head of that name sees it → probability
    care_seen: Mapping[str, float] = dataclasses.field(default_factory=dict)
    #: what is asked, as the head of that name sees it → probability
    asked: Mapping[str, float] = dataclasses.field(default_factory=dict)

    @property
    def of_care(self) -> float:
        """How likely the question is about the right to care: by the head and by the question types."""
        types = self.question_types
        by_type = sum(types.get(name, 0.0) for name in CARE_QUESTIONS)
        if not self.asked:
            return by_type
        return (by_type + sum(self.asked.get(name, 0.0) for name in CARE_ASKED)) / 2

    @property
    def of_pages(self) -> float:
        """How likely it asks what only a grant's or strategy's page tells, as the head sees it."""
        return sum(p for name, p in self.asked.items() if name in PAGES_ONLY)

    @property
    def asked_most(self) -> str:
        """The likeliest thing asked, "" where no head has said."""
        return max(self.asked, key=lambda name: self.asked[name], default="")

    @property
    def sure_of_asking(self) -> float:
        """Probability of the likeliest thing asked; 0 where most likely nothing is asked."""
        best = max(self.asked, key=lambda name: self.asked[name], default="none")
        return 0.0 if best == "none" else self.asked[best]

    @property
    def only_counted(self) -> bool:
        """Whether the group that somebody is asked to count as is the only one named."""
        return self.counted is not None and self.entities.get("patient_group") == self.counted

    @property
    def persons_named(self) -> bool:
        """Whether a person is named by a noun, not only by an age: "en flicka på 17"."""
        asked = [self.persons[number] for number in self.about]
        return any(person.role != "patient" and not person.unnamed for person in asked)

    @property
    def turning(self) -> str | None:
        """The years that the one whom it is about soon reaches: "fyller 18 i maj"."""
        return next((self.persons[number].turning for number in self.about if len(self.about) == 1), None)

    @property
    def vector(self) -> np.ndarray:
        """The sentence vector that is fitted to what staff ask, float32, length 1."""
        return unpack(self.embedding)

    @property
    def plain_vector(self) -> np.ndarray | None:
        """The encoder's own sentence vector; None where it did not come along."""
        return unpack(self.plain_embedding) if self.plain_embedding else None

    @property
    def question_types(self) -> dict[str, float]:
        """Probability of each question type."""
        named = {intent.removeprefix("ask_"): p for intent, p in self.ranking.items() if intent.startswith("ask_")}
        return {name: p for name, p in named.items() if name in QUESTIONS}


def read_parsed(parsed: Mapping[str, Any], today: datetime.date) -> Turn:
    """A message as the NLU parsed it; raises KeyError when it has no vector (another pipeline)."""
    text = parsed.get("mended") or parsed.get("text") or ""
    found = parsed.get("entities") or []
    parts = parsed.get("parts") or []
    asking = [part for part in parts if part["asks"]]
    telling = [part for part in parts if not part["asks"]]
    ranking = parsed.get("intent_ranking") or []
    heads = parsed.get("heads") or {}
    spans = [(part["start"], part["end"]) for part in asking]
    whole = read_text(text, found, parsed["embedding"], ranking, heads, today, spans)
    told = [
        read_text(words_of(text, part), inside(found, part), parsed["embedding"], [], {}, today, []) for part in telling
    ]
    background = {name: value for one in reversed(told) for name, value in one.entities.items()}
    if len(whole.persons) <= 1:  # one patient: who that is the message says as a whole
        own = {name: whole.entities[name] for name in ("patient_group", "registration") if name in whole.entities}
        background = {**background, **own} if "patient_group" in background else background
    if len(asking) == 1 and telling:
        whole = _by_its_question(whole, _part(text, found, asking[0], today))
    questions = [_of_its_person(_part(text, found, part, today), whole, part) for part in asking]
    # offsets in a mended text are none in what was typed
    as_typed = text == parsed.get("text")
    return dataclasses.replace(
        whole,
        plain_embedding=parsed.get("plain_embedding") or "",
        intent=(parsed.get("intent") or {}).get("name") or "",
        questions=tuple(one if as_typed else dataclasses.replace(one, place=None) for one in questions),
        background=background,
        spans=whole.spans if as_typed else {},
    )


def read_text(
    text: str,
    found: Sequence[Mapping[str, Any]],
    embedding: str,
    ranking: Sequence[Mapping[str, Any]],
    heads: Mapping[str, Mapping[str, float]],
    today: datetime.date,
    asking: Sequence[Span],
) -> Turn:
    """Read one text from the phrases found in it and what the heads say of it."""
    found = past_visa(text, last_said(text, [reached(text, turned(item)) for item in found]))
    found = [item for item in found if item["entity"] != "registration" or not is_left_open(text, item)]
    roles = find_roles(text)
    told = _asked(text, found, asking)
    named = with_registration(text, read_persons(text, find_ages(text, today), roles), found)
    persons = _with_their_own(text, named, told, heads.get("group", {}))
    about = asked_about(text, persons, asking)
    asked_of = {i["value"] for i in found if i["entity"] == "care_type" and not is_ruled_out(text, i)}
    others = {i["value"] for i in found if i["entity"] == "care_type" and not is_of_the_patient(text, i)}
    if asked_of:
        others |= {i["value"] for i in found if i["entity"] == "care_type"} - asked_of
    if denies_urgency(text):
        others.add(URGENT)
    entities, spans, concluded = _entities(text, _asked(text, found, asking), persons, about, heads, today, others)
    manner = read_manner(text, heads.get("manner", {}))
    if len({persons[number].age for number in about} - {None}) > 1:
        manner = dataclasses.replace(manner, of_several=True)
    return Turn(
        text=text,
        embedding=embedding,
        intent=ranking[0]["name"] if ranking else "",
        ranking={item["name"]: item["confidence"] for item in ranking},
        entities=entities,
        masked=without_names(text, ((item["start"], item["end"]) for item in found if item["entity"] == "programme")),
        side_by_side=side_by_side(text, [item for item in found if not item.get("negated")]),
        persons=persons,
        about=about,
        manner=manner,
        continues=heads.get("continues", {}),
        asked=heads.get("asked", {}),
        care_seen=heads.get("care", {}),
        spans=spans,
        concluded=concluded,
        denied=_denied(found),
        counted=counted_as(text, found),
    )


def _denied(found: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """The groups that the patient is said not to belong to."""
    return tuple(str(item["value"]) for item in found if item["entity"] == "patient_group" and item.get("negated"))


def _by_its_question(whole: Turn, part: Turn) -> Turn:
    """A story with one question in it: the story says of whom, the question what is asked and how."""
    says_nothing = bool(part.intent) and not part.intent.startswith(("ask_", "out_of_scope"))
    agrees = re.search(load("manner")["agreement"], part.text.lower())
    if says_nothing or agrees or len(part.text.split()) < SHORTEST_QUESTION:
        return whole  # "… Hur ligger det till?", "… Har hon rätt i det?"
    vector = STORY * whole.vector + (1 - STORY) * part.vector
    return dataclasses.replace(
        whole,
        embedding=pack(vector / np.linalg.norm(vector)),
        ranking=_mixed(whole.ranking, part.ranking),
        asked=_mixed(whole.asked, part.asked),
        manner=dataclasses.replace(part.manner, of_several=whole.manner.of_several),
    )


def _mixed(whole: Mapping[str, float], part: Mapping[str, float]) -> dict[str, float]:
    """Both opinions, the question's weighing more."""
    names = [*whole, *(name for name in part if name not in whole)]
    return {name: STORY * whole.get(name, 0.0) + (1 - STORY) * part.get(name, 0.0) for name in names}


def _part(text: str, found: Sequence[Mapping[str, Any]], part: Mapping[str, Any], today: datetime.date) -> Turn:
    """A question of a message, read as if it stood alone."""
    own = inside(found, part)
    words = words_of(text, part)
    turn = read_text(
        words, own, part["embedding"], part.get("intent_ranking") or [], part.get("heads") or {}, today, []
    )
    return dataclasses.replace(
        turn,
        plain_embedding=part.get("plain_embedding") or "",
        place=(part["start"], part["end"]),
        of_opposites="stretches" in part,
    )


def _of_its_person(question: Turn, whole: Turn, part: Mapping[str, Any]) -> Turn:
    """A question with what the message told of the one person whom its own words mean: "… och hur mycket av henne?"."""
    known = {one.role for one in whole.persons}
    if whole.persons and question.persons and not any(one.age_span or one.role in known for one in question.persons):
        # "vad har bebisen rätt till, och kostar det föräldrarna något?": the message leaves the parents out
        kept = {name: value for name, value in question.entities.items() if name != "patient_age"}
        question = dataclasses.replace(question, entities=kept)
    meant = [one for one in whole.persons if any(part["start"] <= at < part["end"] for at, _ in one.mentions)]
    if len(meant) != 1 or len(whole.persons) < 2:
        return question
    told = {"patient_group": meant[0].group, "care_type": meant[0].care, "patient_age": meant[0].age}
    own = {name: value for name, value in told.items() if value and name not in question.entities}
    # a word such as "henne" says a class of age at most, the message the age itself
    if meant[0].age_span and meant[0].age:
        own["patient_age"] = meant[0].age
    return dataclasses.replace(question, entities={**question.entities, **own})


def _asked(text: str, found: Sequence[Mapping[str, Any]], asking: Sequence[Span]) -> list[Mapping[str, Any]]:
    """The phrases, less the kinds of care that only the story names where the question names one itself."""
    found = [item for item in found if item["entity"] != "care_type" or is_of_the_patient(text, item)]
    meant = [item for item in found if not (item["entity"] == "care_type" and is_ruled_out(text, item))]
    if any(item["entity"] == "care_type" for item in meant):
        found = meant  # "det gäller psykiatri, inte tandvård"
    inside = [i for i in found if any(start <= i["start"] < end for start, end in asking)]
    if not any(item["entity"] == "care_type" and item["value"] not in GENERAL_VALUES for item in inside):
        return list(found)
    return [item for item in found if item["entity"] != "care_type" or item in inside]


def _with_their_own(
    text: str, persons: tuple[Person, ...], found: Sequence[Mapping[str, Any]], head: Mapping[str, float]
) -> tuple[Person, ...]:
    """Each person with the group and the kind of care told of it, where several of them are spoken of."""
    if len(persons) < 2:
        return persons
    groups, cares = spoken(text, found, "patient_group"), spoken(text, found, "care_type")
    if len({item["value"] for item in groups}) > 1:
        persons = tuple(_with_group(person, _told_of(person, persons, groups), head) for person in persons)
    elif groups and any(person.registration for person in persons):
        # "pappan är folkbokförd, mamman lever gömd": the group is hers alone
        persons = tuple(_with_group(person, _between(person, persons, groups), head) for person in persons)
    if len({item["value"] for item in cares}) > 1:
        persons = tuple(_with_care(person, _between(person, persons, cares)) for person in persons)
    return persons


def _told_of(
    person: Person, persons: Sequence[Person], items: Sequence[Mapping[str, Any]]
) -> Sequence[Mapping[str, Any]]:
    """What is said from this person on to the next; where that is nothing, what stands nearest."""
    return _between(person, persons, items) or [min(items, key=lambda item: abs(item["start"] - person.start))]


def _between(
    person: Person, persons: Sequence[Person], items: Sequence[Mapping[str, Any]]
) -> Sequence[Mapping[str, Any]]:
    """What stands behind the person's name or pronoun and before the next one's."""

    def last_named(item: Mapping[str, Any]) -> Person | None:
        named = [(at, number) for number, one in enumerate(persons) for at, _ in one.mentions if at <= item["start"]]
        return persons[max(named)[1]] if named else None

    # "polsk mamma": what stands before everybody is said of the first
    return [item for item in items if (last_named(item) or persons[0]) is person]


def _with_group(person: Person, groups: Sequence[Mapping[str, Any]], head: Mapping[str, float]) -> Person:
    own = most_particular(groups, head)
    if own is None:
        return person
    return dataclasses.replace(person, group=str(own["value"]), group_span=(own["start"], own["end"]))


def _with_care(person: Person, cares: Sequence[Mapping[str, Any]]) -> Person:
    own = most_particular(cares)
    return person if own is None else dataclasses.replace(person, care=str(own["value"]))


def _entities(
    text: str,
    found: Sequence[Mapping[str, Any]],
    persons: Sequence[Person],
    about: Sequence[int],
    heads: Mapping[str, Mapping[str, float]],
    today: datetime.date,
    others: Collection[str] = (),
) -> tuple[dict[str, str], dict[str, Span], frozenset[str]]:
    """One value an entity, where it stands, and which of them were concluded and not said.

    ``others`` are the kinds of care that are said and not the patient's: no head may conclude them.
    """
    values: dict[str, str] = {}
    spans: dict[str, Span] = {}
    for entity in dict.fromkeys(item["entity"] for item in found):
        items = spoken(text, found, entity)
        head = heads.get(HEAD_OF.get(entity, ""), {})
        items = without_settings(items, head) if entity == "care_type" else borne_out(items, head)
        best = most_particular(items, head)
        # "liten resp stor enhet?" asks about both, so neither is the one that is meant
        variants = entity in VARIANT_SLOTS and of_several(text, items)
        if best is not None and not variants:
            values[entity], spans[entity] = str(best["value"]), (best["start"], best["end"])
    asked = [persons[number] for number in about]
    groups = {person.group for person in asked if person.group}
    if len(groups) == 1 and len(persons) > len(asked):
        person = next(person for person in asked if person.group)
        values["patient_group"] = str(person.group)
        if person.group_span:
            spans["patient_group"] = person.group_span
    if any(person.registration for person in persons):
        values.pop("registration", None)
        if len(own := {person.registration for person in asked}) == 1 and (said := own.pop()):
            values["registration"] = said
    ages = {person.age for person in asked if person.age}
    if len(ages) == 1:
        values["patient_age"] = ages.pop()
        span = next((person.age_span or (person.start, person.end) for person in asked if person.age), None)
        if span:
            spans["patient_age"] = span
    elif len({_class(age) for age in ages}) == 1:
        values["patient_age"] = _class(ages.pop())  # "barnen 5 och 8", "systrarna 31 och 33": one rule for both
    care = {name: share for name, share in heads.get("care", {}).items() if name not in others}
    if "care_type" in values and overruled(values["care_type"], care, CARE_LEARNED):
        del values["care_type"], spans["care_type"]
    concluded = _conclude(values, heads, likened(text, found) | not_applied(text), {*_denied(found), *others})
    if values.get("care_type") == PLANNED and is_urgent(text):
        values["care_type"] = URGENT
    return _with_stay(text, values, spans, today), spans, concluded


def _class(age: str) -> str:
    """The class of an age that a person has: years in digits or a class already."""
    return class_of(int(age)) if age.isdigit() else age


def _conclude(
    values: dict[str, str], heads: Mapping[str, Mapping[str, float]], likened_to: set[str], denied: set[str]
) -> frozenset[str]:
    """Add what no phrase says and a head is sure of; return the names of what was added."""
    sure = {
        "patient_group": learned(heads.get("group", {})),
        "care_type": learned(heads.get("care", {}), CARE_LEARNED),
    }
    added = {name: value for name, value in sure.items() if value and name not in values and "programme" not in values}
    if heads.get("asked", {}).get("none", 0.0) >= VALUE_ONLY and values:
        added.pop("care_type", None)  # "hans dotter, hon är tolv" gives an age and no care
    leaning = heads.get("continues", {}).get("no", 0.0) < STANDS_ALONE
    # "nej, hon är folkbokförd" is said of somebody spoken of before
    no_resident = "registration" in values and (leaning or values["registration"] != REGISTERED)
    certain = heads.get("group", {}).get(added.get("patient_group") or "", 0.0) >= CERTAIN
    if added.get("care_type") in denied:
        del added["care_type"]
    doubtful = likened_to if certain else denied | likened_to
    if added.get("patient_group") in doubtful or (no_resident and added.get("patient_group") == RESIDENT):
        del added["patient_group"]
    values.update(added)
    return frozenset(added)


def _with_stay(text: str, values: dict[str, str], spans: dict[str, Span], today: datetime.date) -> dict[str, str]:
    """For an EU citizen, how long the patient has been here stands where being registered would."""
    stay = find_stay(text, today)
    if stay is None or stay.value is None or values.get("registration") not in (None, *GENERAL_VALUES):
        return values
    group = values.get("patient_group", "")
    if group and not group.startswith(EU):
        return values
    spans["registration"] = (stay.start, stay.end)
    return {**values, "registration": stay.value}


__all__ = ["PATIENT", "RoleMention", "Turn", "read_parsed", "read_text"]
