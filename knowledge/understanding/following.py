"""How a turn is read in the light of the ones before: as a question of its own, or as one that goes on."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping

import numpy as np

from knowledge.encoder.packing import unpack
from knowledge.limits import LIMITS
from knowledge.texts import load
from knowledge.understanding.bare import is_bare
from knowledge.understanding.carrying import SURE_TO_LEAN, carried_slots, domain_of
from knowledge.understanding.context import CARE_SLOTS, PROGRAMME_SLOTS, Context, Question
from knowledge.understanding.turns import Turn
from knowledge.words.query import CARE, Query

VALUE_ONLY = ("inform", "correct", "affirm", "deny")
FOREIGN = LIMITS.reading.foreign
BACKGROUND = LIMITS.following.background
CLEAR, UNSURE = LIMITS.following.clear, LIMITS.following.unsure
SURE_TO_ASK = LIMITS.following.sure_to_ask
SURE_TO_REST, LONGEST_RESTING = LIMITS.following.sure_to_rest, LIMITS.following.longest_resting
WHEN = frozenset({"när", "nar", "when"})
SURE_OF_TIME, SURE_OF_AGE = LIMITS.following.sure_of_time, LIMITS.following.sure_of_age
# words; a longer message is a question of its own, rather so than "och om det blir sjukgymnast på remiss i stället"
FEW, SHORT = LIMITS.following.few, LIMITS.following.short
SHORT_POINTING, SHORT_WITH_AND = LIMITS.following.short_pointing, LIMITS.following.short_with_and


def read_query(turn: Turn, context: Context) -> Query:
    """Understand a turn in its context."""
    slots = carried_slots(turn, context)
    if context.pending and answers_pending(turn, context):
        return _about(context.pending, slots, {**turn.entities})
    plain = plain_query(turn, context, slots)
    if context.question and is_elliptical(turn, context):
        return _continued(plain, context.question)
    if context.question and refers_back(turn):
        return with_background(plain, context.question)
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
        before=_same_case(turn, context),
        recent=context.facts,
        asked_before=context.question.asked_most if context.question else "",
        counted=turn.counted,
        domain=domain_of(turn, context),
    )


def _same_case(turn: Turn, context: Context) -> str:
    """The words of the question before, where the turn changes neither the patient nor the care: they still hold."""
    changes = turn.entities.keys() & {"patient_group", "care_type", "programme"} - turn.concluded
    before = context.question
    return before.text if before is not None and before.domain == CARE and not changes else ""


def asked_in(turn: Turn, context: Context) -> Mapping[str, float]:
    """What is asked; where the words leave it open in a patient's case, what was asked before counts as much."""
    before = context.question
    unsure = 0.0 < turn.sure_of_asking < UNSURE or turn.asked_most == "none"
    if before is None or before.domain != CARE or not turn.asked or not before.asked or not unsure:
        return turn.asked
    names = [*turn.asked, *(name for name in before.asked if name not in turn.asked)]
    return {name: (turn.asked.get(name, 0.0) + before.asked.get(name, 0.0)) / 2 for name in names}


def answers_pending(turn: Turn, context: Context) -> bool:
    """True when the turn gives the value that was asked for and is no new question."""
    if not context.missing or context.missing not in turn.entities:
        return False
    unsure = max(turn.question_types.values(), default=0.0) < CLEAR
    return turn.intent in VALUE_ONLY or unsure or tells(turn) or len(turn.text.split()) <= SHORT


def tells(turn: Turn) -> bool:
    """True for a message that asks nothing: "han är asylsökande, LMA-kortet är giltigt"."""
    return turn.manner.form == "statement" and not turn.questions


def is_elliptical(turn: Turn, context: Context) -> bool:
    """True for a message that only gives a value: "och en liten enhet då?", "hans dotter är 8", "om hon vore 19?"."""
    if is_bare(turn) and context.slots.get("programme") == CARE:
        return True
    values = turn.entities.keys() & {*PROGRAMME_SLOTS, *CARE_SLOTS, "programme"}
    words = re.findall(r"\w+", turn.text.lower())
    anew = set(words) & set(load("tenses")["new_question"])
    if len(words) > FEW and anew and not (anew <= WHEN and supposes_age(turn)):
        return False
    leaning = turn.continues.get("value", 0.0) + turn.continues.get("correction", 0.0)
    foreign = min(turn.ranking.get("out_of_scope", 0.0), turn.asked.get("out_of_scope", 0.0)) >= FOREIGN
    if foreign and leaning < SURE_TO_LEAN:
        return False  # "hur doserar jag läkemedel till honom?" in the middle of a patient's case
    asks_itself = turn.sure_of_asking >= SURE_TO_ASK and leaning < SURE_TO_LEAN
    another = turn.sure_of_asking >= CLEAR and context.question and turn.asked_most != context.question.asked_most
    if leaning >= SURE_TO_LEAN and (values or turn.persons) and not another:
        return True
    told = tells(turn) and "patient_group" in values and leaning >= turn.continues.get("question", 0.0)
    if turn.intent in VALUE_ONLY or told:
        return bool(values)
    # in the middle of a patient's case a few words with an age, a group or a kind of care go on with it
    in_case = context.slots.get("programme") == CARE and bool(values & set(CARE_SLOTS))
    unsure = max(turn.question_types.values(), default=0.0) < CLEAR and not asks_itself
    longest = SHORT_WITH_AND if words and words[0] in load("tenses")["going_on"] else SHORT
    return in_case and unsure and len(turn.text.split()) <= longest


def supposes_age(turn: Turn) -> bool:
    """True where "när" opens no question: "och när han fyllt 18?", "och sen då, när hon fyllt?"."""
    supposed = any(turn.persons[number].hypothetical for number in turn.about)
    return supposed or bool(re.search(load("persons")["once_older"], turn.text.lower()))


def refers_back(turn: Turn) -> bool:
    """True for a short question whose "den" or "sånt" stands for what was asked before it."""
    words = re.findall(r"\w+", turn.text.lower())
    points = set(words) & set(load("tenses")["pointers"])
    return bool(points) and len(words) <= SHORT_POINTING and "programme" not in turn.entities


def rests_on(turn: Turn) -> bool:
    """True for a question that surely leans on the one before it and names nothing of its own."""
    leaning = sum(turn.continues.get(way, 0.0) for way in ("value", "question", "correction"))
    return leaning >= SURE_TO_REST and not turn.entities and len(turn.text.split()) <= LONGEST_RESTING


def asks_when(turn: Turn) -> bool:
    """True where the head holds it for a question of when something begins or how long it holds.

    "Från när gäller den?", "hur gammalt får det vara?" look like questions for the age of what was answered.
    """
    sure = turn.asked.get("until_when", 0.0) + turn.asked.get("deadline", 0.0) >= SURE_OF_TIME
    return sure and turn.ranking.get(turn.intent, 0.0) < SURE_OF_AGE


def asks_where(turn: Turn, context: Context) -> bool:
    """True for a question where the last answer stands: "vilken paragraf?", "var står det? Lagrum, tack"."""
    rests = rests_on(turn) and bool(context.facts)
    return rests and bool(re.search(load("questions")["where_it_stands"], turn.text.lower()))


def read_follow_up(turn: Turn, context: Context, plain: Query) -> Query | None:
    """A short message that names nothing, read together with the question before it; None when that is not apt."""
    about = {"programme", "programme_hint", "patient_group"} & turn.entities.keys()
    apart = plain.elliptical or plain.text != turn.text or refers_back(turn) or turn.intent == "correct"
    foreign = max(turn.ranking.get("out_of_scope", 0.0), turn.asked.get("out_of_scope", 0.0)) >= FOREIGN
    if context.question is None or about or apart or foreign:
        return None
    if not rests_on(turn) and (plain.domain == CARE or len(turn.text.split()) > SHORT_POINTING):
        return None
    return with_background(plain, context.question)


def with_background(query: Query, question: Question) -> Query:
    """A new question, its words and vector read together with those of the one before, or of its whole message."""
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
