"""One reading for the assistant, the shell and the replay."""

from __future__ import annotations

import datetime

from knowledge.swedish.phrases import EXACT, Match
from knowledge.understanding.context import Context
from knowledge.understanding.reading import read, turn_without_nlu
from tests.knowledge.factories import encode

TODAY = datetime.date(2026, 11, 29)


def test_a_text_is_read_without_a_classifier() -> None:
    text = "asylsökande tjej som fyllde 15 i våras och hennes pappa, får hon laga tänderna?"
    found = [Match("patient_group", "asylum_seeker", 0, 11, EXACT), Match("care_type", "dental", 63, 76, EXACT)]
    reading = read(turn_without_nlu(text, found, encode([text])[0], TODAY), Context())
    assert reading.query.slots["patient_age"] == "15"
    assert reading.query.slots["patient_group"] == "asylum_seeker"
    assert [person.role for person in reading.persons] == ["girl", "father"]
    assert [reading.persons[number].role for number in reading.turn.about] == ["girl"]
    assert reading.query.asked == {}


def test_what_carries_over_is_told_apart_from_what_is_said() -> None:
    context = Context(slots={"programme": "care-rights", "patient_group": "undocumented"})
    reading = read(turn_without_nlu("och tandvård?", [], encode(["och tandvård?"])[0], TODAY), context)
    assert {"programme", "patient_group"} <= reading.query.slots.keys() - reading.query.said.keys()
