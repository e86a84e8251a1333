"""What is asked of a patient's case, out of the head and the question types."""

from __future__ import annotations

import dataclasses

import pytest

from knowledge.answering.asked import asked_of, speaks_of_price, weighed
from knowledge.words.query import Query
from tests.knowledge.factories import make_query


def query(
    text: str = "hur är det", types: dict[str, float] | None = None, asked: dict[str, float] | None = None
) -> Query:
    return dataclasses.replace(make_query(text, types=types or {}), asked=asked or {})


@pytest.mark.parametrize(
    ("types", "asked", "what"),
    [
        ({"care_right": 0.9}, {"may_refuse": 0.9}, "may_refuse"),
        ({"care_right": 0.8, "who_decides": 0.2}, {"can_wait": 0.7, "care_right": 0.3}, "can_wait"),
        ({"fee": 0.9}, {"care_right": 0.5, "fee": 0.5}, "fee"),
        # an open question without a word of money: a price only where that is sure
        ({"fee": 0.35, "care_right": 0.55}, {"care_right": 0.2, "fee": 0.35}, "care_right"),
        ({"documents": 0.9}, {"documents": 0.6, "how": 0.3}, "documents"),
        # where nothing else is thinkable, a price
        ({"fee": 0.35}, {}, "fee"),
        # a page's question in the middle of a case
        ({"amount": 0.9}, {"amount": 0.9}, "fee"),
        ({"eligibility": 0.9}, {"eligibility": 0.9}, "care_right"),
        ({"contact": 0.9}, {"contact": 0.9}, "contact"),
        # no head has spoken
        ({"amount": 0.9}, {}, "fee"),
        ({"disclosure": 0.9}, {}, "disclosure"),
    ],
)
def test_what_both_find_likely_is_asked(types: dict[str, float], asked: dict[str, float], what: str) -> None:
    assert asked_of(query(types=types, asked=asked)) == what


def test_shares_sum_to_one() -> None:
    shares = weighed(query(types={"fee": 0.5, "care_right": 0.5}, asked={"fee": 0.4, "may_refuse": 0.6}))
    assert sum(shares.values()) == pytest.approx(1.0)


def test_a_word_of_price_makes_an_unsure_right_a_fee() -> None:
    unsure = {"types": {"care_right": 0.6, "fee": 0.4}, "asked": {"care_right": 0.6, "fee": 0.4}}
    assert asked_of(query("får hon betala", **unsure)) == "fee"
    assert asked_of(query("får hon mycket hjälp", **unsure)) == "care_right"


@pytest.mark.parametrize(
    "text",
    [
        "tar vi ut något för det?",
        "ska vi ta betalt",
        "togs det ut nåt",
        "vad får hon hosta upp",
        "vad skall han ge för det",
    ],
)
def test_taking_out_or_taking_payment_speaks_of_a_price(text: str) -> None:
    assert speaks_of_price(text)


@pytest.mark.parametrize(
    "text", ["tar ni emot honom?", "hon tar medicin", "får han gå ut", "hon hostar upp slem", "vad ger det"]
)
def test_taking_anything_else_does_not(text: str) -> None:
    assert not speaks_of_price(text)


@pytest.mark.parametrize(
    "text",
    [
        "har hon rätt till det och är det gratis?",
        "två frågor: har hon rätt till mödravård, och vad får vi ta betalt?",
        "omfattas hon, och vad kostar det?",
        "ingår preventivmedel, och till vilken avgift?",
    ],
)
def test_a_right_asked_with_its_fee_is_answered_with_both(text: str) -> None:
    both = {"types": {"care_right": 0.4, "fee": 0.6}, "asked": {"care_right": 0.4, "fee": 0.6}}
    assert asked_of(query(text, **both)) == "care_right"


def test_a_fee_alone_stays_one() -> None:
    both = {"types": {"care_right": 0.4, "fee": 0.6}, "asked": {"care_right": 0.4, "fee": 0.6}}
    assert asked_of(query("vad kostar det för henne?", **both)) == "fee"


@pytest.mark.parametrize(
    "text",
    [
        "vem beslutade det och när?",
        "vem har bestämt att de betalar så",
        "när infördes, och vem klubbade det",
        "vem hittade på det",
    ],
)
def test_who_has_decided_a_rule_is_no_question_of_the_single_case(text: str) -> None:
    assert asked_of(query(text, types={"who_decides": 0.9}, asked={"who_decides": 0.9})) == "law"


def test_who_decides_in_the_single_case_stays_that() -> None:
    assert (
        asked_of(query("vem avgör om det kan vänta?", types={"who_decides": 0.9}, asked={"who_decides": 0.9}))
        == "who_decides"
    )


def test_where_no_one_thing_is_likely_the_table_answers_what_it_most_likely_can() -> None:
    open_one = {
        "types": {"care_right": 0.55, "fee": 0.31, "care_definition": 0.1},
        "asked": {"fee": 0.26, "care_right": 0.22, "group_status": 0.22},
    }
    assert asked_of(query("tysk turist med eu-kort, vad gäller?", **open_one)) in ("care_right", "fee")
