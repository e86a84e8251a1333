from __future__ import annotations

import pytest

from knowledge.build import Contents
from knowledge.answering.care import answer_about_care, group_of, is_about_care, is_yes_no
from knowledge.gates import GATES
from knowledge.query import CARE
from knowledge.ranking import Ranked
from tests.knowledge.factories import day, make_query

TODAY = day("2026-11-21")


@pytest.mark.parametrize(
    ("types", "said", "carried", "best_is_topic", "about_care"),
    [
        ({"care_right": 0.9}, {}, None, False, True),
        ({"fee": 0.5, "who_decides": 0.3}, {}, None, False, True),
        ({"amount": 0.9}, {}, None, False, False),
        ({}, {}, None, False, False),
        # a named patient tips an unsure reading; a named programme always settles it
        ({"eligibility": 0.5}, {"patient_group": "undocumented"}, None, False, True),
        ({"eligibility": 0.9}, {"patient_group": "undocumented"}, None, False, False),
        ({"care_right": 0.9}, {"programme": "utlysning-2021"}, None, True, False),
        ({"care_right": 0.9}, {"programme": "utlysning-2021", "patient_group": "undocumented"}, None, True, False),
        ({"amount": 0.15}, {"care_type": "dental"}, None, False, True),
        ({"amount": 0.15}, {"patient_age": "17"}, None, False, True),
        ({"amount": 0.5}, {"care_type": "dental"}, None, False, False),
        # what the conversation is about
        ({"deadline": 0.1}, {}, CARE, False, True),
        ({"care_right": 0.1}, {}, "utlysning-2021", False, False),
        ({"care_right": 0.6}, {}, "utlysning-2021", False, True),
        ({"contact": 0.1}, {}, None, True, True),
    ],
)
def test_a_question_is_about_care_by_its_type_its_words_and_its_conversation(
    types: dict[str, float], said: dict[str, str], carried: str | None, best_is_topic: bool, about_care: bool
) -> None:
    slots = {**({"programme": carried} if carried else {}), **said}
    assert is_about_care(make_query("fråga", types=types, said=said, slots=slots), best_is_topic, GATES) is about_care


@pytest.mark.parametrize(
    ("question", "yes_no"),
    [
        ("har papperslösa rätt till tandvård", True),
        ("Får en asylsökande föda gratis?", True),
        ("vad kostar tandvård", False),
        ("hur mycket betalar en asylsökande", False),
        ("VILKEN vård", False),
        ("är det gratis eller inte", False),
        ("när gäller det", False),
    ],
)
def test_yes_or_no_answers_a_question_that_asks_with_a_verb(question: str, yes_no: bool) -> None:
    assert is_yes_no(question) is yes_no


def about_care(contents: Contents, question: str, types: dict[str, float], **slots: str):  # type: ignore[no-untyped-def]
    query = make_query(question, types=types, said=slots, slots=slots)
    return answer_about_care(contents.care, query, [], GATES, TODAY)


@pytest.mark.parametrize(
    ("question", "question_type"),
    [("har papperslösa rätt till akut vård", "care_right"), ("vad kostar akut vård för papperslösa", "fee")],
)
def test_a_question_about_a_patient_is_answered_from_the_table(
    contents: Contents, question: str, question_type: str
) -> None:
    answer = about_care(contents, question, {"care_right": 0.9}, patient_group="undocumented", care_type="emergency")
    assert answer is not None
    assert (answer.kind, answer.programme, answer.question_type) == ("answer", CARE, question_type)
    assert answer.sources
    assert answer.short
    assert "Källa: " in answer.text


def test_an_open_question_is_not_answered_with_yes(contents: Contents) -> None:
    types = {"care_right": 0.9}
    patient = {"patient_group": "undocumented", "care_type": "emergency", "patient_age": "42"}
    asked = about_care(contents, "har papperslösa rätt till akut vård", types, **patient)
    told = about_care(contents, "vad gäller för papperslösa och akut vård", types, **patient)
    assert asked is not None
    assert told is not None
    assert asked.text.startswith("Ja: ")
    assert not told.text.startswith("Ja")
    assert told.text[0].isupper()


def test_neither_patient_nor_topic_is_no_answer(contents: Contents) -> None:
    assert about_care(contents, "hur är det", {"disclosure": 0.9}) is None


@pytest.mark.parametrize(
    ("group", "said", "meant"),
    [
        ("eu_any", "uninsured", "eu_no_card"),
        ("eu_any", "over_three_months", "eu_no_residence_right"),
        ("eu_no_card", "over_three_months", "eu_no_residence_right"),
        # whether there is a card is not said: ask
        ("eu_any", "under_three_months", "eu_any"),
        # an EU card stays one, and time or insurance say nothing of those who are not from the EU
        ("eu_card", "over_three_months", "eu_card"),
        ("asylum_seeker", "over_three_months", "asylum_seeker"),
        ("undocumented", "uninsured", "undocumented"),
        ("ukraine_any", "registered", "directive_registered"),
    ],
)
def test_what_is_said_of_insurance_and_stay_makes_the_group_particular(group: str, said: str, meant: str) -> None:
    assert group_of({"patient_group": group, "registration": said}) == meant


CARDLESS = "care-rights.documents.permit-no-card"
REFUGEE = {"patient_group": "permit_not_registered", "care_type": "all_care"}


@pytest.mark.parametrize(
    ("types", "fact"),
    [
        ({"care_right": 0.9}, "care.permit_not_registered.all.all-care"),
        ({"documents": 0.9}, CARDLESS),
    ],
)
def test_a_topic_of_a_type_that_is_not_asked_leaves_a_named_patient_to_the_table(
    contents: Contents, types: dict[str, float], fact: str
) -> None:
    query = make_query("vilken vård får en kvotflykting", types=types, said=REFUGEE)
    answer = answer_about_care(contents.care, query, [Ranked(CARDLESS, 0.9, 0.7)], GATES, TODAY)
    assert answer is not None
    assert answer.facts == (fact,)


@pytest.mark.parametrize(("likeness", "answered"), [(0.44, False), (0.6, True)])
def test_a_topic_that_is_not_near_says_nothing_where_something_else_is_likelier(
    contents: Contents, likeness: float, answered: bool
) -> None:
    query = make_query(
        "vad får en asylsökande i dagersättning",
        types={"disclosure": 0.23},
        said={"patient_group": "asylum_seeker"},
        out_of_scope=0.38,
    )
    topics = [Ranked("care-rights.disclosure.authorities", 0.6, likeness)]
    answer = answer_about_care(contents.care, query, topics, GATES, TODAY)
    assert (answer is not None) is answered


def test_in_a_patients_case_a_topic_must_be_as_near_as_elsewhere(contents: Contents) -> None:
    asked = {"types": {"disclosure": 0.3}, "slots": {"patient_group": "asylum_seeker"}}
    topics = [Ranked("care-rights.disclosure.authorities", 0.5, 0.2)]
    first = make_query("får de veta det", **asked)
    later = make_query("får de veta det", **{**asked, "slots": {**asked["slots"], "programme": CARE}})
    assert answer_about_care(contents.care, first, topics, GATES, TODAY) is not None
    assert answer_about_care(contents.care, later, topics, GATES, TODAY) is None
