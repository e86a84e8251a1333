"""What carries over from turn to turn, and how a turn is read in its light.

Pure functions over plain values: the slots of the tracker go in, a query and
the new slots come out.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from typing import Any

import numpy as np

from actions.turns import Turn
from knowledge.encoder.packing import unpack
from knowledge.query import CARE, Answer, Query
from knowledge.texts import load
from knowledge.vocabulary import PAGE_QUESTIONS

PAUSE = 30 * 60  # seconds after which a conversation starts afresh
ENTITY_SLOTS = (
    "programme", "unit_size", "amount_level", "care_choice", "phase",
    "patient_group", "care_type", "patient_age", "registration",
)  # fmt: skip
CARE_SLOTS = ("patient_group", "care_type", "patient_age", "registration")
PATIENT_SLOTS = ("patient_group", "patient_age", "registration")
PROGRAMME_SLOTS = ("unit_size", "amount_level", "care_choice", "phase")
VALUE_ONLY = ("inform", "correct", "affirm", "deny")
BACKGROUND = 0.35  # weight of the former question behind one that points back to it
CLEAR = 0.6  # probability from which a short message is a question of its own type
FOREIGN = 0.5  # probability of "something else" from which a short message is no follow-up
SHORT = 6  # words; longer messages are questions of their own
SHORT_WITH_AND = 10  # the same for one that begins with "och": "och om det blir sjukgymnast på remiss i stället"


@dataclasses.dataclass(frozen=True)
class Question:
    """A question to come back to: its words, its vector (base64) and its types."""

    text: str
    masked: str
    embedding: str
    types: Mapping[str, float]

    @classmethod
    def of(cls, turn: Turn) -> Question:
        return cls(turn.text, turn.masked, turn.embedding, turn.question_types)


@dataclasses.dataclass(frozen=True)
class Context:
    """The conversation so far, as the tracker's slots hold it."""

    slots: Mapping[str, str] = dataclasses.field(default_factory=dict)
    question: Question | None = None  # the last one answered
    pending: Question | None = None  # one that waits for the slot `missing`
    missing: str | None = None
    facts: tuple[str, ...] = ()
    sources: tuple[Mapping[str, Any], ...] = ()  # of the last answer
    short: str = ""
    told_status: frozenset[str] = frozenset()
    left: Mapping[str, str] = dataclasses.field(default_factory=dict)  # the patient whose case was left for a programme
    failures: int = 0  # refusals in a row
    at: float = 0.0

    @classmethod
    def read(cls, slots: Mapping[str, Any], now: float) -> Context:
        """Read from slots; a conversation that has paused is forgotten."""
        memory = slots.get("memory") or {}
        if not memory or now - memory.get("at", 0.0) > PAUSE:
            return cls(at=now)
        return cls(
            slots={name: slots[name] for name in ENTITY_SLOTS if slots.get(name)},
            question=Question(**memory["question"]) if memory.get("question") else None,
            pending=Question(**memory["pending"]) if memory.get("pending") else None,
            missing=memory.get("missing"),
            facts=tuple(memory.get("facts", ())),
            sources=tuple(memory.get("sources", ())),
            short=memory.get("short", ""),
            told_status=frozenset(memory.get("told_status", ())),
            left=memory.get("left") or {},
            failures=memory.get("failures", 0),
            at=now,
        )

    def write(self) -> dict[str, Any]:
        """The slots that hold this context, None where a slot is empty."""
        memory = {
            "question": dataclasses.asdict(self.question) if self.question else None,
            "pending": dataclasses.asdict(self.pending) if self.pending else None,
            "missing": self.missing,
            "facts": list(self.facts),
            "sources": [dict(source) for source in self.sources],
            "short": self.short,
            "told_status": sorted(self.told_status),
            "left": dict(self.left),
            "failures": self.failures,
            "at": self.at,
        }
        return {**{name: self.slots.get(name) for name in ENTITY_SLOTS}, "memory": memory}


def read_query(turn: Turn, context: Context) -> Query:
    """Understand a turn in its context."""
    slots = carried_slots(turn, context)
    if context.pending and answers_pending(turn, context):
        return _about(context.pending, slots, {**turn.entities})
    told = context.told_status
    plain = Query(
        text=turn.text,
        masked=turn.masked,
        vector=turn.vector,
        question_types=turn.question_types,
        slots=slots,
        said=turn.entities,
        out_of_scope=turn.ranking.get("out_of_scope", 0.0),
        told_status=told,
    )
    if context.question and is_elliptical(turn, context):
        return _continued(plain, context.question)
    if context.question and refers_back(turn):
        return _with_background(plain, context.question)
    return plain


def carried_slots(turn: Turn, context: Context) -> dict[str, str]:
    """Slots after this turn: what is said wins; another programme drops what belonged to the old one."""
    kept = dict(context.slots)
    if context.left and returns_to_patient(turn):
        kept = {**kept, **context.left}
    said = turn.entities.get("programme")
    if said and said != kept.get("programme"):
        for slot in (*PROGRAMME_SLOTS, *CARE_SLOTS):
            kept.pop(slot, None)
    if "patient_group" in turn.entities and "patient_age" not in turn.entities:
        kept.pop("patient_age", None)  # another patient
    if "patient_group" in turn.entities and "registration" not in turn.entities:
        kept.pop("registration", None)
    whole = "patient_group" in turn.entities and "care_type" not in turn.entities
    if whole and turn.intent == "ask_care_right":
        kept.pop("care_type", None)  # "vilken vård får en papperslös?" asks for the whole
    return {**kept, **{name: value for name, value in turn.entities.items() if name in ENTITY_SLOTS}}


def returns_to_patient(turn: Turn) -> bool:
    """True when a message speaks of a person without saying who: "tillbaka till mamman, får hon preventivmedel?"."""
    if {"patient_group", "programme", "programme_hint"} & turn.entities.keys():
        return False
    return bool(set(re.findall(r"\w+", turn.text.lower())) & set(load("questions")["persons"]))


def answers_pending(turn: Turn, context: Context) -> bool:
    """True when the turn gives the value that was asked for and is no new question."""
    if not context.missing or context.missing not in turn.entities:
        return False
    unsure = max(turn.question_types.values(), default=0.0) < CLEAR
    return turn.intent in VALUE_ONLY or unsure or len(turn.text.split()) <= SHORT


def is_elliptical(turn: Turn, context: Context) -> bool:
    """True for a message that only gives a value: "och en liten enhet då?", "hans dotter är 8"."""
    values = turn.entities.keys() & {*PROGRAMME_SLOTS, *CARE_SLOTS, "programme"}
    words = re.findall(r"\w+", turn.text.lower())
    if len(words) > 2 and set(words) & set(load("tenses")["new_question"]):
        return False
    if turn.intent in VALUE_ONLY:
        return bool(values)
    # in the middle of a patient's case a few words with an age, a group or a kind of care go on with it
    in_case = context.slots.get("programme") == CARE and bool(values & set(CARE_SLOTS))
    unsure = max(turn.question_types.values(), default=0.0) < CLEAR
    longest = SHORT_WITH_AND if words and words[0] in load("tenses")["going_on"] else SHORT
    return in_case and unsure and len(turn.text.split()) <= longest


def refers_back(turn: Turn) -> bool:
    """True for a short question whose "den" or "sånt" stands for what was asked before it."""
    words = re.findall(r"\w+", turn.text.lower())
    points = set(words) & set(load("tenses")["pointers"])
    return bool(points) and len(words) <= SHORT + 2 and "programme" not in turn.entities


def read_follow_up(turn: Turn, context: Context, plain: Query) -> Query | None:
    """A short message that names nothing, read together with the question before it; None when that is not apt."""
    about = {"programme", "programme_hint", "patient_group"} & turn.entities.keys()
    apart = plain.elliptical or plain.text != turn.text or refers_back(turn) or turn.intent == "correct"
    if turn.ranking.get("out_of_scope", 0.0) >= FOREIGN:
        return None
    if context.question is None or about or apart or len(turn.text.split()) > SHORT + 2:
        return None
    followed = _with_background(plain, context.question)
    page_question = max(plain.question_types, key=lambda name: plain.question_types[name], default="") in PAGE_QUESTIONS
    if context.slots.get("programme") == CARE and page_question:
        if set(re.findall(r"\w+", turn.text.lower())) & set(load("questions")["grant_words"]):
            return None  # "kan man söka än?" is no question about a patient
        # "sen när gäller det?" of a right to care: rights have no deadlines of their own
        followed = dataclasses.replace(followed, question_types=context.question.types)
    return followed


def _with_background(query: Query, question: Question) -> Query:
    """A new question, its words and vector read together with those of the one before."""
    vector = (1 - BACKGROUND) * query.vector + BACKGROUND * unpack(question.embedding)
    return dataclasses.replace(
        query, vector=vector / np.linalg.norm(vector), masked=f"{query.masked} {question.masked}", out_of_scope=0.0
    )


def _about(question: Question, slots: Mapping[str, str], said: Mapping[str, str]) -> Query:
    return Query(
        question.text, question.masked, unpack(question.embedding), question.types, slots, said, elliptical=True
    )


def _continued(query: Query, question: Question) -> Query:
    """The former question with the new value: types from it, words and vector from both."""
    vector = unpack(question.embedding) + query.vector
    return dataclasses.replace(
        query,
        vector=vector / np.linalg.norm(vector),
        question_types=question.types,
        masked=f"{question.masked} {query.masked}",
        out_of_scope=0.0,
        elliptical=True,
        previous=question.text,
    )


def after(context: Context, turn: Turn, query: Query, answer: Answer) -> Context:
    """The context once the answer is given."""
    slots = dict(query.slots)
    if answer.kind == "clarify":
        return dataclasses.replace(
            context, slots=slots, pending=_question(turn, query, context), missing=answer.missing
        )
    if answer.kind != "answer":
        # a refusal leaves the thread as it was, so that the next follow-up finds it
        return dataclasses.replace(context, pending=None, missing=None, failures=context.failures + 1)
    if answer.programme:
        if answer.programme != slots.get("programme"):
            # what belonged to the former topic would leak into this one
            foreign = {*PROGRAMME_SLOTS, *CARE_SLOTS} - set(turn.entities)
            if answer.programme == CARE:
                foreign = set(PROGRAMME_SLOTS)
            slots = {name: value for name, value in slots.items() if name not in foreign}
        slots["programme"] = answer.programme
    left = {name: context.slots[name] for name in PATIENT_SLOTS if name in context.slots}
    told = context.told_status | ({answer.programme} if answer.programme and answer.status else set())
    return dataclasses.replace(
        context,
        slots=slots,
        question=_question(turn, query, context),
        pending=None,
        missing=None,
        facts=answer.facts,
        sources=answer.sources,
        short=answer.short,
        told_status=frozenset(told),
        left={} if answer.programme == CARE else left or context.left,
        failures=0,
    )


def _question(turn: Turn, query: Query, context: Context) -> Question:
    """The question that was answered: for a mere value, the one before it."""
    if context.pending and query.text == context.pending.text:
        return context.pending
    if query.previous and context.question:
        return context.question
    return Question.of(turn)
