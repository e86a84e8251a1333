"""Turns that give a value in a frame and ask nothing of their own."""

from __future__ import annotations

import dataclasses

import pytest

from knowledge.understanding.bare import is_bare
from knowledge.understanding.carrying import carried_slots
from knowledge.understanding.context import Context
from knowledge.understanding.following import is_elliptical
from knowledge.understanding.turns import Turn
from knowledge.words.query import CARE
from tests.actions.factories import NOW, make_question, make_turn

CASE = Context(
    slots={"programme": CARE, "patient_group": "asylum_seeker", "care_type": "dental"},
    question=make_question("har hon rätt till tandvård", care_right=0.9),
    at=NOW,
)


def giving(text: str, words: str, name: str, value: str) -> Turn:
    """A turn whose ``words`` say the value."""
    start = text.index(words)
    span = (start, start + len(words))
    return dataclasses.replace(make_turn(text, **{name: value}), spans={name: span}, phrases=(span,))


@pytest.mark.parametrize(
    "text",
    [
        "hur är det för papperslösa?",
        "nu har jag en papperslös här. vad gäller då?",
        "jaha. papperslös, hur är det med en sån?",
        "gäller samma för papperslösa",
        "what about papperslösa then?",
        "och hur gör vi med papperslösa?",
        "Nej förresten, papperslös",
    ],
)
def test_a_group_in_a_frame_asks_again_what_was_asked(text: str) -> None:
    words = "papperslösa" if "papperslösa" in text else "papperslös"
    turn = giving(text, words, "patient_group", "undocumented")
    assert is_bare(turn)
    assert is_elliptical(turn, CASE)
    assert carried_slots(turn, CASE)["care_type"] == "dental"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("vad är en papperslös?", "papperslös"),
        ("vad kostar det för papperslösa?", "papperslösa"),
        ("varför gäller det papperslösa?", "papperslösa"),
        ("vem avgör det för papperslösa?", "papperslösa"),
        ("har papperslösa rätt till det?", "papperslösa"),
    ],
)
def test_what_asks_something_of_its_own_is_not_bare(text: str, words: str) -> None:
    assert not is_bare(giving(text, words, "patient_group", "undocumented"))


def test_a_value_that_only_a_head_saw_makes_no_turn_bare() -> None:
    turn = dataclasses.replace(make_turn("gäller samma?", care_type="dental"), concluded=frozenset({"care_type"}))
    assert not is_bare(turn)


def test_that_planned_care_can_wait_is_said_of_it_and_not_asked() -> None:
    text = "gäller det planerad operation som kan vänta också?"
    assert is_bare(giving(text, "operation", "care_type", "planned_care"))
    assert not is_bare(giving("gäller det tandvård som kan vänta också?", "tandvård", "care_type", "dental"))


@pytest.mark.parametrize(("text", "care"), [("och om det är akut?", "dental"), ("och akut vård då?", "emergency")])
def test_how_urgent_it_is_leaves_the_care_and_another_kind_of_care_does_not(text: str, care: str) -> None:
    words = "akut vård" if "vård" in text else "akut"
    turn = dataclasses.replace(giving(text, words, "care_type", "emergency"), continues={"value": 0.9, "no": 0.1})
    assert carried_slots(turn, CASE)["care_type"] == care
