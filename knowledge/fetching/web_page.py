"""A web page's words: the main content, or all that is shown where that would lose an address, a number or a date."""

from __future__ import annotations

import re

import trafilatura
from lxml import etree, html

from knowledge.fetching.decoding import named_letters
from knowledge.fetching.optional import optional
from knowledge.fetching.reading import Reading
from knowledge.mentions import find, plain_spaces

_HIDDEN = ("script", "style", "noscript", "template", "svg", "iframe", "head")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BLOCKS = frozenset(
    (*_HEADINGS, "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figure", "footer", "form")
) | frozenset(("header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul"))
# what a page declares as the day of its last change
_CHANGED = ("article:modified_time", "dcterms.modified", "dc.date.modified", "last-modified", "og:updated_time")


def read_html(page: str, url: str) -> Reading:
    """Return the page's words, title, publisher and the date of change that it declares."""
    page = named_letters(page)
    tree = _parsed(page)
    if tree is None:
        return Reading("")
    about = optional(lambda: trafilatura.extract_metadata(page, default_url=url))
    changed = _declared(tree)
    title = (about.title if about else None) or _first(tree, "//title/text()")
    publisher = (about.sitename if about else None) or _first(tree, "//meta[@name='publisher']/@content")
    return Reading(_words(page, tree), title, publisher, changed)


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


def _words(page: str, tree: html.HtmlElement) -> str:
    main = trafilatura.extract(page, include_comments=False, include_tables=True, favor_recall=True) or ""
    shown = visible(tree)
    lost, kept = find(shown), find(main)
    # contact boxes and dates of update often stand beside the main content
    whole = lost.addresses - kept.addresses or lost.phones - kept.phones or lost.dates - kept.dates
    return shown if whole or len(main) < len(shown) / 3 else main


def visible(tree: html.HtmlElement) -> str:
    """All words that a reader sees, a line per block, headings between empty lines."""
    parts: list[str] = []
    body = tree.find("body")
    _collect(body if body is not None else tree, parts)
    lines = [" ".join(line.split()) for line in "".join(parts).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _collect(node: html.HtmlElement, parts: list[str]) -> None:
    tag = node.tag if isinstance(node.tag, str) else ""
    if tag and tag not in _HIDDEN:
        edge = "\n\n" if tag in _HEADINGS or tag == "p" else "\n" if tag in _BLOCKS else ""
        parts.append(edge + ("- " if tag == "li" else ""))
        parts.append(" ".join((node.text or "").split("\n")))
        for child in node:
            _collect(child, parts)
        parts.append(edge)
    parts.append(" ".join((node.tail or "").split("\n")))
