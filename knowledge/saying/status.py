"""Upcoming, open, closed or ended: computed from a programme's timeline and today."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterable

from knowledge.words.programmes import Event


@dataclasses.dataclass(frozen=True)
class Status:
    """State of a programme on a day.

    ``since`` is the date that brought the state about ("2023-05-17"); ``event``
    is its kind; ``until`` is the last open day when one lies ahead.
    """

    state: str
    event: str | None
    since: datetime.date | None
    until: datetime.date | None
    facts: tuple[str, ...] = ()


_ORDER = {"closed": 1, "ended": 2}


def _passed(event: Event, today: datetime.date) -> str | None:
    """State that the event has brought about by ``today``, or None."""
    if event.event in ("closes",) and today > event.date:
        return "closed"
    if event.event == "pauses" and today >= event.date:
        return "closed"
    if event.event == "ends" and today > event.date:
        return "ended"
    if event.event == "terminated" and today >= event.date:
        return "ended"
    return None


def status_on(timeline: Iterable[Event], today: datetime.date) -> Status | None:
    """Return the state on ``today``; None for a programme without a timeline."""
    events = sorted(timeline, key=lambda event: event.date)
    if not events:
        return None
    reached = [(state, event) for event in events if (state := _passed(event, today))]
    if reached:
        # the strongest state wins; among equals the first event is the one that brought it about
        state, event = min(reached, key=lambda pair: (-_ORDER[pair[0]], pair[1].date))
        return Status(state, event.event, event.date, None, (event.fact,))
    starts = [event for event in events if event.event == "starts"]
    if starts and today < starts[0].date:
        return Status("upcoming", "starts", starts[0].date, None, (starts[0].fact,))
    ahead = [event for event in events if event.event in ("closes", "ends")]
    since = starts[0] if starts else None
    facts = tuple(event.fact for event in ([since] if since else []) + ahead[:1])
    return Status(
        "open", "starts" if since else None, since.date if since else None, ahead[0].date if ahead else None, facts
    )
