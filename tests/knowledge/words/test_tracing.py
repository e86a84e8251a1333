from __future__ import annotations

import pytest

from knowledge.answering import Answerer
from knowledge.limits import GATES
from knowledge.words.tracing import apart, at_least, at_most, below, current, keep, note, traced
from tests.knowledge.factories import day, make_fact, make_gap, make_knowledge, make_programme, make_query, no_care

TODAY = day("2026-12-01")
ANSWERER = Answerer(
    make_knowledge(
        make_programme(
            "ett",
            [make_fact("ett.amount.sum", asks=["hur mycket pengar", "vilket belopp"])],
            gaps=[make_gap("ett.contact.phone", asks=["vilket telefonnummer"])],
        ),
        make_programme("två", [make_fact("två.deadline.day", asks=["sista ansökningsdag"])]),
    ),
    no_care(),
)


@pytest.mark.parametrize(
    ("check", "value", "held"),
    [
        (at_least, 0.4, False), (at_least, 0.5, True), (at_least, 0.6, True),
        (at_most, 0.4, True), (at_most, 0.5, True), (at_most, 0.6, False),
        (below, 0.4, True), (below, 0.5, False), (below, 0.6, False),
    ],
)  # fmt: skip
def test_a_check_compares_the_same_whether_it_is_recorded_or_not(check, value: float, held: bool) -> None:
    assert check("gate", value, 0.5) is held
    with traced() as trace:
        assert check("gate", value, 0.5) is held
    [record] = trace.checks
    assert (record.name, record.value, record.limit, record.held) == ("gate", value, 0.5, held)


def test_nothing_is_recorded_outside() -> None:
    with traced() as trace:
        pass
    note("pages", decided="answer")
    below("gate", 1, 2)
    assert (trace.notes, trace.checks, current()) == ([], [], None)


def test_a_trace_changes_no_answer() -> None:
    for text in ("hur mycket pengar", "sista ansökningsdag", "vilket telefonnummer", "måndagens lunch", ""):
        query = make_query(text, types={"amount": 0.5})
        plain = ANSWERER.answer(query, TODAY)
        with traced():
            assert ANSWERER.answer(query, TODAY) == plain


def test_the_gate_that_refused_is_the_last_one_that_held() -> None:
    with traced() as trace:
        answer = ANSWERER.answer(make_query("måndagens lunch"), TODAY)
    assert answer.kind == "no_answer"
    refusing = [check for check in trace.checks if check.name != "offer"][-1]
    assert (refusing.name, refusing.limit, refusing.held) == (
        "answerable", GATES.answerable, False,
    )  # fmt: skip
    assert trace.notes[-1] == {"step": "pages", "decided": "refuse", "best": trace.ranked()[0].fact}


def test_a_candidate_s_parts_add_up_to_the_score_that_ranked_it() -> None:
    query = make_query("hur mycket pengar", types={"amount": 0.9}, slots={"programme": "ett"})
    with traced() as trace:
        ranked = ANSWERER.ranking.rank(query)
    scores = {item.fact: item.score for item in ranked}
    candidate = trace.ranked()[0]
    assert candidate.fact == "ett.amount.sum"
    assert candidate.lifts == {"context_bonus": GATES.context_bonus_opening}
    assert candidate.best_ask.ask == "hur mycket pengar"
    assert {fact: trace.candidates[fact].score for fact in scores} == pytest.approx(scores)


def test_of_two_readings_only_the_one_that_is_kept_is_recorded() -> None:
    with traced() as trace:
        with apart() as first:
            ANSWERER.answer(make_query("vilket belopp då"), TODAY)
        with apart() as second:
            below("gate", 1, 2)
            note("turn", decided="second")
        keep(second)
        note("end")
    assert first is not None
    assert first.candidates
    assert (trace.candidates, [check.name for check in trace.checks]) == ({}, ["gate"])
    assert [found["step"] for found in trace.notes] == ["turn", "end"]


def test_where_nothing_is_traced_nothing_is_kept() -> None:
    with apart() as trace:
        note("pages")
    keep(trace)
    assert (trace, current()) == (None, None)
