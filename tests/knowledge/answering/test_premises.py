"""Sums that a question takes for granted."""

from __future__ import annotations

import pytest

from knowledge.answering.premises import foreign_sums, sums_in


@pytest.mark.parametrize(
    ("question", "sums"),
    [
        ("utlysningen på 5 miljoner", {5_000_000}),
        ("är det 200 000 kr", {200_000}),
        ("är det 200.000 kronor?", {200_000}),
        ("50 tkr eller 1,5 mkr", {50_000, 1_500_000}),
        ("utlysning 2021", set()),
        ("vi är 40 personer", set()),
    ],
)
def test_sums_of_money_are_read_in_kronor(question: str, sums: set[int]) -> None:
    assert sums_in(question) == sums


def test_a_sum_that_the_page_gives_is_not_foreign() -> None:
    texts = ["Totalt utlystes 2 000 000 kr.", "Högst 400 000 kr."]
    assert foreign_sums("2 miljoner kr", texts) == frozenset()
    assert foreign_sums("5 miljoner kr", texts) == {5_000_000}
