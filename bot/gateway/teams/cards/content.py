"""What a card says, before it has any form: read from a reply once, shortened where it must be."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.gateway.contract import Contact, Reply
from bot.gateway.teams.cards.dates import statuses_of
from bot.gateway.teams.cards.model import CardButton, Votes
from bot.gateway.teams.cards.pages import Page, legal_basis, pages_of
from bot.gateway.teams.cards.understood import Change, understood_line

_SOURCE_LINE = re.compile(r"Käll(?:a|or): ")
#: What follows the last date of a source line: ", för fem år sedan: uppgiften kan vara inaktuell."
_REMARK = re.compile(r", [^,:;.]+: ([^,:;]+\.)$")


@dataclass(frozen=True)
class Content:
    """The parts of a card in the order in which they are shown.

    `understood` is the line of what the reply assumes, `changes` what that can be changed to;
    `statuses` are the contract's word and ours in Swedish, one or one for each programme; `figures` are rows of label
    and words;
    `page` is the whole address of the answer's own page;
    `more_pages` counts sources that did not fit; `cut` and `buttons_cut` say that text or buttons did not.
    """

    lines: tuple[str, ...]
    kind: str = "smalltalk"
    understood: str = ""
    changes: tuple[Change, ...] = ()
    statuses: tuple[tuple[str, str], ...] = ()
    figures: tuple[tuple[str, str], ...] = ()
    contacts: tuple[Contact, ...] = ()
    pages: tuple[Page, ...] = ()
    legal: tuple[str, ...] = ()
    heading: str = ""
    notes: tuple[str, ...] = ()
    buttons_heading: str = ""
    buttons: tuple[CardButton, ...] = ()
    page: str = ""
    votes: Votes | None = None
    more_pages: int = 0
    cut: bool = False
    buttons_cut: bool = False


def content_of(reply: Reply) -> Content:
    """The reply without its buttons, whose payloads only the caller can sign."""
    outcome = reply.custom
    pages = pages_of(outcome.sources)
    return Content(
        lines=lines_of(shown_text(reply.text, pages)),
        kind=outcome.kind,
        understood=understood_line(outcome.understood),
        statuses=statuses_of(outcome),
        figures=tuple((row.label, row.words) for row in outcome.figures if row.label and row.words),
        contacts=tuple(contact for contact in outcome.contacts if contact.name or contact.email),
        pages=pages,
        legal=legal_basis(outcome.sources),
    )


def lines_of(text: str) -> tuple[str, ...]:
    """The text's lines without empty ones: each becomes a paragraph."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def shown_text(text: str, pages: tuple[Page, ...]) -> str:
    """The text without its last "Källa: …" line when that names nothing but the pages shown below it.

    What the line says beside ("uppgiften kan vara inaktuell") stays as a sentence; a line that names another source
    stays whole. The widget does the same.
    """
    kept, _, last = text.strip().rpartition("\n")
    if not pages or not _SOURCE_LINE.match(last) or len(last.split("; ")) != len(pages):
        return text.strip()
    if not all(page.title in last and page.publisher in last for page in pages):
        return text.strip()
    remark = _REMARK.search(last)
    return f"{kept}\n{remark[1][:1].upper()}{remark[1][1:]}".strip() if remark else kept.strip()
