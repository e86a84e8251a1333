from __future__ import annotations

import pytest

from knowledge.saying.status import status_on
from tests.knowledge.factories import day, events

GRANT = [("closes", "2021-11-23")]
OPENING_GRANT = [("starts", "2021-10-01"), ("closes", "2021-11-23")]
PAUSED = [("pauses", "2023-05-05"), ("terminated", "2023-05-17")]
STRATEGY = [("starts", "2023-01-01")]
PROJECT = [("starts", "2019-01-01"), ("ends", "2026-12-31")]


@pytest.mark.parametrize(
    ("timeline", "today", "state", "since", "until"),
    [
        # the last day to apply still counts
        (GRANT, "2021-11-01", "open", None, "2021-11-23"),
        (GRANT, "2021-11-22", "open", None, "2021-11-23"),
        (GRANT, "2021-11-23", "open", None, "2021-11-23"),
        (GRANT, "2021-11-24", "closed", "2021-11-23", None),
        (GRANT, "2031-01-01", "closed", "2021-11-23", None),
        (OPENING_GRANT, "2021-09-30", "upcoming", "2021-10-01", None),
        (OPENING_GRANT, "2021-10-01", "open", "2021-10-01", "2021-11-23"),
        (OPENING_GRANT, "2021-11-24", "closed", "2021-11-23", None),
        # the day of a pause or a decision to end is the first that no longer counts
        (PAUSED, "2023-05-04", "open", None, None),
        (PAUSED, "2023-05-05", "closed", "2023-05-05", None),
        (PAUSED, "2023-05-16", "closed", "2023-05-05", None),
        (PAUSED, "2023-05-17", "ended", "2023-05-17", None),
        (PAUSED, "2026-11-21", "ended", "2023-05-17", None),
        # a strategy without an end stays in force
        (STRATEGY, "2022-12-31", "upcoming", "2023-01-01", None),
        (STRATEGY, "2023-01-01", "open", "2023-01-01", None),
        (STRATEGY, "2040-01-01", "open", "2023-01-01", None),
        # a project's last day still counts
        (PROJECT, "2018-12-31", "upcoming", "2019-01-01", None),
        (PROJECT, "2019-01-01", "open", "2019-01-01", "2026-12-31"),
        (PROJECT, "2026-12-31", "open", "2019-01-01", "2026-12-31"),
        (PROJECT, "2027-01-01", "ended", "2026-12-31", None),
        (PROJECT, "2035-06-01", "ended", "2026-12-31", None),
    ],
)
def test_state_follows_from_the_dates(
    timeline: list[tuple[str, str]], today: str, state: str, since: str | None, until: str | None
) -> None:
    status = status_on(events(*timeline), day(today))
    assert status is not None
    assert status.state == state
    assert status.since == (day(since) if since else None)
    assert status.until == (day(until) if until else None)


def test_order_in_the_file_does_not_matter() -> None:
    today = day("2026-11-21")
    assert status_on(events(*PAUSED), today) == status_on(events(*reversed(PAUSED)), today)


def test_a_programme_without_dates_has_no_status() -> None:
    assert status_on([], day("2026-11-21")) is None


@pytest.mark.parametrize(
    ("timeline", "today", "fact"),
    [
        (GRANT, "2021-11-01", "fact.closes"),
        (GRANT, "2021-11-24", "fact.closes"),
        (PAUSED, "2023-05-10", "fact.pauses"),
        (PAUSED, "2023-05-17", "fact.terminated"),
        (PROJECT, "2020-01-01", "fact.starts"),
        (PROJECT, "2020-01-01", "fact.ends"),
        (PROJECT, "2027-01-01", "fact.ends"),
    ],
)
def test_a_status_names_the_facts_that_it_rests_on(timeline: list[tuple[str, str]], today: str, fact: str) -> None:
    status = status_on(events(*timeline), day(today))
    assert status is not None
    assert fact in status.facts
