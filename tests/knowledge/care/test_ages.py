"""The classes of age that rights and fees know."""

from __future__ import annotations

import pytest

from knowledge.care.ages import ADULT, CHILD, OLD, class_of, common_class


@pytest.mark.parametrize(
    ("years", "expected"),
    [(0, CHILD), (17, CHILD), (18, "18-19"), (19, "18-19"), (20, "20-23"), (23, "20-23"), (24, ADULT), (85, OLD)],
)
def test_the_class_changes_on_the_birthday(years: int, expected: str) -> None:
    assert class_of(years) == expected


@pytest.mark.parametrize("years", [-1, 121])
def test_impossible_age_is_refused(years: int) -> None:
    with pytest.raises(ValueError, match="outside"):
        class_of(years)


def test_two_ages_share_a_class_or_none() -> None:
    assert common_class(16, 17) == CHILD
    assert common_class(17, 18) is None
