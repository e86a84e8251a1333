"""The same answer as plain text: for notifications, summaries and clients without cards."""

from __future__ import annotations

from collections.abc import Iterator

from bot.gateway.contract import Contact
from bot.gateway.teams.cards.content import Content
from bot.gateway.teams.cards.texts import card_texts


def plain_text(content: Content) -> str:
    """One statement a line: words, what they assume, status, contacts, sources with date and address, law, choices."""
    return "\n".join(_lines(content))


def _lines(content: Content) -> Iterator[str]:
    words = card_texts()
    yield from ([content.heading] if content.heading else [])
    yield from content.lines
    if content.cut:
        yield words.shortened.text if content.pages else words.shortened.text_without_source
    if content.understood:
        yield content.understood
    yield from (line for _, line in content.statuses)
    for contact in content.contacts:
        yield words.contacts.line.format(contact=contact_line(contact))
    for page in content.pages:
        named = ", ".join(part for part in (page.title, page.publisher, page.age) if part)
        yield words.sources.line.format(page=named)
        if page.url:
            yield words.sources.link.format(url=page.url)
    yield from content.kept
    if content.legal:
        yield f"{words.legal}: {'; '.join(content.legal)}"
    if content.page:
        yield words.page.line.format(url=content.page)
    if content.patient_page:
        yield words.page.patient_line.format(url=content.patient_page)
    yield from content.notes
    if content.buttons:
        titles = "; ".join(button.title for button in content.buttons)
        yield words.buttons.line.format(heading=content.buttons_heading, titles=titles)


def contact_line(contact: Contact) -> str:
    """ "Malin Sköld, regionutvecklare, vgprimarvard@vgregion.se"; what is not given is left out."""
    return ", ".join(part for part in (contact.name, contact.role, contact.email, contact.phone) if part)
