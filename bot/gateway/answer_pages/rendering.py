"""Lays a page out as HTML: no script, no form; whatever an answer says is text."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.gateway.answer_pages.content import PageContent
from bot.gateway.answer_pages.texts import page_texts
from bot.gateway.teams.cards.content import content_of
from bot.gateway.teams.cards.dates import swedish_date
from bot.gateway.teams.cards.literal import mail_address, phone_address
from bot.gateway.teams.cards.texts import card_texts

TEMPLATES = Path(__file__).with_name("templates")
#: More ways on than this are folded away, so that the answer is not drowned in them.
SHOWN_LINKS = 8


def page_html(page: PageContent, address: str, indexed: bool) -> str:
    """The page as a document; ``address`` is its whole address, ``indexed`` whether search engines may list it."""
    template = _environment().get_template("patient.html" if page.kind == "patient" else "page.html")
    return template.render(
        page=page, answers=[content_of(part.reply) for part in page.parts], **_given(address, indexed)
    )


def problem_html(heading: str, words: Sequence[str]) -> str:
    """A page that says calmly what went wrong, with ways on; never listed by search engines."""
    return _environment().get_template("problem.html").render(heading=heading, words=words, **_given("", False))


def _given(address: str, indexed: bool) -> dict[str, object]:
    return {"address": address, "indexed": indexed, "texts": page_texts(), "shared": card_texts()}


@functools.cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(day=lambda date: swedish_date(date.isoformat()), mail=mail_address, phone=phone_address)
    made.globals["SHOWN_LINKS"] = SHOWN_LINKS
    return made
