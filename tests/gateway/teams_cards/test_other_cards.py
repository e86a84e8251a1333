"""The welcome, notices, and hits of the message extension."""

from __future__ import annotations

from bot.gateway.teams.cards import CardButton, example_questions, notice_card, search_results, welcome_card
from tests.gateway.teams_cards.factories import REAL, elements, make_reply, make_source, words

EXAMPLES = [CardButton(question, {"say": question}) for question in example_questions()]


def test_the_welcome_says_what_it_is_for_and_that_no_patient_data_belongs_here() -> None:
    said = " ".join(words(welcome_card(EXAMPLES).card))
    for wanted in (
        "Hej! Jag är Lotsen.",
        "bidrag",
        "rätt till vård",
        "Skriv inga patientuppgifter.",
        "inte en människa",
    ):
        assert wanted in said
    assert "@Lotsen" not in said


def test_three_examples_can_be_pressed() -> None:
    actions = list(elements(welcome_card(EXAMPLES).card, "Action.Submit"))
    assert [action["data"]["say"] for action in actions] == list(example_questions())
    assert len(actions) == 3


def test_a_group_is_told_how_to_ask() -> None:
    assert "skriv @Lotsen och din fråga" in " ".join(words(welcome_card(EXAMPLES, in_group=True).card))


def test_a_notice_says_its_sentence_and_nothing_else() -> None:
    notice = notice_card("Många frågar just nu.\nVänta några sekunder.")
    assert words(notice.card) == ["Många frågar just nu.", "Vänta några sekunder."]
    assert notice.text == "Många frågar just nu.\nVänta några sekunder."


def test_a_notice_may_have_a_button() -> None:
    (action,) = elements(notice_card("Fel.", [CardButton("Försök igen", {"again": 1})]).card, "Action.Submit")
    assert action["data"] == {"again": 1}


def test_each_source_of_an_answer_is_a_hit_without_buttons() -> None:
    sources = [make_source(quote="Ett."), make_source(quote="Två."), make_source(id="b", title="B")]
    hits = search_results([make_reply("Svar.", sources=sources, buttons=["A"])])
    assert [hit.title for hit in hits] == ["Utlysning 2021", "B"]
    assert [hit.text for hit in hits] == ["Svar.", "Svar."]
    assert not any(list(elements(hit.rendered.card, "Action.Submit")) for hit in hits)
    assert "[B](https://www.vgregion.se/utlysning-2021/)" not in words(hits[0].rendered.card)
    assert "Ett." in words(hits[0].rendered.card)


def test_a_refusal_is_a_hit_when_it_says_whom_to_ask() -> None:
    known = make_reply("Fråga Bo.", kind="no_answer", sources=[], contacts=[{"name": "Bo"}])
    assert [hit.title for hit in search_results([known])] == ["Inget svar i källorna"]
    assert search_results([make_reply("Nej.", kind="no_answer", sources=[])]) == []


def test_small_talk_questions_back_and_failures_are_no_hits() -> None:
    assert search_results([make_reply(kind=kind) for kind in ("smalltalk", "clarify", "error")]) == []


def test_an_answer_without_a_source_is_named_by_its_first_words() -> None:
    (hit,) = search_results([make_reply("Utlysningen har inte öppnat än. " * 9, sources=[])])
    assert len(hit.title) <= 80
    assert hit.title.endswith("…")
    assert len(hit.text) <= 200


def test_hits_of_real_answers_hold_the_answers_facts() -> None:
    answers = [reply for _, reply in REAL if reply.custom.kind == "answer"]
    for reply in answers:
        for hit in search_results([reply]):
            shown = " ".join(words(hit.rendered.card))
            assert all(row.words.replace("\u00a0", " ") in shown for row in reply.custom.figures if row.words)
    assert len(search_results(answers)) > len(answers)
