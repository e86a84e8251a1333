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

from knowledge.encoder.packing import unpack
from knowledge.manner import OPEN, Manner
from knowledge.query import CARE, Answer, Query
from knowledge.texts import load
from knowledge.understanding.turns import Turn

MOST_PATIENTS = 6  # of a conversation; staff ask about a family at most
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
ABOUT_WHAT_WAS_SAID = ("law", "reason", "contact", "who_decides", "until_when")
SURE_OF_CARE = 0.7  # probability from which a question leaves a page for the right to care
SURE_OF_PAGE = 0.6  # probability from which a question leaves the patient's case for a page
UNSURE = 0.3  # probability below which the likeliest thing asked is a guess
SURE_TO_ASK = 0.75  # probability from which a few words are a question of their own
SURE_TO_LEAN = 0.55  # probability from which the head "continues" is believed
SHORT = 6  # words; longer messages are questions of their own
SHORT_WITH_AND = 10  # the same for one that begins with "och": "och om det blir sjukgymnast på remiss i stället"


@dataclasses.dataclass(frozen=True)
class Question:
    """A question to come back to: its words, its vector (base64) and its types."""

    text: str
    masked: str
    embedding: str
    types: Mapping[str, float]
    asked: Mapping[str, float] = dataclasses.field(default_factory=dict)
    manner: Manner = OPEN
    domain: str | None = None

    @classmethod
    def of(cls, turn: Turn, domain: str | None = None) -> Question:
        return cls(turn.text, turn.masked, turn.embedding, turn.question_types, turn.asked, turn.manner, domain)

    @property
    def asked_most(self) -> str:
        """The likeliest thing asked, "" where no head has said."""
        return max(self.asked, key=lambda name: self.asked[name], default="")

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> Question:
        """From the plain data that the tracker keeps."""
        return cls(**{**kept, "manner": Manner(**kept.get("manner", {}))})


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
    patients: tuple[Mapping[str, str], ...] = ()  # spoken of so far, the latest last
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
            question=Question.read(memory["question"]) if memory.get("question") else None,
            pending=Question.read(memory["pending"]) if memory.get("pending") else None,
            missing=memory.get("missing"),
            facts=tuple(memory.get("facts", ())),
            sources=tuple(memory.get("sources", ())),
            short=memory.get("short", ""),
            told_status=frozenset(memory.get("told_status", ())),
            patients=tuple(memory.get("patients", ())),
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
            "patients": [dict(patient) for patient in self.patients],
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
    plain = plain_query(turn, context, slots)
    if context.question and is_elliptical(turn, context):
        return _continued(plain, context.question)
    if context.question and refers_back(turn):
        return _with_background(plain, context.question)
    return plain


def plain_query(turn: Turn, context: Context, slots: Mapping[str, str]) -> Query:
    """The turn's own question, with what carries over."""
    asked = asked_in(turn, context)
    return Query(
        text=turn.text,
        masked=turn.masked,
        vector=turn.vector,
        plain=turn.plain_vector,
        question_types=turn.question_types,
        slots=slots,
        said=turn.entities,
        out_of_scope=turn.ranking.get("out_of_scope", 0.0),
        told_status=context.told_status,
        asked=asked,
        # what is asked only by what went before is no question for yes or no
        manner=turn.manner if asked is turn.asked else dataclasses.replace(turn.manner, form="open"),
        recent=context.facts,
        asked_before=context.question.asked_most if context.question else "",
        domain=domain_of(turn, context),
    )


def asked_in(turn: Turn, context: Context) -> Mapping[str, float]:
    """What is asked; where the words leave it open in a patient's case, what was asked before counts as much."""
    before = context.question
    unsure = 0.0 < turn.sure_of_asking < UNSURE or turn.asked_most == "none"
    if before is None or before.domain != CARE or not turn.asked or not before.asked or not unsure:
        return turn.asked
    names = [*turn.asked, *(name for name in before.asked if name not in turn.asked)]
    return {name: (turn.asked.get(name, 0.0) + before.asked.get(name, 0.0)) / 2 for name in names}


def domain_of(turn: Turn, context: Context) -> str | None:
    """What the turn is about: CARE, a programme's id, or None where nothing tells.

    A patient's case is left for a grant only by a grant's word, and a grant for a patient only by a patient's.
    """
    if turn.entities.get("programme"):
        return turn.entities["programme"]
    before = context.slots.get("programme")
    said = turn.entities.keys()
    words = set(re.findall(r"\w+", turn.text.lower()))
    grant = bool(words & set(load("questions")["grant_words"])) or "programme_hint" in said
    if "patient_group" in said:
        return CARE
    if before == CARE:
        of_a_page = turn.of_pages >= SURE_OF_PAGE and not said & set(CARE_SLOTS)
        return None if grant or of_a_page else CARE
    if context.left and returns_to_patient(turn) and not grant and turn.of_care >= 0.5:
        return CARE
    if before is not None and not turn.persons and turn.of_care < SURE_OF_CARE:
        return before
    if before is None and (turn.persons or "care_type" in said) and not grant:
        return CARE if turn.of_care > 0.5 else None
    return None


def carried_slots(turn: Turn, context: Context) -> dict[str, str]:
    """Slots after this turn: what is said wins; another programme drops what belonged to the old one."""
    kept = dict(context.slots)
    if context.left and returns_to_patient(turn):
        kept = {**kept, **context.left}
    kept.update(earlier_patient(turn, context))
    said = turn.entities.get("programme")
    if said and said != kept.get("programme"):
        for slot in (*PROGRAMME_SLOTS, *CARE_SLOTS):
            kept.pop(slot, None)
    if (
        "patient_group" in turn.entities
        and "patient_age" not in turn.entities
        and not (_corrects(turn) or turn.counted)
    ):
        kept.pop("patient_age", None)  # another patient
    if "patient_group" in turn.entities and "registration" not in turn.entities and not turn.counted:
        kept.pop("registration", None)
    if kept.get("patient_group") in turn.denied and "patient_group" not in turn.entities:
        kept.pop("patient_group")  # "nej, hon är inte asylsökande"
    if "patient_age" not in turn.entities and _another_person(turn, kept):
        kept.pop("patient_age", None)  # "och pappan?": nothing is said of his age
    whole = "patient_group" in turn.entities and "care_type" not in turn.entities
    if whole and turn.intent == "ask_care_right" and not _corrects(turn):
        kept.pop("care_type", None)  # "vilken vård får en papperslös?" asks for the whole
    said_now = {name: value for name, value in turn.entities.items() if name in ENTITY_SLOTS}
    if turn.counted and kept.get("patient_group") and kept["patient_group"] != turn.counted:
        said_now.pop("patient_group", None)  # "räknas hon inte som papperslös då?": she is who she was
        said_now.pop("registration", None)
    return {**kept, **said_now}


def _corrects(turn: Turn) -> bool:
    return turn.intent == "correct" or turn.continues.get("correction", 0.0) >= SURE_TO_LEAN


def _another_person(turn: Turn, kept: Mapping[str, str]) -> bool:
    """ "Och mannen då?" behind a child: an adult whose age is not said."""
    age = kept.get("patient_age", "")
    child = age == "child" or (age.isdigit() and int(age) < 18)
    named = {turn.persons[number].role for number in turn.about if not turn.persons[number].unnamed}
    grown = named & set(load("persons")["grown"])
    return child and bool(grown)


def earlier_patient(turn: Turn, context: Context) -> dict[str, str]:
    """What was known of a patient whom the turn goes back to: "och den gravida?", "tillbaka till mamman"."""
    if {"patient_group", "patient_age", "programme"} & turn.entities.keys() - _by_role(turn):
        return {}
    roles = {turn.persons[number].role for number in turn.about} - {"patient"}
    words = turn.text.lower()
    if context.patients and re.search(load("persons")["the_first"], words):
        return _who(context.patients[0])
    for patient in reversed(context.patients):
        if patient.get("role") in roles:
            return _who(patient)
        if patient.get("care_type") == "maternity" and re.search(load("persons")["the_pregnant"], words):
            return _who(patient)
    return {}


def _by_role(turn: Turn) -> set[str]:
    """An age that only follows from the role ("mamman") is no new patient."""
    said = any(turn.persons[number].age_span for number in turn.about)
    return set() if said else {"patient_age"}


def _who(patient: Mapping[str, str]) -> dict[str, str]:
    return {name: patient[name] for name in (*PATIENT_SLOTS, "care_type") if patient.get(name)}


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
    """True for a message that only gives a value: "och en liten enhet då?", "hans dotter är 8", "om hon vore 19?"."""
    values = turn.entities.keys() & {*PROGRAMME_SLOTS, *CARE_SLOTS, "programme"}
    words = re.findall(r"\w+", turn.text.lower())
    if len(words) > 2 and set(words) & set(load("tenses")["new_question"]):
        return False
    leaning = turn.continues.get("value", 0.0) + turn.continues.get("correction", 0.0)
    asks_itself = turn.sure_of_asking >= SURE_TO_ASK and leaning < SURE_TO_LEAN
    another = turn.sure_of_asking >= CLEAR and context.question and turn.asked_most != context.question.asked_most
    if leaning >= SURE_TO_LEAN and (values or turn.persons) and not another:
        return True
    if turn.intent in VALUE_ONLY:
        return bool(values)
    # in the middle of a patient's case a few words with an age, a group or a kind of care go on with it
    in_case = context.slots.get("programme") == CARE and bool(values & set(CARE_SLOTS))
    unsure = max(turn.question_types.values(), default=0.0) < CLEAR and not asks_itself
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
    if turn.ranking.get("out_of_scope", 0.0) >= FOREIGN or plain.domain == CARE:
        return None
    if context.question is None or about or apart or len(turn.text.split()) > SHORT + 2:
        return None
    return _with_background(plain, context.question)


def _with_background(query: Query, question: Question) -> Query:
    """A new question, its words and vector read together with those of the one before."""
    vector = (1 - BACKGROUND) * query.vector + BACKGROUND * unpack(question.embedding)
    return dataclasses.replace(
        query, vector=vector / np.linalg.norm(vector), masked=f"{query.masked} {question.masked}", out_of_scope=0.0
    )


def _about(question: Question, slots: Mapping[str, str], said: Mapping[str, str]) -> Query:
    return Query(
        question.text,
        question.masked,
        unpack(question.embedding),
        question.types,
        slots,
        said,
        elliptical=True,
        asked=question.asked,
        manner=question.manner,
        domain=question.domain,
    )


def _continued(query: Query, question: Question) -> Query:
    """The former question with the new value: types from it, words and vector from both."""
    vector = unpack(question.embedding) + query.vector
    return dataclasses.replace(
        query,
        vector=vector / np.linalg.norm(vector),
        question_types=question.types,
        asked=question.asked,
        # what is asked anew of another value is open: "och hennes son, samma begränsning?" wants no yes
        manner=dataclasses.replace(query.manner, form="open") if query.manner.form != "yes_no" else query.manner,
        domain=query.domain or question.domain,
        masked=f"{question.masked} {query.masked}",
        out_of_scope=0.0,
        elliptical=True,
        previous=question.text,
    )


def after(context: Context, turn: Turn, query: Query, answer: Answer) -> Context:
    """The context once the answer is given."""
    slots = _kept(context, turn, query)
    if answer.kind == "clarify":
        return dataclasses.replace(
            context, slots=slots, pending=_question(turn, query, context, answer), missing=answer.missing
        )
    if answer.kind != "answer" and answer.programme is None:
        # a refusal of something foreign leaves the thread as it was, so that the next follow-up finds it
        return dataclasses.replace(context, pending=None, missing=None, failures=context.failures + 1)
    if answer.programme:
        if answer.programme != slots.get("programme"):
            # what belonged to the former topic would leak into this one
            foreign = {*PROGRAMME_SLOTS, *CARE_SLOTS} - set(turn.entities)
            if answer.programme == CARE:
                foreign = set(PROGRAMME_SLOTS)
            slots = {name: value for name, value in slots.items() if name not in foreign}
        slots["programme"] = answer.programme
    left = {name: context.slots[name] for name in (*PATIENT_SLOTS, "care_type") if name in context.slots}
    told = context.told_status | ({answer.programme} if answer.programme and answer.status else set())
    known = answer.kind == "answer"
    return dataclasses.replace(
        context,
        slots=slots,
        question=_question(turn, query, context, answer),
        pending=None,
        missing=None,
        # "var står det?" is asked of the last thing that was answered
        facts=answer.facts if known else context.facts,
        sources=answer.sources if known else context.sources,
        short=answer.short if known else context.short,
        told_status=frozenset(told),
        left={} if answer.programme == CARE else left or context.left,
        patients=_patients(context, turn, slots),
        failures=0 if known else context.failures + 1,
    )


def _kept(context: Context, turn: Turn, query: Query) -> dict[str, str]:
    """The slots that stay: a mere supposition about the patient ("om han vore tjugo") does not."""
    supposed = turn.manner.supposes and bool(context.slots) and not turn.persons_named
    if not supposed:
        return dict(query.slots)
    changed = set(PATIENT_SLOTS)
    kept = {name: value for name, value in query.slots.items() if name not in changed}
    return {**kept, **{name: value for name, value in context.slots.items() if name in changed}}


def _patients(context: Context, turn: Turn, slots: Mapping[str, str]) -> tuple[Mapping[str, str], ...]:
    """The patients spoken of, the latest last, each with the role by which a later turn may mean it."""
    if slots.get("programme") != CARE:
        return context.patients
    role = next((turn.persons[number].role for number in turn.about), "")
    patient = {name: value for name, value in slots.items() if name in (*PATIENT_SLOTS, "care_type")}
    if not any(name in patient for name in PATIENT_SLOTS):
        return context.patients
    earlier = [
        one
        for one in context.patients
        if {n: one.get(n) for n in PATIENT_SLOTS} != {n: patient.get(n) for n in PATIENT_SLOTS}
    ]
    known = next((one.get("role", "") for one in context.patients if one not in earlier), "")
    return (*earlier, {**patient, "role": role or known})[-MOST_PATIENTS:]


def _question(turn: Turn, query: Query, context: Context, answer: Answer) -> Question:
    """The question that was answered: for a mere value, the one before it."""
    if context.pending and query.text == context.pending.text:
        return context.pending
    if query.previous and context.question:
        return context.question
    about_the_answer = turn.asked_most in ABOUT_WHAT_WAS_SAID and query.domain == CARE and not turn.entities
    if context.question and about_the_answer and context.slots.get("programme") == CARE:
        return (
            context.question
        )  # "vem har bestämt det?" is over with its answer; "och en flicka på 17?" goes on with the right
    return Question.of(turn, query.domain or answer.programme)
