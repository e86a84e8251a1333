"""Cards that fit into a message: what is too long is shortened where it hurts least.

First what the answer assumes goes, the choices before the line, then the quotations, then the sources after the first,
then the table and further contacts, then the end of the text, last of all the buttons at the end. Status and the first
source always stay.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from bot.gateway.contract import Contact
from bot.gateway.teams.cards import elements, layout
from bot.gateway.teams.cards.content import Content, lines_of
from bot.gateway.teams.cards.literal import MAX_ADDRESS, literal
from bot.gateway.teams.cards.model import Rendered
from bot.gateway.teams.cards.pages import Page
from bot.gateway.teams.cards.plain import plain_text

#: Largest card as UTF-8 JSON and largest text beside it, in bytes: with the activity around them below Teams' 28 kB.
MAX_CARD_BYTES = 22_000
MAX_TEXT_BYTES = 3_000
MAX_FIELD = 300  # characters of a title, a name, a row of the table
MAX_UNDERSTOOD = 600  # characters of what the answer assumes
MOST = 60  # sources, contacts, rows of the table, laws: more never fit
MOST_BUTTONS = 120
LONG_QUOTE = 500  # characters that a quotation keeps before it is left out altogether
SHORT_TEXT = 200  # characters of the answer that always stay

Step = Callable[[Content], Iterator[Content]]


def render(content: Content) -> Rendered:
    """The card and its text, both within their limits."""
    shorter = list(_shorter(_bounded(content)))
    text = plain_text(_first_that_fits(shorter, lambda each: _size(plain_text(each)) <= MAX_TEXT_BYTES))
    fallback = "\n\n".join(literal(line) for line in text.splitlines())

    def drawn(each: Content) -> elements.Element:
        return elements.card(layout.body(each), fallback)

    return Rendered(drawn(_first_that_fits(shorter, lambda each: card_size(drawn(each)) <= MAX_CARD_BYTES)), text)


def _first_that_fits(shorter: Sequence[Content], fits: Callable[[Content], bool]) -> Content:
    """The longest that fits, found by halving; most often that is the first."""
    if fits(shorter[0]):
        return shorter[0]
    return shorter[min(bisect_left(shorter, True, key=fits), len(shorter) - 1)]


def card_size(card: elements.Element) -> int:
    """Bytes of the card as UTF-8 JSON."""
    return _size(json.dumps(card, ensure_ascii=False))


def clip(text: str, length: int) -> str:
    """At most `length` characters, cut at a word and marked with "…"."""
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[length // 2 :] else cut).rstrip(" ,;:.") + "…"


def _size(text: str) -> int:
    return len(text.encode("utf-8"))


def _bounded(content: Content) -> Content:
    """Without what no card could hold: shortening then takes few steps, and what always stays cannot be too much."""
    text = "\n".join(content.lines)
    return replace(
        content,
        lines=lines_of(clip(text, MAX_CARD_BYTES)),
        cut=len(text) > MAX_CARD_BYTES,
        understood=clip(content.understood, MAX_UNDERSTOOD),
        figures=tuple((clip(label, MAX_FIELD), clip(words, MAX_FIELD)) for label, words in content.figures[:MOST]),
        contacts=tuple(_bounded_contact(contact) for contact in content.contacts[:MOST]),
        pages=tuple(_bounded_page(page) for page in content.pages[:MOST]),
        more_pages=max(len(content.pages) - MOST, 0),
        legal=tuple(clip(law, MAX_FIELD) for law in content.legal[:MOST]),
        kept=tuple(clip(line, MAX_FIELD) for line in content.kept[:MOST]),
        buttons=content.buttons[:MOST_BUTTONS],
        buttons_cut=len(content.buttons) > MOST_BUTTONS,
    )


def _bounded_page(page: Page) -> Page:
    return replace(
        page,
        title=clip(page.title, MAX_FIELD),
        publisher=clip(page.publisher, MAX_FIELD),
        url=page.url if len(page.url or "") <= MAX_ADDRESS else None,
        updated=clip(page.updated, MAX_FIELD) if page.updated else None,
        quotes=tuple(clip(quote, MAX_CARD_BYTES) for quote in page.quotes),
    )


def _bounded_contact(contact: Contact) -> Contact:
    fields = {name: clip(value, MAX_FIELD) for name in ("name", "role") if (value := getattr(contact, name))}
    too_long = {name: None for name in ("email", "phone") if len(getattr(contact, name) or "") > MAX_FIELD}
    return contact.model_copy(update={**fields, **too_long})


def _shorter(content: Content) -> Iterator[Content]:
    """The content, and then shorter and shorter ones; the last is short enough for any card."""
    yield content
    steps: tuple[Step, ...] = (
        _drop_understood,
        _clip_quotes,
        _drop_quotes,
        _drop_pages,
        _drop_details,
        _cut_text,
        _drop_buttons,
    )
    for step in steps:
        for shorter in step(content):
            content = shorter
            yield content


def _drop_understood(content: Content) -> Iterator[Content]:
    yield replace(content, changes=())
    yield replace(content, changes=(), understood="")


def _clip_quotes(content: Content) -> Iterator[Content]:
    yield replace(content, pages=tuple(_with_clipped_quotes(page) for page in content.pages))


def _with_clipped_quotes(page: Page) -> Page:
    return replace(page, quotes=tuple(clip(quote, LONG_QUOTE) for quote in page.quotes))


def _drop_quotes(content: Content) -> Iterator[Content]:
    """The last page's quotations first."""
    pages = list(content.pages)
    for at in reversed(range(len(pages))):
        if pages[at].quotes:
            pages[at] = replace(pages[at], quotes=(), quote_left_out=True)
            yield replace(content, pages=tuple(pages))


def _drop_pages(content: Content) -> Iterator[Content]:
    for kept in reversed(range(1, len(content.pages))):
        dropped = len(content.pages) - kept
        yield replace(content, pages=content.pages[:kept], more_pages=content.more_pages + dropped)


def _drop_details(content: Content) -> Iterator[Content]:
    for kept in (10, 3, 1):
        yield replace(content, legal=content.legal[:kept], kept=content.kept[:kept], contacts=content.contacts[:kept])
    yield replace(content, figures=content.figures[:3], legal=content.legal[:1], contacts=content.contacts[:1])


def _cut_text(content: Content) -> Iterator[Content]:
    text = "\n".join(content.lines)
    length = len(text)
    while length > SHORT_TEXT:
        length = max(length * 3 // 4, SHORT_TEXT)
        yield replace(content, lines=lines_of(clip(text, length)), cut=True)


def _drop_buttons(content: Content) -> Iterator[Content]:
    for kept in reversed(range(len(content.buttons))):
        yield replace(content, buttons=content.buttons[:kept], buttons_cut=True)
