"""From what a card says to the elements that say it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.gateway.contract import Contact
from bot.gateway.teams.cards import elements
from bot.gateway.teams.cards.content import Content
from bot.gateway.teams.cards.elements import Element
from bot.gateway.teams.cards.glance import paragraphs
from bot.gateway.teams.cards.literal import link, literal, mail_address, phone_address, web_address
from bot.gateway.teams.cards.model import CardButton, Votes
from bot.gateway.teams.cards.pages import Page
from bot.gateway.teams.cards.texts import card_texts
from bot.gateway.teams.cards.understood import Change

#: A colour beside the words, never instead of them.
STATUS_STYLES = {"upcoming": "accent", "open": "good", "closed": "warning", "ended": "attention"}
LEAST_ROWS = 2  # of a table
MAX_BUTTON = 36  # characters that a button shows on a narrow phone
CHANGES = "changes"  # names what "Ändra" shows
GROUNDS = "grounds"  # names what "Så vet vi det" shows
COMMENT = "comment"  # names the field of a comment, and its words in what is sent
MOST_COMMENT = 1000  # characters, as the gateway takes them
_BULLET = re.compile(r"^[-*•–]\s+")
_NUMBERED = re.compile(r"^\d+[.)]\s")


def body(content: Content) -> list[Element]:
    """Every element of the card's body, in order."""
    parts = [
        *([elements.heading(content.heading)] if content.heading else []),
        *_understood(content),
        *_status(content),
        *_lines(content.lines, content.leads),
        *_shortened(content),
        *_figures(content),
        *_contacts(content.contacts),
        *_grounds(content),
        *_own_pages(content),
        *(elements.paragraph(note, isSubtle=True, spacing="Small") for note in content.notes),
        *_buttons(content),
        *(_votes(content.votes) if content.votes else []),
    ]
    return parts or [elements.paragraph("…")]


def _understood(content: Content) -> Iterator[Element]:
    """The line, beside it a button that shows what can be changed."""
    if not content.understood:
        return
    line = elements.paragraph(content.understood, isSubtle=True, size="Small")
    if not content.changes:
        yield line
        return
    words = card_texts().understood
    change = elements.actions(elements.toggle(words.change, CHANGES, words.change_words))
    yield elements.columns(("stretch", [line], None), ("auto", [change], None))
    yield elements.container(list(_changes(content.changes)), id=CHANGES, isVisible=False, spacing="Small")


def _changes(changes: Sequence[Change]) -> Iterator[Element]:
    for change in changes:
        yield elements.paragraph(change.heading, isSubtle=True, size="Small")
        yield from _choices(change.buttons)


def _lines(lines: Sequence[str], leads: Sequence[str]) -> Iterator[Element]:
    """A paragraph a line, the answer apart; the items of a list stand closer together, and bullets need no Markdown."""
    for line in lines:
        item = _BULLET.match(line)
        close = item or _NUMBERED.match(line)
        words = _BULLET.sub("•\u00a0", line) if item else line
        for part in paragraphs(words, leads):
            large = {"size": "Medium", "weight": "Bolder"} if part.lead else {}
            yield elements.paragraph(part.text, spacing="Small" if close else "Default", **large)


def _shortened(content: Content) -> Iterator[Element]:
    words = card_texts().shortened
    if content.cut:
        yield elements.paragraph(words.text if content.pages else words.text_without_source, isSubtle=True)


def _status(content: Content) -> Iterator[Element]:
    for state, line in content.statuses:
        said = elements.paragraph(line, weight="Bolder", size="Small")
        yield elements.columns(("auto", [said], STATUS_STYLES.get(state, "emphasis")), spacing="Small")


def _figures(content: Content) -> Iterator[Element]:
    """Several figures as a table; a single one only where the answer's own words do not say it just so."""
    said = " ".join(content.lines)
    if len(content.figures) >= LEAST_ROWS or any(words not in said for _, words in content.figures):
        yield elements.facts(content.figures, spacing="Medium")


def _contacts(contacts: Sequence[Contact]) -> Iterator[Element]:
    if contacts:
        yield elements.heading(card_texts().contacts.heading, spacing="Medium")
        for contact in contacts:
            yield elements.container(_contact(contact), spacing="Small")


def _contact(contact: Contact) -> list[Element]:
    who = ", ".join(part for part in (contact.name or contact.email, contact.role) if part)
    mail = link(contact.email, mail_address(contact.email)) if contact.email else ""
    phone = link(contact.phone, phone_address(contact.phone)) if contact.phone else card_texts().contacts.no_phone
    ways = " · ".join(way for way in (mail, phone) if way)
    return [elements.markdown(literal(who)), elements.markdown(ways, spacing="None")]


def _grounds(content: Content) -> Iterator[Element]:
    """How the answer is known: sources with date, their words and the law, behind one button that says how many."""
    words = card_texts()
    if not content.pages:
        yield from _legal(content.legal)
        return
    count = len(content.pages) + content.more_pages
    said = words.sources.many.format(count=count) if count > 1 else words.sources.one
    title = words.sources.heading.format(count=said)
    yield elements.actions(elements.toggle(title, GROUNDS, words.sources.show), spacing="Medium", separator=True)
    items = [
        *(elements.container(_page(page), spacing="Small") for page in content.pages),
        *_more(content.more_pages),
        *_legal(content.legal),
        *(elements.paragraph(line, isSubtle=True, size="Small", spacing="Small") for line in content.kept),
    ]
    yield elements.container(items, id=GROUNDS, isVisible=False, spacing="Small")


def _more(count: int) -> Iterator[Element]:
    words = card_texts().shortened
    if count:
        sentence = words.sources_many if count > 1 else words.sources_one
        yield elements.paragraph(sentence.format(count=count), isSubtle=True, spacing="Small")


def _page(page: Page) -> list[Element]:
    address = web_address(page.url)
    title = elements.markdown(link(page.title, address)) if address else elements.paragraph(page.title)
    parts = [title, elements.paragraph(page.meta, isSubtle=True, size="Small", spacing="None")]
    if page.quote_left_out:
        left_out = card_texts().shortened.quote
        parts.append(elements.paragraph(left_out, isSubtle=True, size="Small", spacing="None"))
    return [*parts, *([_quotes(page)] if page.quotes else [])]


def _quotes(page: Page) -> Element:
    words = card_texts().sources
    lead = elements.paragraph(words.summed_up if page.summed_up else words.on_page, isSubtle=True, size="Small")
    quotes = [elements.verbatim(" ".join(quote.split()), spacing="Small") for quote in page.quotes]
    return elements.container([lead, *quotes], style="emphasis", spacing="Small")


def _legal(basis: Sequence[str]) -> Iterator[Element]:
    if basis:
        said = "; ".join(literal(law) for law in basis)
        yield elements.markdown(f"**{literal(card_texts().legal)}:** {said}", isSubtle=True, spacing="Small")


def _own_pages(content: Content) -> Iterator[Element]:
    """The answer as a page, and the text that says it to the patient."""
    words = card_texts().page
    links = ((words.show, web_address(content.page)), (words.patient, web_address(content.patient_page)))
    if shown := [elements.open_url(title, address) for title, address in links if address]:
        yield elements.actions(*shown, spacing="Small")


def _buttons(content: Content) -> Iterator[Element]:
    if content.buttons:
        yield elements.heading(content.buttons_heading, spacing="Medium", separator=bool(content.pages))
        yield from _choices(content.buttons)
    if content.buttons_cut:
        yield elements.paragraph(card_texts().shortened.buttons, isSubtle=True, spacing="Small")


def _choices(buttons: Sequence[CardButton]) -> Iterator[Element]:
    """A row for each button, so that its words have all the width there is."""
    choice = _box if any(len(button.title) > MAX_BUTTON for button in buttons) else _button
    yield from map(choice, buttons)


def _button(button: CardButton) -> Element:
    return elements.actions(elements.submit(button.title, button.data), spacing="Small")


def _box(button: CardButton) -> Element:
    """A box to press, where the words can wrap: a button on a phone would cut them off."""
    words = elements.markdown(literal(button.title), color="Accent")
    action = elements.submit(button.title, button.data)
    return elements.container([words], selectAction=action, style="emphasis", spacing="Small")


def _votes(votes: Votes) -> Iterator[Element]:
    words = card_texts().votes
    up, down = (words.given.format(title=title) if votes.given == vote else title for vote, title in
                (("up", words.up), ("down", words.down)))  # fmt: skip
    thumbs = elements.actions(
        elements.submit(up, votes.up, words.up_words), elements.submit(down, votes.down, words.down_words)
    )
    question = elements.paragraph(words.heading, isSubtle=True, size="Small")
    yield elements.columns(("auto", [question], None), ("stretch", [thumbs], None), spacing="Medium", separator=True)
    if votes.commented:
        yield elements.paragraph(words.commented, isSubtle=True, size="Small", spacing="Small")
    elif votes.comment is not None and votes.given == "down":
        yield elements.field(COMMENT, words.comment, words.comment_hint, MOST_COMMENT, spacing="Small")
        yield elements.actions(elements.submit_fields(words.comment_send, votes.comment), spacing="Small")
