"""Sources as they are shown: one entry per page with its quotations, the legal basis said once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.gateway.contract import Source
from bot.gateway.teams.cards.dates import swedish_date
from bot.gateway.teams.cards.texts import card_texts

#: "lagändringar kontrollerade t.o.m. 1 september 2025, inte därefter"
_CHECKED = re.compile(r"\bkontrollera(?:d|de|t) t\.o\.m\.")


@dataclass(frozen=True)
class Page:
    """One source page. `quotes`: its own words, or a summary of them.

    `legal`: it is cited for the right to care, where a date is that of the wording, no update.
    """

    title: str
    publisher: str
    url: str | None
    updated: str | None
    legal: bool
    quotes: tuple[str, ...]
    summed_up: bool = False  # what stands in `quotes` are no words of the source
    quote_left_out: bool = False

    @property
    def age(self) -> str:
        """ "Uppdaterad 9 november 2021", the date alone for a law, or that there is none."""
        words = card_texts().sources
        if not self.updated:
            return words.undated
        date = swedish_date(self.updated)
        return date if self.legal else words.updated.format(date=date)

    @property
    def meta(self) -> str:
        """Publisher and age in one line."""
        return " · ".join(part for part in (self.publisher, self.age) if part)


def pages_of(sources: Sequence[Source]) -> tuple[Page, ...]:
    """The pages in order, each once; what has no title is left out."""
    pages: dict[tuple[str | None, str, str | None], Page] = {}
    for source in sources:
        title = (source.title or "").strip()
        if not title:
            continue
        key = (source.id, title, source.url)
        page = pages.get(key) or Page(title, source.publisher or "", source.url, source.updated or None, False, ())
        said = source.quote or source.summary
        pages[key] = replace(
            page,
            quotes=tuple(dict.fromkeys([*page.quotes, *([said] if said else [])])),
            summed_up=page.summed_up or bool(source.summary and not source.quote),
            legal=page.legal or bool((source.legal or "").strip()),
        )
    return _each_summary_once(tuple(pages.values()))


def _each_summary_once(pages: tuple[Page, ...]) -> tuple[Page, ...]:
    """The same summary of several pages in a row stands under the first of them."""
    return tuple(
        replace(page, quotes=()) if page.summed_up and last and last.quotes == page.quotes else page
        for page, last in zip(pages, (None, *pages), strict=False)
    )


def legal_basis(sources: Sequence[Source], said: Sequence[str] = ()) -> tuple[str, ...]:
    """The sections of law, each once, those of the text (`said`) first.

    A law named whole is left out when one of its sections is named; until when they were checked stands last.
    """
    named = [law.strip() for source in sources for law in (source.legal or "").split(";") if law.strip()]
    unique = tuple(dict.fromkeys([*said, *named]))
    laws = [law for law in unique if not any(other.startswith(f"{law} ") for other in unique)]
    return tuple(sorted(laws, key=lambda law: bool(_CHECKED.search(law))))
