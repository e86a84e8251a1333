"""Sums, dates and fees as rows: the same as the answer says in words."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest

from knowledge.care import AGE_CLASSES, CareQuery
from knowledge.editing.care import load_care
from knowledge.saying.care.answer import answer_care
from knowledge.saying.figures import figures
from knowledge.store import Knowledge
from knowledge.swedish.mentions import find
from knowledge.texts import load
from knowledge.words.programmes import Event
from tests.knowledge.factories import day, make_fact

KNOWLEDGE = Path(__file__).parents[3] / "knowledge"
TODAY = datetime.date(2026, 11, 21)


@pytest.mark.parametrize(
    ("type_", "value", "when", "label", "words"),
    [
        ("amount", {"max": 60000}, {"unit_size": "small"}, "Högsta belopp, liten enhet", "60 000 kronor"),
        ("amount", {"min": 500}, {}, "Lägsta belopp", "500 kronor"),
        ("amount", {"min": 5000, "max": 9000}, {"amount_level": "1"}, "Belopp, beloppsnivå 1", "5 000–9 000 kronor"),
        ("amount", {"value": 2000000}, {"unit_size": "unheard-of"}, "Belopp", "2 000 000 kronor"),
        ("date", {"date": "2021-11-23"}, {}, "Belopp", "23 november 2021"),
        ("period", {"from": "2019", "to": "2022"}, {"phase": "1"}, "Period, fas 1", "2019–2022"),
        ("period", {"from": "2021", "to": "2021"}, {}, "Period", "2021"),
        ("period", {"from": "2023-01-01"}, {}, "Period", "från 1 januari 2023"),
        ("period", {"to": "2023-05"}, {}, "Period", "till och med maj 2023"),
        ("period", {"from": "2021-11-01", "to": "2021-11-23"}, {}, "Period", "1 november 2021 – 23 november 2021"),
    ],
)  # fmt: skip
def test_a_typed_value_is_said_in_a_few_words(
    type_: str, value: dict[str, Any], when: dict[str, str], label: str, words: str
) -> None:
    (row,) = figures([make_fact("a.amount.x", type=type_, value=value, when=when)])
    assert row == {"fact": "a.amount.x", "label": label, "words": words}


@pytest.mark.parametrize("question", sorted(load("figures")["questions"]))
def test_a_date_is_named_after_what_it_answers(question: str) -> None:
    (row,) = figures([make_fact(f"a.{question}.x", type="date", value={"date": "2022"})])
    assert row["label"] == load("figures")["questions"][question]


def test_a_date_of_the_timeline_is_named_after_its_event() -> None:
    fact = make_fact("a.deadline.x", type="date", value={"date": "2021-11-23"})
    assert figures([fact], [Event("closes", day("2021-11-23"), fact.id)])[0]["label"] == "Sista ansökningsdag"


def test_what_is_no_sum_and_no_date_has_no_row() -> None:
    facts = [make_fact("a.contact.x", type="contact", value={"name": "Anna"}), make_fact("a.reason.y", type="rule")]
    assert figures(facts) == ()


def test_every_row_of_a_real_fact_says_nothing_that_its_text_does_not(real: Knowledge) -> None:
    seen = 0
    for fact in real.facts.values():
        for row in figures([fact], real.programmes[real.programme_of[fact.id]].events):
            said, given = find(fact.text), find(row["words"])
            assert given.numbers <= said.numbers | {str(year) for year, _, _ in said.dates}, fact.id
            assert given.dates <= said.dates, fact.id
            assert row["words"], fact.id
            seen += 1
    assert seen > 20


def test_every_label_of_its_own_belongs_to_a_real_fact(real: Knowledge) -> None:
    assert set(load("figures")["labels"]) <= set(real.facts)


def test_a_fee_row_stands_word_for_word_in_its_answer() -> None:
    table, seen = load_care(KNOWLEDGE), 0
    for group in table.groups:
        for age in AGE_CLASSES:
            for care in (None, *table.order["cares"]):
                for aspect in ("fee", "right"):
                    query = CareQuery(group=group, age_class=age, care=care, aspect=aspect)
                    reply = answer_care(table, query, TODAY)
                    for row in reply.figures:
                        seen += 1
                        assert row["words"] in reply.text, (group, age, care, aspect)
                        assert row["fact"] in reply.facts, (group, age, care, aspect)
    assert seen > 500
