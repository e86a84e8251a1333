"""The words of an HTML tree as a reader sees them: a line per block, a table's row on one line."""

from __future__ import annotations

import re

from lxml import html

_UNSEEN = frozenset(("script", "style", "noscript", "template", "svg", "iframe", "title"))
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
BLOCKS = (
    HEADINGS
    | frozenset(("address", "article", "aside", "blockquote", "br", "dd", "details", "div", "dl", "dt", "fieldset"))
    | frozenset(("figcaption", "figure", "footer", "form", "header", "hr", "li", "main", "nav", "ol", "p", "pre"))
    | frozenset(("section", "summary", "table", "td", "th", "tr", "ul"))
)
_FLAT = str.maketrans("\t\n\r\f\v", " " * 5)
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def lines(tree: html.HtmlElement) -> str:
    """All words of the tree, headings and paragraphs between empty lines, points of a list after "- "."""
    parts: list[str] = []
    _collect(tree, parts)
    found = ["\t".join(" ".join(cell.split()) for cell in line.split("\t")) for line in "".join(parts).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in found)).strip()


def _collect(node: html.HtmlElement, parts: list[str]) -> None:
    """Add the words of one element, without what follows it."""
    tag = node.tag if isinstance(node.tag, str) else ""  # a comment's tag is a function
    if not tag or tag in _UNSEEN:
        return
    if tag == "tr" and (row := _row(node)) is not None:
        parts.append(f"\n{row}\n")
        return
    edge = "\n\n" if tag in HEADINGS or tag == "p" else "\n" if tag in BLOCKS else ""
    parts.append(edge + ("- " if tag == "li" else ""))
    # a raised figure is a note or a power; beside a sum it would be read as one more digit
    parts.append(_flat(node.text).translate(RAISED) if tag == "sup" else _flat(node.text))
    for child in node:
        _collect(child, parts)
        parts.append(_flat(child.tail))
    parts.append(edge)


def _row(node: html.HtmlElement) -> str | None:
    """The cells of a table's row on one line, None when a cell holds more than a line or a table of its own."""
    if node.find(".//tr") is not None:
        return None  # read once, from the inside: trying each row first would take twice as long a level
    cells = [lines(cell) for cell in node if cell.tag in ("td", "th")]
    return None if any("\n" in cell for cell in cells) else "\t".join(cells)


def _flat(words: str | None) -> str:
    return (words or "").translate(_FLAT)
