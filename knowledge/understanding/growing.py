"""A patient who soon turns a year older: what is asked of the time after the birthday is asked of that age."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping

from knowledge.texts import load
from knowledge.understanding.context import Context
from knowledge.understanding.turns import Turn

UNTIL_WHEN = "until_when"


def with_age_reached(turn: Turn, context: Context) -> Turn:
    """The turn with the age that the patient then has, where it asks of the time after the birthday: "och efter det?".

    As it was where no birthday was told of, or where the turn says an age itself.
    """
    says_age = "patient_age" in turn.entities or any(person.age_span for person in turn.persons)
    if not context.turning or says_age or not re.search(load("persons")["once_older"], turn.text.lower()):
        return turn
    asked = turn.asked
    if context.question and turn.asked_most == UNTIL_WHEN:
        asked = context.question.asked  # "vad händer efter 18-årsdagen" asks for no date
    return dataclasses.replace(turn, entities={**turn.entities, "patient_age": context.turning}, asked=asked)


def still_turning(turning: str | None, slots: Mapping[str, str]) -> str | None:
    """The years soon reached as long as the patient who is spoken of is that old, or a year younger; else None."""
    if turning is None:
        return None
    return turning if slots.get("patient_age") in (turning, str(int(turning) - 1)) else None
