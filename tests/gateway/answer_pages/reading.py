"""What a reader sees of a page: its words, its links, what a browser fetches."""

from __future__ import annotations

import re
from html.parser import HTMLParser


class Reading(HTMLParser):
    """``words`` are the shown words on one line, ``links`` the addresses in order, ``tags`` every element's name."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[str] = []
        self._words: list[str] = []
        self._head = False
        self.feed(html)
        self.close()

    @property
    def words(self) -> str:
        return re.sub(r"\s+", " ", " ".join(self._words)).strip()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]
        self._head = tag == "head" or (self._head and tag != "body")
        if tag == "a":
            self.links.append(dict(attrs).get("href") or "")

    def handle_data(self, data: str) -> None:
        if not self._head:
            self._words.append(data)


def one_line(words: str) -> str:
    """The words as ``Reading.words`` has them."""
    return re.sub(r"\s+", " ", words).strip()
