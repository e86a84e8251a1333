"""Two answers in one reply."""

from __future__ import annotations

import dataclasses

from knowledge.saying.joining import join, source_mark
from knowledge.words.answer import Answer

SOURCE = {"id": "a", "quote": "Ord."}
ONE = Answer("answer", "Stängd.\nHögst 100 kr.\nKälla: A.", facts=("a.x",), sources=(SOURCE,), short="Högst 100 kr.")
TWO = Answer("answer", "Stängd.\nFråga Bo.\nKälla: A.", facts=("a.y",), sources=(SOURCE,), contacts=({"name": "Bo"},))
NONE = Answer("no_answer", "Det vet jag inte.", reason="not_in_knowledge")


def test_what_both_answers_say_is_said_once_and_sources_come_last() -> None:
    joined = join([ONE, TWO])
    assert joined.text == "Stängd.\nHögst 100 kr.\nFråga Bo.\nKälla: A."
    assert joined.facts == ("a.x", "a.y")
    assert joined.sources == (SOURCE,)
    assert joined.contacts == ({"name": "Bo"},)


def test_a_question_without_an_answer_is_said_beside_the_one_with() -> None:
    joined = join([NONE, ONE])
    assert joined.kind == "answer"
    assert joined.text.startswith("Det vet jag inte.\nStängd.")


def test_it_answers_no_one_question_and_each_can_be_put_back_by_itself() -> None:
    one, two = dataclasses.replace(ONE, question="Hur mycket?"), dataclasses.replace(TWO, question="Vem frågar jag?")
    joined = join([one, NONE, two])
    assert joined.question == ""
    assert joined.near == ("Hur mycket?", "Vem frågar jag?")


def test_the_status_that_was_told_is_kept() -> None:
    state = {"state": "closed", "since": "2021-11-23"}
    assert join([dataclasses.replace(ONE, status=state), TWO]).status == state


OPEN = {"state": "open", "since": "2021-11-01"}
CLOSED = {"state": "closed", "since": "2021-11-23"}


def test_statuses_of_two_programmes_are_both_told_each_with_its_name() -> None:
    one = dataclasses.replace(ONE, status=CLOSED, programme="utlysning-2021")
    two = dataclasses.replace(TWO, status=OPEN, programme="fardplan")
    joined = join([one, two, one])
    assert joined.status is None  # neither is true of both
    assert joined.statuses == (
        {"programme": "utlysning-2021", "name": "Utlysning 2021", **CLOSED},
        {"programme": "fardplan", "name": "Färdplanen", **OPEN},
    )
    assert joined.contract()["statuses"][1]["state"] == "open"


def test_a_status_beside_an_answer_without_one_says_whose_it_is() -> None:
    one = dataclasses.replace(ONE, status=CLOSED, programme="utlysning-2021")
    joined = join([one, dataclasses.replace(TWO, programme="care-rights")])
    assert (joined.status, [status["name"] for status in joined.statuses]) == (CLOSED, ["Utlysning 2021"])


def test_two_answers_about_one_programme_have_one_status() -> None:
    one, two = (dataclasses.replace(answer, status=CLOSED, programme="utlysning-2021") for answer in (ONE, TWO))
    assert (join([one, two]).status, join([one, two]).statuses) == (CLOSED, ())


def test_the_source_line_is_known_by_its_first_word() -> None:
    assert source_mark() == "Källa:"


def test_a_line_of_which_another_says_all_is_left_out() -> None:
    fuller = dataclasses.replace(TWO, text="Högst 100 kr per enhet och år.\nKälla: A.")
    assert join([ONE, fuller]).text == "Stängd.\nHögst 100 kr per enhet och år.\nKälla: A."
