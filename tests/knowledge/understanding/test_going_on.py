"""What follows on a patient's case, what leaves it, and what comes back to it."""

from __future__ import annotations

import pytest

from knowledge.understanding.context import Context, after, carried_slots, is_elliptical, read_follow_up, read_query
from knowledge.query import CARE
from tests.actions.factories import NOW, make_answer, make_question, make_turn

CALL = "utlysning-2021"


@pytest.mark.parametrize(
    ("text", "intent", "follows"),
    [
        ("sen när gäller det", "ask_deadline", True),
        ("kan man söka kub:en än", "ask_status", False),
        ("när stänger ansökan", "ask_deadline", False),
    ],
)
def test_a_question_with_the_words_of_grants_does_not_follow_on_a_patients(
    text: str, intent: str, follows: bool
) -> None:
    context = Context(
        slots={"programme": CARE, "patient_group": "undocumented"}, question=make_question(care_right=0.9)
    )
    turn = make_turn(text, intent)
    followed = read_follow_up(turn, context, read_query(turn, context))
    assert (followed is not None) is follows


def test_a_patient_left_for_a_programme_comes_back_with_a_pronoun_only() -> None:
    case = {"programme": CARE, "patient_group": "undocumented", "patient_age": "adult", "care_type": "dental"}
    context = Context(slots=case, question=make_question(care_right=0.9), at=NOW)
    asked = make_turn("hur mycket kan man få i utlysningen", "ask_amount", programme=CALL)
    left = after(context, asked, read_query(asked, context), make_answer(programme=CALL))
    left = Context.read(left.write(), NOW + 1)
    assert "patient_group" not in left.slots
    again = make_turn("kan hon få preventivmedel", "ask_care_right", care_type="contraception")
    assert carried_slots(again, left)["patient_group"] == "undocumented"
    assert carried_slots(again, left)["care_type"] == "contraception"
    other = make_turn("vad kostar preventivmedel", "ask_fee", care_type="contraception")
    assert "patient_group" not in carried_slots(other, left)
    named = make_turn("får hon som asylsökande preventivmedel", "ask_care_right", patient_group="asylum_seeker")
    assert carried_slots(named, left)["patient_group"] == "asylum_seeker"
    back = after(left, again, read_query(again, left), make_answer(programme=CARE))
    assert (back.slots["patient_group"], back.left) == ("undocumented", {})


@pytest.mark.parametrize(
    ("text", "elliptical"),
    [
        ("och om det blir sjukgymnast på remiss i stället", True),
        ("om det blir sjukgymnast på remiss i stället", False),
        ("och sen undrar min chef om sjukgymnasten på andra våningen också kan ta remiss", False),
    ],
)
def test_a_longer_message_that_begins_with_and_goes_on_with_the_patient(text: str, elliptical: bool) -> None:
    context = Context(slots={"programme": CARE, "patient_group": "asylum_seeker"}, question=make_question(fee=0.9))
    assert is_elliptical(make_turn(text, "out_of_scope", 0.6, care_type="treatment"), context) is elliptical
