"""Small pieces of a reply about care."""

from __future__ import annotations

import dataclasses

import pytest

from knowledge.care import CareTable
from knowledge.saying.care.wording import legal_sentence
from knowledge.saying.freshness import Limits, load_limits
from knowledge.texts import text
from knowledge.words.query import CARE
from tests.knowledge.factories import day

LATER = text("care", "legal", "later")


@pytest.mark.parametrize(
    ("months", "today", "said"),
    [
        (12, "2026-08-31", False),
        (12, "2026-09-01", True),
        (18, "2026-09-01", False),
        (18, "2027-02-28", False),
        (18, "2027-03-01", True),
    ],
)
def test_that_later_changes_are_unchecked_is_said_from_the_limit_of_freshness_on(
    table: CareTable, monkeypatch: pytest.MonkeyPatch, months: int, today: str, said: bool
) -> None:
    limits = Limits.parse_obj(
        {"default": {"months": 1, "reason": "a"}, "topics": {CARE: {"months": months, "reason": "b"}}}
    )
    monkeypatch.setattr("knowledge.saying.care.wording.load_limits", lambda: limits)
    checked = {**table.laws, "checked_to": "2025-09-01"}
    law = next(iter(table.laws["register_checked"]))
    sentence = legal_sentence(dataclasses.replace(table, laws=checked), (f"lag {law} 6 §",), (), day(today))
    assert "1 september 2025" in sentence
    assert (LATER in sentence) is said


def test_the_right_to_care_has_a_limit_of_its_own() -> None:
    assert CARE in load_limits().topics
