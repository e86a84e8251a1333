"""A person to ask after two refusals."""

from __future__ import annotations

from knowledge.model import Programme
from knowledge.offering import offer_person
from knowledge.query import Answer
from knowledge.texts import load
from tests.knowledge.factories import make_fact, make_knowledge, make_programme

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
