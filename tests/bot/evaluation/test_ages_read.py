"""Ages as rules read them against the labels."""

from __future__ import annotations

import datetime

import pytest

from bot.evaluation.ages_read import compared, read_class
from bot.labelled import Labelled, labelled_messages

TODAY = datetime.date(2026, 11, 29)
FLOOR = 0.965  # of all labelled messages; 0.970 when last measured


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("farmor Wira 88 väntar på asylbesked", "85+"),
        ("en gömd elev i åttan", "child"),
        ("hon är 19", "18-19"),
        ("papperslös kvinna", "adult"),
        ("mor 38 och son 15, vad får de", None),
    ],
)
def test_a_class_is_read(text: str, read: str | None) -> None:
    assert read_class(text, TODAY) == read


def test_an_unsaid_age_counts_as_an_adult_s() -> None:
    messages = [
        Labelled("vad kostar det", {"age": "none"}),
        Labelled("hon är 15", {"age": "adult"}),
        Labelled("hej", {}),
    ]
    assert compared(messages, TODAY) == {("adult", "adult", "vad kostar det"): 1, ("adult", "child", "hon är 15"): 1}


def test_labelled_messages_are_read_as_well_as_before() -> None:
    found = compared(labelled_messages()[::5], TODAY)
    right = sum(number for (label, read, _), number in found.items() if label == read)
    assert right / found.total() >= FLOOR
