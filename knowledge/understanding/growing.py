"""A patient who soon turns a year older: what is asked of the time after the birthday is asked of that age."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence

from knowledge.texts import load
from knowledge.understanding.context import Context
from knowledge.understanding.persons import PATIENT, Person
from knowledge.understanding.turns import Turn

UNTIL_WHEN = "until_when"


def with_age_reached(turn: Turn, context: Context) -> Turn:
    """The turn with the age that the patient then has, where it asks of the time after the birthday: "och efter det?".

    As it was where no birthday was told of, or where the turn says an age itself. Of several questions each is asked
    of its own time: "vad kostar det nu, och vad gäller efter födelsedagen?".
    """
    before = context.question.asked if context.question else {}
    turning = turn.turning or context.turning
    if len(turn.questions) > 1 and turning:
        turn = dataclasses.replace(turn, questions=_each_in_its_time(turn.questions, turning, before))
    if context.turning is None:
        return turn
    reached = _reached(turn, context.turning, before)
    return _around_birthday(turn, context.turning, context) if reached is turn else reached


def _around_birthday(turn: Turn, turning: str, context: Context) -> Turn:
    """The turn as one of a patient who soon turns older, where it speaks of a later day: "och i övermorgon?".

    On which side of the birthday that day lies is not reckoned: both are answered.
    """
    others = any(not person.unnamed for person in turn.persons) or "patient_group" in turn.entities
    later = re.search(load("persons")["later_day"], turn.text.lower())
    if others or not later or "patient_age" in turn.entities or context.slots.get("patient_age") == turning:
        return turn
    now = str(int(turning) - 1)
    patient = Person(PATIENT, later.start(), later.end(), age=now, turning=turning)
    return dataclasses.replace(turn, persons=(patient,), about=(0,), entities={**turn.entities, "patient_age": now})


def _each_in_its_time(questions: Sequence[Turn], turning: str, before: Mapping[str, float]) -> tuple[Turn, ...]:
    found = []
    for question in questions:
        found.append(_reached(question, turning, before))
        before = question.asked or before
    return tuple(found)


def _reached(turn: Turn, turning: str, before: Mapping[str, float]) -> Turn:
    says_age = "patient_age" in turn.entities or any(person.age_span for person in turn.persons)
    if says_age or not re.search(load("persons")["once_older"], turn.text.lower()):
        return turn
    # "vad händer efter 18-årsdagen" asks for no date
    asked = before if before and turn.asked_most == UNTIL_WHEN else turn.asked
    return dataclasses.replace(turn, entities={**turn.entities, "patient_age": turning}, asked=asked)


def still_turning(turning: str | None, slots: Mapping[str, str]) -> str | None:
    """The years soon reached as long as the patient who is spoken of is that old, or a year younger; else None."""
    if turning is None:
        return None
    return turning if slots.get("patient_age") in (turning, str(int(turning) - 1)) else None
