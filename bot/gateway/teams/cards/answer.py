"""A reply of the assistant as a card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.gateway.contract import Reply
from bot.gateway.teams.cards.content import content_of
from bot.gateway.teams.cards.fitting import render
from bot.gateway.teams.cards.model import CardButton, Rendered, Votes
from bot.gateway.teams.cards.texts import card_texts
from bot.gateway.teams.cards.understood import changes_of

VOTED_KINDS = ("answer", "no_answer")  # what can help or not


def answer_card(
    reply: Reply,
    buttons: Sequence[CardButton] = (),
    votes: Votes | None = None,
    choices: Sequence[Sequence[CardButton]] = (),
    site: str = "",
) -> Rendered:
    """One reply as a card.

    `buttons` stand for reply.buttons, and `choices` for those of each part of reply.custom.understood: only the caller
    can sign their payloads. `site` is the address at which staff reach the gateway; without it no page is linked.
    Thumbs are shown for answers and refusals only, whatever is given.
    """
    words = card_texts().buttons
    return render(
        replace(
            content_of(reply),
            changes=changes_of(reply.custom.understood, choices),
            buttons=tuple(buttons),
            buttons_heading=words.choices if reply.custom.kind == "clarify" else words.further,
            page=_at(site, reply.custom.page),
            patient_page=_at(site, reply.custom.patient_page),
            votes=votes if reply.custom.kind in VOTED_KINDS else None,
        )
    )


def _at(site: str, path: str | None) -> str:
    return f"{site}{path}" if site and path else ""


def follow_ups(reply: Reply) -> tuple[str, ...]:
    """Questions that the assistant understands after this answer, for buttons where the reply has none of its own."""
    outcome = reply.custom
    if outcome.kind != "answer" or reply.buttons or not any(source.title for source in outcome.sources):
        return ()
    words = card_texts().follow_ups
    return words.care if any(source.legal for source in outcome.sources) else words.programme
