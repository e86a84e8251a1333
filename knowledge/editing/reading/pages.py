"""Read the saved source pages and cut them into passages."""

from __future__ import annotations

import dataclasses
import functools
import re
from pathlib import Path

from pydantic import ValidationError

from knowledge.editing.reading import yaml_files
from knowledge.editing.reading.field_errors import field_problems
from knowledge.editing.reading.problems import KnowledgeError, Problem
from knowledge.limits import LIMITS
from knowledge.search.passages import Passage
from knowledge.swedish.mentions import plain_spaces
from knowledge.texts import editor_text, load
from knowledge.words.facts import Page

MAX_HEADING_WORDS, MIN_PASSAGE_WORDS = LIMITS.passages.heading, LIMITS.passages.shortest
MAX_MB = 10  # a page is read by people; a larger file is something else


@dataclasses.dataclass(frozen=True)
class SavedPage:
    """A page with its words: ``text`` verbatim, ``searchable`` with spaces and dashes unified."""

    page: Page
    text: str

    @functools.cached_property
    def searchable(self) -> str:
        """The page's text as quotations are looked up in it: plain spaces and dashes, lower case."""
        return plain_spaces(self.text).casefold()

    def holds(self, quote: str) -> bool:
        """True when the quotation stands in the page, white space and dashes aside."""
        return plain_spaces(quote).casefold() in self.searchable


def load_pages(folder: Path) -> dict[str, SavedPage]:
    """Return every page of ``pages.yml`` by id; raises KnowledgeError naming each fault."""
    pages, problems = read_pages(folder)
    if problems:
        raise KnowledgeError(problems)
    return pages


def read_pages(folder: Path) -> tuple[dict[str, SavedPage], list[Problem]]:
    """Return the pages that can be read, and what is wrong with the others.

    Raises KnowledgeError when the list of pages itself cannot be read.
    """
    listing = folder / "pages.yml"
    document = yaml_files.load(listing)
    pages: dict[str, SavedPage] = {}
    problems: list[Problem] = []
    for index, entry in enumerate(document or []):
        try:
            page = Page.parse_obj(yaml_files.plain(entry))
        except ValidationError as fault:
            problems += field_problems(fault, listing.name, document, [index])
            continue
        text, wrong = _read(folder / page.file)
        if wrong:
            line = yaml_files.line_of(document, [index, "file"])
            problems.append(Problem(listing.name, line, "file", *editor_text(wrong, file=page.file, limit=MAX_MB)))
        if page.id in pages:
            line = yaml_files.line_of(document, [index, "id"])
            problems.append(Problem(listing.name, line, "id", *editor_text("duplicate_page", id=page.id)))
        pages[page.id] = SavedPage(page, text)
    return pages, problems


def _read(path: Path) -> tuple[str, str | None]:
    """The page's words, and the key of the fault when they cannot be used."""
    try:
        if path.stat().st_size > MAX_MB * 1024 * 1024:
            return "", "page_too_large"
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return "", "missing_page_file"
    return text, None if text.strip() else "missing_page_file"


def is_furniture(line: str) -> bool:
    """True for lines that the web site put there: browser warnings, icons, print buttons."""
    return any(re.search(pattern, line) for pattern in load("furniture")["lines"])


def _is_heading(line: str, following_blank: bool) -> bool:
    words = line.split()
    short = 0 < len(words) <= MAX_HEADING_WORDS
    return short and following_blank and not re.search(r"[.,;]$|^•|^[\w.]+@|^\d[\d\s-]+$", line)


def cut(saved: SavedPage) -> list[Passage]:
    """Cut a page into passages by heading; page furniture is left out."""
    lines = [line.strip() for line in saved.text.splitlines()]
    passages: list[Passage] = []
    heading = saved.page.title
    body: list[str] = []

    def close() -> None:
        text = plain_spaces(" ".join(body))
        if len(text.split()) >= MIN_PASSAGE_WORDS:
            passages.append(Passage(saved.page.id, heading, text))

    for number, line in enumerate(lines):
        if not line or is_furniture(line):
            continue
        blank_after = number + 1 >= len(lines) or not lines[number + 1]
        if _is_heading(line, blank_after) or line.endswith("?"):
            close()
            heading, body = line, []
        else:
            body.append(line)
    close()
    return passages
