"""A web page's words: its main part, and what stands beside it and belongs to it."""

from __future__ import annotations

import re

import trafilatura
from lxml import etree, html

from knowledge.editing.fetching.beside import beside
from knowledge.editing.fetching.decoding import named_letters
from knowledge.editing.fetching.faults import FetchError
from knowledge.editing.fetching.furniture import clear, main_part
from knowledge.editing.fetching.model import Reading
from knowledge.editing.fetching.optional import optional
from knowledge.editing.fetching.shown import lines
from knowledge.swedish.mentions import plain_spaces

LEAST_SHARE = 1 / 3  # of what is shown, from which a part may be the main one
LEAST_BEHIND_LOGIN = 120  # words of a page that asks for a password and still shows something
# what a page declares as the day of its last change
_CHANGED = ("article:modified_time", "dcterms.modified", "dc.date.modified", "last-modified", "og:updated_time")


def read_html(page: str, url: str) -> Reading:
    """Return the page's words, title, publisher and the date of change that it declares."""
    page = named_letters(page)
    tree = _parsed(page)
    if tree is None:
        return Reading("")
    about = optional(lambda: trafilatura.extract_metadata(page, default_url=url, extensive=False))
    changed = _declared(tree)
    whole, locked = lines(tree), bool(tree.xpath("//input[@type='password']"))
    words = _words(tree)
    if locked and len(words.split()) < LEAST_BEHIND_LOGIN:
        raise FetchError("login", url=url)
    title = (about.title if about else None) or _first(tree, "//title/text()")
    publisher = (about.sitename if about else None) or _first(tree, "//meta[@name='publisher']/@content")
    return Reading(words, title, publisher, changed, left_out=_left_out(whole, words))


def _left_out(whole: str, words: str) -> tuple[str, ...]:
    """The lines of the whole page that the text lacks, each once."""
    had = {plain_spaces(line) for line in words.split("\n")}
    shown = (plain_spaces(line).removeprefix("- ") for line in whole.split("\n"))
    return tuple(dict.fromkeys(line for line in shown if line and line not in had and f"- {line}" not in had))


def _parsed(page: str) -> html.HtmlElement | None:
    # lxml refuses text that declares an encoding of its own
    page = re.sub(r"^\s*<\?xml[^>]*\?>", "", page)
    try:
        return html.document_fromstring(page) if page.strip() else None
    except (etree.ParserError, ValueError):
        return None


def _first(tree: html.HtmlElement, path: str) -> str | None:
    return next((plain_spaces(str(words)) for words in tree.xpath(path) if str(words).strip()), None)


def _declared(tree: html.HtmlElement) -> str | None:
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("http-equiv") or "").lower()
        day = re.match(r"\d{4}-\d{2}-\d{2}", meta.get("content") or "")
        if name in _CHANGED and day:
            return day[0]
    return None


def _words(tree: html.HtmlElement) -> str:
    """The main part of the page and the lines beside it that hold what it lacks; all that is shown if there is none."""
    clear(tree)
    shown = lines(tree)
    part = main_part(tree)
    main = lines(part) if part is not None else _found_by_text(tree)
    if len(main) < len(shown) * LEAST_SHARE:
        return shown
    return f"{main}\n\n{beside(tree, main)}"


def _found_by_text(tree: html.HtmlElement) -> str:
    """The main part of a page that does not say which it is; empty where none is found."""
    page = html.tostring(tree, encoding="unicode")
    return trafilatura.extract(page, include_comments=False, include_tables=True, favor_recall=True) or ""
