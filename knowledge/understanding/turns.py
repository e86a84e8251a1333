"""One message as it was parsed, read by itself: who, what care, what is asked and how. No conversation yet."""

from __future__ import annotations

import dataclasses
import datetime
import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from knowledge.encoder.packing import pack, unpack
from knowledge.limits import LIMITS
from knowledge.texts import load
from knowledge.understanding.ages import RoleMention, find_ages, find_roles
from knowledge.understanding.comparing import side_by_side
from knowledge.understanding.entities import denied_groups, entities_of
from knowledge.understanding.groups import GENERAL_VALUES, counted_as, past_visa, reached, turned
from knowledge.understanding.holding import (
    URGENT,
    denies_urgency,
    is_left_open,
    is_of_the_patient,
    is_ruled_out,
    last_said,
)
from knowledge.understanding.manner import read_manner
from knowledge.understanding.naming import without_names
from knowledge.understanding.papers import without_card
from knowledge.understanding.persons import Person, Span, asked_about, read_persons
from knowledge.understanding.stretches import inside, words_of
from knowledge.understanding.told_of_each import with_registration, with_their_own
from knowledge.words.query import OPEN, Manner
from knowledge.words.vocabulary import CARE_ASKED, CARE_QUESTIONS, QUESTIONS

PATIENT = ("patient_group", "patient_age", "registration")
SHORTEST_QUESTION = LIMITS.reading.shortest_question
STORY = LIMITS.reading.story
SHORT = LIMITS.following.short
PAGES_ONLY = ("material", "participants", "structure", "reporting", "how_to_apply")


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
    #: where all phrases of entities stand in the text, those that were not chosen too
    phrases: tuple[Span, ...] = ()
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
    #: the whole message before anything in it was mended
    typed: str = ""

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
    asking = without_requests_for_the_source(text, found, [part for part in parts if part["asks"]])
    telling = [part for part in parts if part not in asking]
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
        typed=parsed.get("text") or text,
    )


def without_requests_for_the_source(
    text: str, found: Sequence[Mapping[str, Any]], asking: Sequence[Mapping[str, Any]]
) -> list[Mapping[str, Any]]:
    """The parts that ask, less those that only want the source of the answer to another: "… Var står det i så fall?".

    Every answer says where it stands.
    """
    words = load("questions")["where_it_stands"]
    others = [
        part
        for part in asking
        if len((said := words_of(text, part)).split()) > SHORT
        or inside(found, part)
        or not re.search(words, said.lower())
    ]
    return others or list(asking)


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
    found = past_visa(text, last_said(text, [reached(text, turned(item)) for item in without_card(text, found)]))
    found = [item for item in found if item["entity"] != "registration" or not is_left_open(text, item)]
    roles = find_roles(text)
    told = _asked(text, found, asking)
    named = with_registration(text, read_persons(text, find_ages(text, today), roles), found)
    persons = with_their_own(text, named, told, heads.get("group", {}))
    about = asked_about(text, persons, asking)
    asked_of = {i["value"] for i in found if i["entity"] == "care_type" and not is_ruled_out(text, i)}
    others = {i["value"] for i in found if i["entity"] == "care_type" and not is_of_the_patient(text, i)}
    if asked_of:
        others |= {i["value"] for i in found if i["entity"] == "care_type"} - asked_of
    if denies_urgency(text):
        others.add(URGENT)
    entities, spans, concluded = entities_of(text, _asked(text, found, asking), persons, about, heads, today, others)
    manner = read_manner(text, heads.get("manner", {}))
    if len({persons[number].age for number in about} - {None}) > 1:
        manner = dataclasses.replace(manner, of_several=True)
    return Turn(
        text=text,
        embedding=embedding,
        intent=ranking[0]["name"] if ranking else "",
        ranking={item["name"]: item["confidence"] for item in ranking},
        entities=entities,
        masked=_without_programmes(text, found),
        side_by_side=side_by_side(text, [item for item in found if not item.get("negated")]),
        persons=persons,
        about=about,
        manner=manner,
        continues=heads.get("continues", {}),
        asked=heads.get("asked", {}),
        care_seen=heads.get("care", {}),
        spans=spans,
        phrases=tuple((item["start"], item["end"]) for item in found),
        concluded=concluded,
        denied=denied_groups(found),
        counted=counted_as(text, found),
    )


def _without_programmes(text: str, found: Sequence[Mapping[str, Any]]) -> str:
    named = [item for item in found if item["entity"] == "programme"]
    spans = [(item["start"], item["end"]) for item in named]
    return without_names(text, spans, {(i["start"], i["end"]) for i in named if i.get("published")})


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


__all__ = ["PATIENT", "RoleMention", "Turn", "read_parsed", "read_text"]
