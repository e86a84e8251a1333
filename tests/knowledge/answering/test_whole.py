"""Questions about the whole, and which grant a bare "utlysningen" means, over made-up grants of every state."""

from __future__ import annotations

import dataclasses

import pytest

from knowledge.answering import Answerer
from knowledge.answering.whole import asks_what_is_open, grants_on, meant_now
from knowledge.store import Knowledge
from knowledge.words.answer import Answer
from knowledge.words.programmes import SHOWS, Overview, Programme
from knowledge.words.query import CARE
from tests.knowledge.factories import day, make_fact, make_knowledge, make_programme, make_query, no_care

TODAY = day("2026-11-29")
ASKS = {
    "open": ["vilka bidrag finns just nu", "finns något att söka"],
    "closed": ["vad har stängt", "vilka bidrag är stängda"],
    "how_to_apply": ["hur söker man bidrag hos er", "hur gör man för att söka pengar"],
    "programmes": ["vilka program finns", "vad har du uppgifter om"],
    "pages": ["vilka sidor bygger du på", "vilka källor använder du"],
}
OVERVIEWS = [Overview(id=f"whole.{shows}", shows=shows, question=["status"], asks=ASKS[shows]) for shows in SHOWS]


def grant(name: str, *timeline: tuple[str, str]) -> Programme:
    facts = [
        make_fact(f"{name}.status.day", asks=[f"status {name}"], text="Dagen."),
        make_fact(
            f"{name}.how_to_apply.mail", asks=[f"mejladress {name}"], text=f"Ansökan om {name} {{mejlas|mejlades}}."
        ),
        make_fact(
            f"{name}.contact.who", type="contact", value={"email": f"{name}@example.org"}, asks=[f"kontakt {name}"]
        ),
    ]
    return make_programme(name, facts, timeline=timeline)


OLD = grant("gammal", ("closes", "2021-11-23"))
ENDED = grant("avslutad", ("terminated", "2023-05-17"))
NEW = grant("ny", ("starts", "2026-11-01"), ("closes", "2026-12-31"))
AHEAD = grant("kommande", ("starts", "2027-02-01"), ("closes", "2027-03-31"))
SECOND = grant("annan", ("starts", "2026-11-10"), ("closes", "2027-01-31"))
PLAN = make_programme("plan", [make_fact("plan.purpose.a", asks=["vad är planens syfte"])], kind="strategy")


def base(*programmes: Programme) -> Knowledge:
    return make_knowledge(*programmes, overviews=OVERVIEWS)


def ask(question: str, *programmes: Programme) -> Answer:
    return Answerer(base(*programmes), no_care()).answer(make_query(question), TODAY)


def test_what_is_open_stands_first_and_the_others_are_told_as_closed() -> None:
    answer = ask("Vilka bidrag finns just nu?", OLD, ENDED, NEW, PLAN)
    lines = answer.text.split("\n")
    assert lines[0] == "Öppet att söka just nu: Ny."
    assert lines[1].startswith("Ny är öppen till och med 31 december 2026")
    assert any(line.startswith("Gammal stängde 23 november 2021") for line in lines)
    assert any(line.startswith("Avslutad avslutades genom beslut 17 maj 2023") for line in lines)
    assert answer.status is not None
    assert answer.status["state"] == "open"
    assert "Plan" not in answer.text


def test_where_nothing_is_open_the_first_words_say_so() -> None:
    answer = ask("Finns något att söka?", OLD, ENDED)
    assert answer.text.startswith("Inget av de bidrag som jag känner till går att söka just nu.")
    assert answer.status is not None
    assert answer.status["state"] == "closed"
    assert set(answer.facts) == {"gammal.status.day", "avslutad.status.day"}
    assert {person["email"] for person in answer.contacts} == {"gammal@example.org", "avslutad@example.org"}


def test_the_sources_stand_in_one_line_which_surfaces_show_as_links() -> None:
    *_, last = ask("Finns något att söka?", OLD, ENDED).text.split("\n")
    assert last.startswith("Källa: ")
    assert len(last.split("; ")) == 2
    assert last.count("Källa") == 1


def test_what_opens_later_is_neither_open_nor_closed() -> None:
    assert "Kommande har inte öppnat än" in ask("Finns något att söka?", OLD, AHEAD).text
    assert "Kommande" not in ask("Vad har stängt?", OLD, AHEAD).text
    assert ask("Vad har stängt?", NEW).text.startswith("Inget av de bidrag som jag känner till har stängt.")


def test_how_one_applies_is_said_of_each_in_its_own_tense() -> None:
    answer = ask("Hur söker man bidrag hos er?", OLD, NEW)
    assert "Ansökan om ny mejlas." in answer.text
    assert "Ansökan om gammal mejlades." in answer.text
    assert answer.text.index("om ny") < answer.text.index("om gammal")


def test_all_that_there_is_by_kind() -> None:
    answer = ask("Vilka program finns?", OLD, NEW, PLAN)
    assert "Bidrag: Gammal och Ny." in answer.text
    assert "Strategi: Plan." in answer.text


def test_the_pages_are_named_with_their_dates() -> None:
    answer = ask("Vilka sidor bygger du på?", OLD, PLAN)
    assert "bygger på 2 sidor" in answer.text
    assert "uppdaterad 9 november 2021" in answer.text
    assert len(answer.sources) == 2


def test_an_answer_about_the_whole_belongs_to_no_programme() -> None:
    assert ask("Finns något att söka?", OLD, NEW).programme is None


@pytest.mark.parametrize(
    ("programmes", "text", "meant"),
    [
        ((OLD, NEW), "är utlysningen öppen", ("ny",)),
        ((OLD, NEW), "vem får söka årets utlysning", ("ny",)),
        ((OLD, NEW, SECOND), "är utlysningen öppen", ("annan", "ny")),
        ((OLD, ENDED), "är utlysningen öppen", ()),
        ((OLD, NEW), "vem kunde söka utlysningen", ()),
        ((OLD, AHEAD), "är utlysningen öppen", ()),
    ],
)
def test_a_bare_word_means_what_is_open_on_the_day(
    programmes: tuple[Programme, ...], text: str, meant: tuple[str, ...]
) -> None:
    query = make_query(text, said={"programme_hint": "gammal"}, slots={})
    assert meant_now(base(*programmes), query, TODAY) == meant


def test_a_bare_word_in_a_conversation_means_what_is_spoken_of() -> None:
    query = make_query("är utlysningen öppen", said={"programme_hint": "gammal"}, slots={"programme": "gammal"})
    assert meant_now(base(OLD, NEW), query, TODAY) == ()


def test_a_word_that_means_no_grant_means_none_of_them() -> None:
    query = make_query("när utvärderas strategin", said={"programme_hint": "plan"}, slots={})
    assert meant_now(base(PLAN, NEW), query, TODAY) == ()


def test_the_open_call_is_answered_with_its_own_day_and_not_the_old_ones() -> None:
    query = make_query("status utlysningen", said={"programme_hint": "gammal"}, slots={})
    answer = Answerer(base(OLD, NEW), no_care()).answer(query, TODAY)
    assert answer.programme == "ny"
    assert "2021" not in answer.text.split("Källa")[0]


def test_of_two_open_calls_it_is_asked_which() -> None:
    query = make_query("status utlysningen", said={"programme_hint": "gammal"}, slots={})
    answer = Answerer(base(OLD, NEW, SECOND), no_care()).answer(query, TODAY)
    assert answer.kind == "clarify"
    assert {button.title for button in answer.buttons} == {"Ny", "Annan"}


def test_open_ones_come_first_then_coming_ones_then_the_one_closed_last() -> None:
    stands = grants_on(base(OLD, ENDED, AHEAD, NEW, PLAN), TODAY)
    assert [one.programme.head.id for one in stands] == ["ny", "kommande", "gammal", "avslutad"]


@pytest.mark.parametrize(
    ("question", "programme", "whole"),
    [
        ("Finns det nåt bidrag vi kan söka för att utbilda personal?", None, True),
        ("Vilka regionala medel är öppna för skyltar?", None, True),
        ("Går det att ansöka om några pengar till tolkutbildning?", CARE, True),
        ("Finns något annat bidrag att söka i dag för kurser?", "gammal", True),
        ("Finns något annat bidrag att söka i stället?", "gammal", False),
        ("Fanns det något bidrag att söka för kurser?", None, False),
        ("Finns det något material om bemötande?", None, False),
        ("Vad täcker bidraget vi söker?", None, False),
    ],
)
def test_a_grant_to_apply_for_now_is_a_question_about_all_of_them(
    question: str, programme: str | None, whole: bool
) -> None:
    slots = {"programme": programme} if programme else {}
    assert asks_what_is_open(make_query(question, slots=slots)) is whole


def test_what_the_money_is_for_does_not_lead_away_from_what_is_open() -> None:
    guide = make_programme("plan", [make_fact("plan.material.a", asks=["material för att utbilda personal"])])
    answer = ask("Finns det nåt bidrag att söka för att utbilda personal i bemötande?", OLD, guide)
    assert "plan.material.a" not in answer.facts
    assert "Gammal stängde" in answer.text


def test_money_for_a_patient_is_no_question_about_grants() -> None:
    asked = make_query("går nåt bidrag att söka för kurser")
    assert asks_what_is_open(asked)
    assert not asks_what_is_open(dataclasses.replace(asked, domain=CARE))
