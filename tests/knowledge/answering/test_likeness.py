from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from knowledge.answering.likeness import FactRanker, Ranked
from knowledge.limits import LIMITS
from knowledge.store import Asks
from tests.knowledge.factories import encode

ASKS = {
    "a.amount.max": ["hur mycket kan man söka", "vad är maxbeloppet", "högsta belopp för en enhet"],
    "a.contact.who": ["vem är kontaktperson", "vem kan jag ringa", "har ni en mejladress"],
    "b.deadline.end": ["när går tiden ut", "sista dag att söka", "vilket datum ska ansökan in"],
}
TYPES = {fact: [fact.split(".")[1]] for fact in ASKS}
EVERY = frozenset(ASKS)


def make_asks(asks: dict[str, list[str]] = ASKS) -> Asks:
    pairs = [(fact, text) for fact, texts in asks.items() for text in texts]
    texts = tuple(text for _, text in pairs)
    return Asks(tuple(fact for fact, _ in pairs), texts, texts, encode(texts))


def rank(
    question: str, types: dict[str, float] | None = None, *, eligible: frozenset[str] = EVERY, **weights: float
) -> list[Ranked]:
    ranker = FactRanker(make_asks(), dataclasses.replace(LIMITS.ranking, **weights))
    return ranker.rank(encode([question])[0], question, types or {}, TYPES, eligible)


@pytest.mark.parametrize(("fact", "question"), [(fact, ask) for fact, asks in ASKS.items() for ask in asks])
def test_a_way_of_asking_finds_its_own_fact(fact: str, question: str) -> None:
    best = rank(question)[0]
    assert best.fact == fact
    assert best.likeness > 0.55  # of the ask itself 1, of the fact's two others less


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("Vad ar maxbeloppet?", "a.amount.max"),
        ("vad e maxbelopet", "a.amount.max"),
        ("VEM ÄR KONTAKTPERSONEN", "a.contact.who"),
        ("datum för ansökan", "b.deadline.end"),
        ("kontaktpersoner", "a.contact.who"),
    ],
)
def test_other_spellings_and_forms_find_it_too(question: str, fact: str) -> None:
    assert rank(question)[0].fact == fact


def test_likeness_stays_between_nought_and_one() -> None:
    for question in ["", "?", "xyzzy", "vem är kontaktperson", "söka " * 500]:
        assert all(-1e-6 <= item.likeness <= 1 + 1e-6 for item in rank(question))


def test_nothing_in_common_is_no_likeness() -> None:
    assert max(item.likeness for item in rank("qqq zzz")) < 0.2


def test_only_eligible_facts_are_ranked() -> None:
    assert [item.fact for item in rank("vem är kontaktperson", eligible=frozenset({"b.deadline.end"}))] == [
        "b.deadline.end"
    ]
    assert rank("vem är kontaktperson", eligible=frozenset()) == []


def test_the_best_comes_first() -> None:
    scores = [item.score for item in rank("när kan man söka", {"deadline": 0.5})]
    assert scores == sorted(scores, reverse=True)


def test_the_question_type_adds_to_the_score_and_not_to_the_likeness() -> None:
    question = "säg mer om det"
    plain = {item.fact: item for item in rank(question)}
    typed = {item.fact: item for item in rank(question, {"contact": 0.8}, question_type=0.5)}
    assert typed["a.contact.who"].score == pytest.approx(plain["a.contact.who"].score + 0.4)
    assert typed["a.amount.max"].score == plain["a.amount.max"].score
    assert typed["a.contact.who"].likeness == plain["a.contact.who"].likeness


def test_a_facts_main_type_counts_more_than_its_other_types() -> None:
    asks = make_asks({"a.x.first": ["hej"], "a.x.second": ["hej"]})
    types = {"a.x.first": ["amount", "deadline"], "a.x.second": ["deadline", "amount"]}
    ranked = FactRanker(asks).rank(encode(["hej"])[0], "hej", {"deadline": 1.0}, types, frozenset(types))
    assert [item.fact for item in ranked] == ["a.x.second", "a.x.first"]


def test_one_odd_way_of_asking_does_not_carry_a_fact_alone() -> None:
    """Two facts hold the same sentence; the one whose other sentences are near as well goes first."""
    asks = {
        "a.x.odd": ["hur mycket får vi", "qqq zzz", "www xxx"],
        "a.x.whole": ["hur mycket får vi", "hur mycket får man", "hur mycket får jag"],
    }
    ranker = FactRanker(make_asks(asks))
    types = {fact: ["x"] for fact in asks}
    question = "hur mycket får vi"
    assert ranker.rank(encode([question])[0], question, {}, types, frozenset(asks))[0].fact == "a.x.whole"


def test_a_way_of_asking_can_be_left_out_to_measure_the_rest() -> None:
    ranker = FactRanker(make_asks())
    question = "vem är kontaktperson"
    vector, row = encode([question])[0], make_asks().texts.index(question)
    whole, rest = ranker.likeness(vector, question), ranker.likeness(vector, question, leave_out=row)
    who = sorted(ASKS).index("a.contact.who")
    assert rest[who] < whole[who]
    np.testing.assert_allclose(np.delete(rest, who), np.delete(whole, who))


def test_the_length_of_the_vector_does_not_matter_where_asks_have_no_mean() -> None:
    """An all-zero vector (an empty message) is ranked without dividing by nought."""
    ranker = FactRanker(make_asks())
    assert np.isfinite(ranker.likeness(np.zeros(encode(["a"]).shape[1], dtype=np.float32), "")).all()
