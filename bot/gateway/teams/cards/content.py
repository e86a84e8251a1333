"""What a card says, before it has any form: read from a reply once, shortened where it must be."""

from __future__ import annotations

from dataclasses import dataclass

from bot.gateway.contract import Contact, Reply
from bot.gateway.teams.cards.dates import statuses_of
from bot.gateway.teams.cards.glance import leads_of
from bot.gateway.teams.cards.model import CardButton, Votes
from bot.gateway.teams.cards.pages import Page, legal_basis, pages_of
from bot.gateway.teams.cards.source_lines import said_of
from bot.gateway.teams.cards.understood import Change, understood_line


@dataclass(frozen=True)
class Content:
    """The parts of a card in the order in which they are shown.

    `leads` are the sentences of `lines` that are the answer; `kept` are lines of the text that belong to the sources;
    `understood` is the line of what the reply assumes, `changes` what that can be changed to;
    `statuses` are the contract's word and ours in Swedish, one or one for each programme; `figures` are rows of label
    and words;
    `page` is the whole address of the answer's own page, `patient_page` that of the text for the patient;
    `more_pages` counts sources that did not fit; `cut` and `buttons_cut` say that text or buttons did not.
    """

    lines: tuple[str, ...]
    kind: str = "smalltalk"
    leads: tuple[str, ...] = ()
    understood: str = ""
    changes: tuple[Change, ...] = ()
    statuses: tuple[tuple[str, str], ...] = ()
    figures: tuple[tuple[str, str], ...] = ()
    contacts: tuple[Contact, ...] = ()
    pages: tuple[Page, ...] = ()
    legal: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    heading: str = ""
    notes: tuple[str, ...] = ()
    buttons_heading: str = ""
    buttons: tuple[CardButton, ...] = ()
    page: str = ""
    patient_page: str = ""
    votes: Votes | None = None
    more_pages: int = 0
    cut: bool = False
    buttons_cut: bool = False


def content_of(reply: Reply) -> Content:
    """The reply without its buttons, whose payloads only the caller can sign."""
    outcome = reply.custom
    pages = pages_of(outcome.sources)
    said = said_of(lines_of(reply.text), pages)
    return Content(
        lines=said.lines,
        kind=outcome.kind,
        leads=leads_of(said.lines, outcome),
        understood=understood_line(outcome.understood),
        statuses=statuses_of(outcome),
        figures=tuple((row.label, row.words) for row in outcome.figures if row.label and row.words),
        contacts=tuple(contact for contact in outcome.contacts if contact.name or contact.email),
        pages=pages,
        legal=legal_basis(outcome.sources, said.laws),
        kept=said.kept,
    )


def lines_of(text: str) -> tuple[str, ...]:
    """The text's lines without empty ones: each becomes a paragraph."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())
