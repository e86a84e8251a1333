"""What stands beside a page's main part and belongs to it: its date of change, whom to ask, a last day."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import html

from knowledge.editing.fetching.furniture import words_in
from knowledge.editing.fetching.shown import BLOCKS, lines
from knowledge.swedish.mentions import Mentions, find, plain_spaces
from knowledge.swedish.written_dates import find_dates
from knowledge.texts import load

LARGEST = 40  # words of a part that is taken whole, such as a box with a contact; of larger ones only the line
LEAST_OWN = 3  # words of a box beyond its links and dates; with fewer it only leads elsewhere
_WHOLE = frozenset(("html", "body", "header", "footer", "main", "article"))


def beside(tree: html.HtmlElement, main: str) -> str:
    """The lines of the tree with an address, a telephone number or a date that the main part lacks."""
    kept, had = find(main), set(main.split("\n"))
    found = (line for part in _smallest_lacking(tree, kept) for line in _with_its_box(part, kept))
    return "\n".join(dict.fromkeys(line for line in found if line not in had))


def _smallest_lacking(part: html.HtmlElement, kept: Mentions) -> list[html.HtmlElement]:
    """The innermost blocks that hold something which is not kept, and what is round them if that holds more."""
    if not isinstance(part.tag, str) or not _lacks(lines(part), kept):
        return []
    inner = [block for child in part for block in _smallest_lacking(child, kept)]
    block = part.tag in BLOCKS or part.tag in _WHOLE
    more = block and _lacks(lines(part), kept, *(find(lines(other)) for other in inner))
    return [*inner, part] if more else inner


def _lacks(shown: str, *kept: Mentions) -> bool:
    """True when the words hold something that none of those kept has."""
    things = find(shown)
    return any(
        getattr(things, kind).difference(*(getattr(had, kind) for had in kept))
        for kind in ("addresses", "phones", "dates")
    )


def _with_its_box(part: html.HtmlElement, kept: Mentions) -> Iterator[str]:
    """The part's lines and those of the box round it: a telephone number says little without its name."""
    while (above := part.getparent()) is not None and above.tag not in _WHOLE and _is_small(above):
        part = above
    if _leads_elsewhere(part, kept):
        return
    small = part.tag not in _WHOLE and _is_small(part)
    yield from (line for line in lines(part).split("\n") if small or _lacks(line, kept))


def _leads_elsewhere(box: html.HtmlElement, kept: Mentions) -> bool:
    """True for links with dates, as news have them: they speak of other pages, unless they give the last change."""
    shown = plain_spaces(lines(box))
    things = find(shown)
    if things.addresses - kept.addresses or things.phones - kept.phones or not box.xpath(".//a[@href]"):
        return False
    if any(re.search(pattern, shown, re.IGNORECASE) for pattern in load("fetching")["updated"]):
        return False
    linked = sum(words_in(link) for link in box.iter("a"))
    return len(find_dates(shown)[1].split()) - linked <= LEAST_OWN


def _is_small(element: html.HtmlElement) -> bool:
    words = 0
    for text in element.itertext():
        words += len(text.split())
        if words > LARGEST:  # the rest of a large element need not be counted
            return False
    return True
