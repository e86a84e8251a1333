"""Which patient of the conversation is meant again, and what is remembered of each."""

from __future__ import annotations

import dataclasses

import pytest

from knowledge.understanding.ages import find_roles
from knowledge.understanding.carrying import carried_slots, taken_up_again
from knowledge.understanding.context import Context
from knowledge.understanding.following import read_query
from knowledge.understanding.persons import Person, read_persons
from knowledge.understanding.remembering import after
from knowledge.understanding.returning import meant_again, told_anew
from knowledge.understanding.turns import Turn
from knowledge.words.query import CARE, Manner
from tests.actions.factories import NOW, make_answer, make_question, make_turn

FAMILY = (
    {"patient_group": "asylum_seeker", "patient_age": "71", "role": "grandmother", "aside": "yes"},
    {"patient_group": "asylum_seeker", "patient_age": "38", "role": "mother"},
    {"patient_group": "asylum_seeker", "patient_age": "15", "role": "son"},
)
CASE = {"programme": CARE, "patient_group": "asylum_seeker", "patient_age": "15", "care_type": "dental"}


def of(text: str, **entities: str) -> Turn:
    """A turn with the persons of its text, all of them asked about."""
    persons = read_persons(text, [], find_roles(text))
    return dataclasses.replace(make_turn(text, **entities), persons=persons, about=tuple(range(len(persons))))


def conversation(patients: tuple[dict[str, str], ...] = FAMILY) -> Context:
    return Context(slots=CASE, question=make_question(care_right=0.9), patients=patients, at=NOW)


def answered(turn: Turn, context: Context) -> Context:
    return after(context, turn, read_query(turn, context), make_answer(programme=CARE))


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("och för mamma då", "38"),
        ("får mormor det också", "71"),
        ("får han glasögon", "15"),
        ("får hon glasögon", "38"),  # not the one who was only told of
        ("och barnet", "15"),
        ("pojken då", "15"),
        ("en annan pojke", None),
        ("och systern", None),
        ("vad kostar det", None),
    ],
)
def test_a_patient_is_meant_by_role_kind_or_pronoun(text: str, age: str | None) -> None:
    again = meant_again(of(text), conversation())
    assert (FAMILY[again]["patient_age"] if again is not None else None) == age


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("hon har visst sökt asyl", True),
        ("mamma är papperslös", True),
        ("samme son är papperslös", True),
        ("nej förlåt, det gäller papperslösa", True),
        ("en papperslös mamma då", False),
        ("och papperslösa då", False),
    ],
)
def test_a_known_patient_is_told_of_anew_and_some_other_is_not(text: str, known: bool) -> None:
    assert (told_anew(of(text), conversation()) is not None) is known


def test_a_correction_takes_the_place_of_what_was_remembered() -> None:
    man = ({"patient_group": "undocumented", "patient_age": "40", "role": "man", "registration": "no_application"},)
    context = dataclasses.replace(conversation(man), slots={**CASE, **man[0]})
    corrected = answered(of("nu sägs det att han sökt asyl", patient_group="asylum_seeker"), context)
    assert [(one["patient_group"], one["patient_age"]) for one in corrected.patients] == [("asylum_seeker", "40")]
    assert carried_slots(of("om samme man går dit en kväll"), corrected)["patient_group"] == "asylum_seeker"


def test_a_supposition_replaces_nothing() -> None:
    supposed = dataclasses.replace(
        of("om han vore papperslös", patient_group="undocumented"), manner=Manner("hypothetical", supposes=True)
    )
    assert {one["patient_group"] for one in answered(supposed, conversation()).patients} == {"asylum_seeker"}


def test_what_is_taken_back_of_all_is_taken_back_of_each() -> None:
    patients = answered(of("nej, de är papperslösa", patient_group="undocumented"), conversation()).patients
    assert {one["patient_group"] for one in patients} == {"undocumented"}
    assert len(patients) == len(FAMILY)


def test_somebody_told_of_and_not_asked_about_is_remembered() -> None:
    persons = (Person("woman", 0, 6, "45", (7, 9)), Person("son", 14, 17, "14", (18, 20)))
    turn = dataclasses.replace(
        make_turn("kvinna 45, med son 14", patient_group="asylum_seeker", patient_age="14"), persons=persons, about=(1,)
    )
    context = answered(turn, Context(at=NOW))
    assert carried_slots(of("och för kvinnan då"), context)["patient_age"] == "45"
    assert context.patients[-1]["role"] == "son"


def test_going_on_with_another_keeps_the_care_that_was_asked_about_last() -> None:
    patients = ({**FAMILY[1], "care_type": "maternity"}, FAMILY[2])
    on = dataclasses.replace(of("och för mamma då"), continues={"value": 0.9})
    assert carried_slots(on, conversation(patients))["care_type"] == "dental"
    assert carried_slots(of("tillbaka till mamma"), conversation(patients))["care_type"] == "maternity"


def test_the_same_papers_as_somebody_else_name_no_group() -> None:
    turn = dataclasses.replace(
        of("sonen har samma papper som sin mor", patient_group="undocumented"), concluded=frozenset({"patient_group"})
    )
    assert carried_slots(turn, conversation())["patient_group"] == "asylum_seeker"


def test_a_pronoun_behind_somebody_of_whom_no_noun_tells_means_the_latest() -> None:
    patients = (
        {"patient_group": "asylum_seeker", "patient_age": "41", "role": "man"},
        {"patient_group": "asylum_seeker", "patient_age": "17", "role": ""},
    )
    turn = of("vad kostar det för honom")
    assert meant_again(turn, conversation(patients)) == 1
    named = (patients[0], {**patients[1], "role": "daughter"})
    assert meant_again(turn, conversation(named)) == 0


def test_what_is_asked_on_of_a_supposition_is_asked_of_the_supposed() -> None:
    supposed = dataclasses.replace(
        make_turn("om hon vore nitton", patient_age="19"), manner=Manner("hypothetical", supposes=True)
    )
    then = answered(supposed, conversation())
    assert (then.slots["patient_age"], then.supposed) == ("15", {"patient_age": "19"})
    asked = make_turn("vad kostar medicinen i så fall", care_type="medicines")
    assert read_query(asked, then).slots["patient_age"] == "19"
    # it holds as long as somebody asks on of it, and not a turn longer
    after_it = answered(asked, then)
    assert (after_it.slots["patient_age"], after_it.supposed) == ("15", {"patient_age": "19"})
    assert read_query(make_turn("vad kostar medicinen"), after_it).slots["patient_age"] == "15"
    assert read_query(make_turn("och mamman då"), Context.read({"memory": {}}, NOW)).slots == {}


def test_the_care_that_a_question_points_to_stays_with_another_group() -> None:
    case = Context(slots={**CASE, "care_type": "glasses_grant"}, question=make_question(care_right=0.9), at=NOW)
    pointing = make_turn("de är visst gömda, gäller det ändå?", "ask_care_right", patient_group="undocumented")
    assert carried_slots(pointing, case)["care_type"] == "glasses_grant"
    whole = make_turn("vilken vård får en gömd?", "ask_care_right", patient_group="undocumented")
    assert "care_type" not in carried_slots(whole, case)


LEFT = Context(
    slots={"programme": "fardplan"},
    question=make_question(contact=0.9),
    left={"patient_group": "asylum_seeker", "patient_age": "87", "care_type": "doctor_visit"},
    left_question=dataclasses.replace(make_question("vad kostar läkarbesök"), asked={"fee": 0.9}),
    at=NOW,
)


@pytest.mark.parametrize("text", ["tillbaks till farmorn. om hon vore 82?", "åter till farmor", "tebaks te farmor då"])
def test_a_patient_left_for_a_page_is_taken_up_again_with_what_was_asked(text: str) -> None:
    again = taken_up_again(of(text), LEFT)
    assert again.question is not None
    assert (again.slots["programme"], again.slots["care_type"], again.question.asked_most) == (
        CARE,
        "doctor_visit",
        "fee",
    )


@pytest.mark.parametrize("text", ["vem kan söka?", "tillbaka till sidan", "och farmor?"])
def test_nothing_is_taken_up_again_that_is_not_gone_back_to(text: str) -> None:
    assert taken_up_again(of(text), LEFT) is LEFT


def test_what_was_asked_in_a_case_is_kept_while_a_page_is_asked_about() -> None:
    page = dataclasses.replace(make_turn("vem är kontakt"), intent="ask_contact")
    left = after(conversation(), page, read_query(page, conversation()), make_answer(programme="fardplan"))
    assert left.left_question == conversation().question
    assert Context.read(left.write(), NOW).left_question == left.left_question
