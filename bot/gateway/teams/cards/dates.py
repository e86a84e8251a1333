"""Dates as Swedish text, and the status in words."""

from __future__ import annotations

import re

from bot.gateway.contract import Outcome, Status
from bot.gateway.teams.cards.texts import card_texts

MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip
_DATE = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")


def swedish_date(date: str) -> str:
    """ "2021-11-09" → "9 november 2021", "2021-12" → "december 2021"; anything else comes back unchanged."""
    found = _DATE.fullmatch(date.strip())
    if not found or not 1 <= int(found[2]) <= len(MONTHS):
        return date.strip()
    name = MONTHS[int(found[2]) - 1]
    return f"{int(found[3])} {name} {found[1]}" if found[3] else f"{name} {found[1]}"


def statuses_of(outcome: Outcome) -> tuple[tuple[str, str], ...]:
    """State and line of each status to show: "Läge: Öppen", or one line a programme: "Utlysning 2021: Öppen"."""
    words = card_texts().status
    if outcome.statuses:
        named = [(one, words.named.format(name=one.name, status=status_label(one))) for one in outcome.statuses]
        return tuple((one.state, line) for one, line in named if one.name and status_label(one))
    label = status_label(outcome.status) if outcome.status else ""
    return ((outcome.status.state, words.label.format(status=label)),) if outcome.status and label else ()


def status_label(status: Status) -> str:
    """ "Öppen", "Stängd sedan 23 november 2021"; empty for a state that has no word here."""
    words = card_texts().status
    date = swedish_date(status.since) if status.since else ""
    if status.state == "closed":
        return words.closed_since.format(date=date) if date else words.closed
    if status.state == "ended":
        return words.ended_since.format(date=date) if date else words.ended
    return {"upcoming": words.upcoming, "open": words.open}.get(status.state, "")
