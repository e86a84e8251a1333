"""What is asked decides between the table and the topics beside it."""

from __future__ import annotations

import dataclasses
import re

import pytest

from knowledge.answering.care import answer_about_care, group_of, is_about_care
from knowledge.answering.likeness import Ranked
from knowledge.editing.build import Contents
from knowledge.limits import GATES
from knowledge.texts import load
from knowledge.words.query import CARE, OPEN, Manner
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


def about_care(  # type: ignore[no-untyped-def]
    contents: Contents, question: str, types: dict[str, float], manner: Manner = OPEN, topics=(), **slots: str
):
    query = dataclasses.replace(make_query(question, types=types, said=slots, slots=slots), manner=manner)
    return answer_about_care(contents.care, query, topics, GATES, TODAY)


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
    asked = about_care(contents, "har papperslösa rätt till akut vård", types, Manner("yes_no"), **patient)
    told = about_care(contents, "vad gäller för papperslösa och akut vård", types, Manner("open"), **patient)
    assert asked is not None
    assert told is not None
    assert asked.text.startswith("Ja: ")
    assert not told.text.startswith("Ja")
    assert told.text[0].isupper()


def test_neither_patient_nor_topic_asks_which_patient(contents: Contents) -> None:
    answer = about_care(contents, "hur är det", {"documents": 0.9})
    assert (answer.kind, answer.missing) == ("clarify", "patient_group")


@pytest.mark.parametrize("what", ["disclosure", "certificate"])
def test_what_is_the_same_for_every_patient_asks_for_none(contents: Contents, what: str) -> None:
    answer = about_care(contents, "hur är det", {what: 0.9})
    assert (answer.kind, answer.missing) == ("no_answer", None)


@pytest.mark.parametrize("head", ["may_refuse", "can_wait"])
@pytest.mark.parametrize(
    "group", ["undocumented", "asylum_seeker", "visitor", "eu_no_card", "ukrainian_no_application"]
)
@pytest.mark.parametrize("care", ["emergency", "dental", "maternity", "psychiatry", None])
def test_whether_staff_may_refuse_or_it_can_wait_is_never_answered_yes_or_no(
    contents: Contents, head: str, group: str, care: str | None
) -> None:
    slots = {"patient_group": group, **({"care_type": care} if care else {})}
    query = dataclasses.replace(
        make_query("får vi neka", types={"care_right": 0.9}, said=slots, slots=slots),
        asked={head: 0.95},
        manner=Manner("yes_no"),
    )
    answer = answer_about_care(contents.care, query, [], GATES, TODAY)
    assert answer.text.split()[0].strip(":,") not in ("Ja", "Nej", "Jo")
    assert answer.facts or answer.reason == "not_in_knowledge"


def test_who_may_turn_somebody_away_is_told_that_immediate_care_is_for_everyone(contents: Contents) -> None:
    query = dataclasses.replace(
        make_query("får vi skicka hem honom", types={"care_right": 0.9}, slots={"patient_group": "undocumented"}),
        asked={"may_refuse": 0.95},
    )
    answer = answer_about_care(contents.care, query, [], GATES, TODAY)
    assert "receptionen eller chefen" in answer.text
    assert "oavsett status" in answer.text
    assert "care.everyone.all.emergency" in answer.facts


def test_a_question_about_something_else_than_care_is_not_answered_from_the_table(contents: Contents) -> None:
    query = dataclasses.replace(
        make_query("får asylsökande körkort", types={"care_right": 0.5}, slots={"patient_group": "asylum_seeker"}),
        asked={"out_of_scope": 0.8, "care_right": 0.2},
    )
    answer = answer_about_care(contents.care, query, [], GATES, TODAY)
    assert (answer.kind, answer.reason) == ("no_answer", "not_in_knowledge")


def test_residents_are_outside_the_sources(contents: Contents) -> None:
    answer = about_care(contents, "vad betalar vanliga svenskar", {"fee": 0.9}, patient_group="resident")
    assert answer.kind == "no_answer"
    assert "folkbokförda" in answer.text


def test_whom_to_ask_in_a_patients_case_is_no_grants_contact(contents: Contents) -> None:
    answer = about_care(contents, "vem ska jag kontakta", {"contact": 0.9}, patient_group="undocumented")
    assert answer.kind == "no_answer"
    assert answer.contacts
    assert all("@" not in str(contact) for contact in answer.contacts)


def test_a_restriction_to_emergency_care_is_met_with_what_else_there_is(contents: Contents) -> None:
    answer = about_care(
        contents,
        "papperslösa får väl bara akut vård",
        {"care_right": 0.9},
        Manner("restriction", restricts=True),
        patient_group="undocumented",
        care_type="emergency",
    )
    assert "mödrahälsovård" in answer.text
    assert not answer.text.startswith(("Ja", "Nej"))


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
        # "ukrainare folkbokförd" … "hon är inte folkbokförd"
        ("directive_registered", "not_registered", "directive_not_registered"),
        ("newcomer_registered", "not_registered", "permit_not_registered"),
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
    query = make_query("vilken vård får en kvotflykting", types=types, said=REFUGEE, slots=REFUGEE)
    answer = answer_about_care(contents.care, query, [Ranked(CARDLESS, 0.9, 0.55)], GATES, TODAY)
    assert answer.facts == (fact,)


@pytest.mark.parametrize(("likeness", "kind"), [(0.2, "no_answer"), (0.6, "answer")])
def test_a_topic_that_is_not_near_says_nothing(contents: Contents, likeness: float, kind: str) -> None:
    query = make_query("får de veta det", types={"disclosure": 0.9}, slots={"patient_group": "asylum_seeker"})
    topics = [Ranked("care-rights.disclosure.authorities", 0.6, likeness)]
    assert answer_about_care(contents.care, query, topics, GATES, TODAY).kind == kind


def test_a_new_value_goes_on_with_the_table_whatever_topic_is_near(contents: Contents) -> None:
    said = {"patient_group": "undocumented"}
    query = dataclasses.replace(
        make_query("och papperslösa", types={"fee": 0.9}, said=said, slots=said), elliptical=True
    )
    topics = [Ranked("care-rights.care_definition.law-undocumented", 1.2, 0.95)]
    assert answer_about_care(contents.care, query, topics, GATES, TODAY).question_type == "fee"


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("vad kostar det på psykiatriska akutmottagningen utan remiss", "emergency"),
        ("vad kostar psykiatriska mottagningen utan remiss", "psychiatry"),
    ],
)
def test_without_a_referral_the_emergency_department_decides_the_fee(
    contents: Contents, question: str, fact: str
) -> None:
    answer = about_care(
        contents, question, {"fee": 0.9}, patient_group="asylum_seeker", care_type="psychiatry", patient_age="30"
    )
    assert fact in answer.facts[0]


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("måste jag svara om Migrationsverket ringer", "care-rights.disclosure.authorities"),
        ("måste jag svara om polisen ringer", "care-rights.disclosure.police"),
        ("måste jag svara om de ringer", "care-rights.disclosure.police"),
    ],
)
def test_a_topic_that_speaks_of_the_authority_named_goes_before_its_neighbour(
    contents: Contents, question: str, fact: str
) -> None:
    query = make_query(question, types={"disclosure": 0.9}, slots={"patient_group": "undocumented"})
    topics = [
        Ranked("care-rights.disclosure.police", 0.9, 0.50),
        Ranked("care-rights.disclosure.authorities", 0.85, 0.45),
    ]
    assert answer_about_care(contents.care, query, topics, GATES, TODAY).facts == (fact,)


@pytest.mark.parametrize("care", ["emergency", "ambulance", None])
def test_whether_that_is_all_is_met_with_what_else_there_is(contents: Contents, care: str | None) -> None:
    slots = {"patient_group": "undocumented", **({"care_type": care} if care else {})}
    claim = Manner("claim", restricts=True)
    answer = about_care(contents, "bara akut hjälp väl", {"who_decides": 0.9}, claim, **slots)
    assert answer.text.startswith("Inte bara det: en vuxen")
    assert "vård som inte kan anstå" in answer.text


def test_a_group_without_more_is_not_told_that_there_is_more(contents: Contents) -> None:
    claim = Manner("claim", restricts=True)
    answer = about_care(contents, "bara akut hjälp väl", {"care_right": 0.9}, claim, patient_group="eu_no_card")
    assert not answer.text.startswith("Inte bara det")


def test_a_referral_told_in_the_question_before_still_holds(contents: Contents) -> None:
    slots = {"patient_group": "asylum_seeker", "care_type": "emergency"}
    query = make_query("vilken summa", types={"fee": 0.9}, said={}, slots=slots)
    before = dataclasses.replace(query, before="asylsökande på akuten utan remiss, vad kostar det")
    assert "50 kr" not in answer_about_care(contents.care, before, (), GATES, TODAY).text.split("Barn")[0]
    assert "50 kr" in answer_about_care(contents.care, query, (), GATES, TODAY).text
    anew = dataclasses.replace(before, text="och med remiss, vilken summa")
    assert "50 kr, eftersom" in answer_about_care(contents.care, anew, (), GATES, TODAY).text


@pytest.mark.parametrize("care", ["unlisted_care", "ambulance"])
def test_care_that_no_source_names_is_given_no_fee(contents: Contents, care: str) -> None:
    for group in ("asylum_seeker", "undocumented", "directive_not_registered"):
        fee = about_care(contents, "vad kostar det", {"fee": 0.9}, patient_group=group, care_type=care)
        assert "inte klarlagd" in fee.text
        assert not re.search(r"\b(?:25|40|50) kr", fee.text)
        right = about_care(contents, "får hon det", {"care_right": 0.9}, patient_group=group, care_type=care)
        assert right.kind == "answer"
        assert "Källorna nämner inte" in right.text


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("säg att han vore papperslös, blir det samma sak med medicinen", "care.undocumented.adult.medicines"),
        ("vilken lag gäller i stället om han är papperslös", "care-rights.care_definition.law-undocumented"),
    ],
)
def test_a_fee_asked_again_of_another_group_is_no_question_what_the_group_is(
    contents: Contents, text: str, fact: str
) -> None:
    slots = {"patient_group": "undocumented", "care_type": "medicines"}
    query = make_query(text, slots=slots, said={"patient_group": "undocumented"}, asked_before="fee")
    asked = dataclasses.replace(query, asked={"group_status": 0.9}, question_types={"care_definition": 0.9})
    near = [Ranked("care-rights.care_definition.law-undocumented", 0.9, 0.6)]
    assert fact in answer_about_care(contents.care, asked, near, GATES, TODAY).facts


def test_a_rule_about_others_does_not_tell_what_somebody_counts_as(contents: Contents) -> None:
    query = make_query("räknas han som papperslös nu", slots={"patient_group": "asylum_seeker"}, counted="undocumented")
    asked = dataclasses.replace(query, asked={"group_status": 0.9}, question_types={"care_definition": 0.9})
    near = [Ranked("care-rights.care_definition.not-covered", 0.9, 0.7)]
    assert (
        "care-rights.care_definition.not-covered"
        not in answer_about_care(contents.care, asked, near, GATES, TODAY).facts
    )
    visitor = dataclasses.replace(asked, slots={"patient_group": "visitor"})
    assert (
        "care-rights.care_definition.not-covered" in answer_about_care(contents.care, visitor, near, GATES, TODAY).facts
    )


@pytest.mark.parametrize(
    ("question", "asked", "fact"),
    [
        ("ingen legg ingen vård, så är det väl", "care_right", "care-rights.documents.id"),
        ("får vi neka en papperslös som saknar legitimation", "may_refuse", "care-rights.documents.id"),
        ("utan leg, vad kostar läkarbesök för en papperslös", "fee", None),
        ("har en papperslös rätt till läkarbesök", "care_right", None),
    ],
)
def test_a_subject_that_no_cell_is_about_is_its_topics(
    contents: Contents, question: str, asked: str, fact: str | None
) -> None:
    slots = {"patient_group": "undocumented", "patient_age": "adult"}
    query = make_query(question, types={"care_right": 0.9}, slots=slots, asked={asked: 0.9})
    topics = [Ranked("care-rights.who_decides.clinician", 0.9, 0.35), Ranked("care-rights.documents.id", 0.85, 0.34)]
    reply = answer_about_care(contents.care, query, topics, GATES, TODAY)
    assert (reply.facts == (fact,)) is (fact is not None)


RECEIPT, NO_CARD = "care-rights.documents.receipt", "care-rights.documents.no-lma"


def test_what_was_just_said_stands_back_behind_what_is_about_the_group_named_now(contents: Contents) -> None:
    slots = {"patient_group": "asylum_no_lma", "patient_age": "adult"}
    query = make_query("och om han har inget alls", types={"documents": 0.9}, slots=slots, asked={"documents": 0.9})
    told = dataclasses.replace(query, recent=(RECEIPT,))
    topics = [Ranked(RECEIPT, 1.2, 0.65), Ranked(NO_CARD, 1.1, 0.4)]
    carried = answer_about_care(contents.care, told, topics, GATES, TODAY)
    assert carried.facts == (RECEIPT,)
    said = dataclasses.replace(told, said={"patient_group": "asylum_no_lma"})
    assert answer_about_care(contents.care, said, topics, GATES, TODAY).facts[0] == NO_CARD


@pytest.mark.parametrize(
    ("question", "asked", "of_receipt"),
    [
        ("bara kvitto på ansökan, låg avgift ändå", "fee", True),
        ("hur gammalt får kvittot vara", "documents", True),
        ("kvittot är för gammalt, ska jag skicka hem honom", "may_refuse", False),
        ("inget kort och inget kvitto", "fee", False),
        ("varken LMA-kort eller kvitto", "fee", False),
        ("ett kvitto för varje besök", "fee", False),
    ],
)
def test_a_receipt_that_is_named_decides_what_it_can(
    contents: Contents, question: str, asked: str, of_receipt: bool
) -> None:
    slots = {"patient_group": "asylum_seeker", "patient_age": "adult"}
    query = make_query(question, types={asked: 0.9}, slots=slots, asked={asked: 0.9})
    reply = answer_about_care(contents.care, query, [Ranked(RECEIPT, 0.9, 0.34)], GATES, TODAY)
    assert (reply.facts == (RECEIPT,)) == of_receipt


def test_every_named_subject_has_a_topic_and_every_topics_subject_a_pattern(contents: Contents) -> None:
    named = {topic.named for topic in contents.care.topics.values()} - {""}
    assert named == set(load("names")["subjects"])
