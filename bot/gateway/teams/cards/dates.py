"""Dates as Swedish text, and the status in words."""

from __future__ import annotations

import re

from bot.gateway.contract import Status
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


def status_label(status: Status) -> str:
    """ "Öppen", "Stängd sedan 23 november 2021"; empty for a state that has no word here."""
    words = card_texts().status
    date = swedish_date(status.since) if status.since else ""
    if status.state == "closed":
        return words.closed_since.format(date=date) if date else words.closed
    if status.state == "ended":
        return words.ended_since.format(date=date) if date else words.ended
    return {"upcoming": words.upcoming, "open": words.open}.get(status.state, "")
