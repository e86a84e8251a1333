"""What an answered turn leaves in the conversation."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from knowledge.query import CARE, Answer, Query
from knowledge.understanding.context import CARE_SLOTS, PATIENT_SLOTS, PROGRAMME_SLOTS, Context, Question
from knowledge.understanding.growing import still_turning
from knowledge.understanding.turns import Turn

ACUTE = ("emergency", "ambulance")  # kinds of care that a restriction names only to ask for the rest
MOST_PATIENTS = 6  # of a conversation; staff ask about a family at most
ABOUT_WHAT_WAS_SAID = ("law", "reason", "contact", "who_decides", "until_when")


def after(context: Context, turn: Turn, query: Query, answer: Answer) -> Context:
    """The context once the answer is given."""
    slots = _kept(context, turn, query)
    context = dataclasses.replace(context, turning=still_turning(turn.turning or context.turning, slots))
    if answer.kind == "clarify" and answer.missing:
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
    # that a fee is open rests on what is known of the right: that can be shown too
    told_something = known or bool(answer.facts)
    return dataclasses.replace(
        context,
        slots=slots,
        question=_question(turn, query, context, answer),
        pending=None,
        missing=None,
        # "var står det?" is asked of the last thing that was answered
        facts=answer.facts if told_something else context.facts,
        sources=answer.sources if told_something else context.sources,
        short=answer.short if known else context.short,
        told_status=frozenset(told),
        left={} if answer.programme == CARE else left or context.left,
        patients=_patients(context, turn, slots),
        failures=0 if known else context.failures + 1,
    )


def _kept(context: Context, turn: Turn, query: Query) -> dict[str, str]:
    """The slots that stay: a mere supposition about the patient ("om han vore tjugo") does not."""
    slots = dict(query.slots)
    if turn.manner.restricts and slots.get("care_type") in ACUTE:
        del slots["care_type"]  # "bara akut vård?" asks what else there is: the next one's care is not that
    supposed = turn.manner.supposes and bool(context.slots) and not turn.persons_named
    if not supposed:
        return slots
    changed = set(PATIENT_SLOTS)
    kept = {name: value for name, value in slots.items() if name not in changed}
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
