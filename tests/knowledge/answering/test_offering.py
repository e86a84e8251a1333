"""A person to ask after two refusals."""

from __future__ import annotations

from knowledge.answering.offering import offer_person, person_for, with_recipients
from knowledge.editing.build import ROOT
from knowledge.editing.care import load_care
from knowledge.texts import load
from knowledge.words.answer import Answer
from knowledge.words.programmes import Programme
from knowledge.words.query import CARE
from tests.knowledge.factories import make_fact, make_knowledge, make_programme, no_care

HELPER = load("answers")["general_helper"]
REFUSAL = Answer("no_answer", "Det vet jag inte.", reason="out_of_scope")


def programme(name: str, email: str) -> Programme:
    contact = make_fact(f"{name}.contact.mail", type="contact", value={"email": email})
    return make_programme(name, [contact])


KNOWLEDGE = make_knowledge(programme("glesbygd", "nrf@example.org"), programme(HELPER, "kjv@example.org"))


def test_the_programme_spoken_of_gives_the_person() -> None:
    offered = offer_person(KNOWLEDGE, REFUSAL, "glesbygd")
    assert "nrf@example.org" in offered.text
    assert offered.text.startswith(REFUSAL.text)
    assert offered.reason == "needs_person"
    assert [person["email"] for person in offered.contacts] == ["nrf@example.org"]


def test_without_a_programme_the_general_helper_is_named() -> None:
    assert "kjv@example.org" in offer_person(KNOWLEDGE, REFUSAL, None).text
    assert "kjv@example.org" in offer_person(KNOWLEDGE, REFUSAL, "care-rights").text


def test_a_refusal_that_names_somebody_already_is_left_as_it_is() -> None:
    named = Answer("no_answer", "Fråga Bo.", reason="not_in_knowledge", contacts=({"name": "Bo"},))
    offered = offer_person(KNOWLEDGE, named, None)
    assert offered.text == named.text
    assert offered.reason == "needs_person"


def test_who_wants_a_person_is_told_whom_to_ask_of_what_is_spoken_of() -> None:
    answer = person_for(KNOWLEDGE, no_care(), {"programme": "glesbygd"})
    assert answer.kind == "answer"
    assert "nrf@example.org" in answer.text
    assert "kjv@example.org" not in answer.text
    assert answer.facts == ("glesbygd.contact.mail",)
    assert answer.programme == "glesbygd"


def test_where_nothing_was_spoken_of_the_general_helper_and_those_for_care_are_named() -> None:
    answer = person_for(KNOWLEDGE, load_care(ROOT), {})
    assert "kjv@example.org" in answer.text
    assert "patientavgiftshandbok" in answer.text
    assert answer.programme is None


def test_in_a_patients_case_those_for_the_group_are_named() -> None:
    answer = person_for(KNOWLEDGE, load_care(ROOT), {"programme": CARE, "patient_group": "asylum_seeker"})
    assert answer.reason == "needs_person"
    assert "example.org" not in answer.text
    assert answer.contacts


def test_a_question_may_be_passed_on_to_the_addresses_of_its_programme() -> None:
    answer = Answer("answer", "Den gäller till 2026.", programme="glesbygd")
    assert with_recipients(KNOWLEDGE, answer).contract()["recipients"] == ["nrf@example.org"]


def test_the_contacts_that_an_answer_names_go_first() -> None:
    named = Answer("answer", "Fråga Bo.", programme="glesbygd", contacts=({"name": "Bo", "email": "bo@example.org"},))
    assert with_recipients(KNOWLEDGE, named).recipients == ("bo@example.org",)


def test_where_no_fact_gives_an_address_there_is_none() -> None:
    assert "recipients" not in with_recipients(KNOWLEDGE, Answer("answer", "Ja.", programme=CARE)).contract()
