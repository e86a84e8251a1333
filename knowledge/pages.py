"""Read the saved source pages and cut them into passages."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

from pydantic import ValidationError

from knowledge import yaml_files
from knowledge.mentions import plain_spaces
from knowledge.model import Page
from knowledge.problems import KnowledgeError, Problem
from knowledge.texts import editor_text, load

MAX_HEADING_WORDS = 12
MIN_PASSAGE_WORDS = 4


@dataclasses.dataclass(frozen=True)
class SavedPage:
    """A page with its words: ``text`` verbatim, ``searchable`` with spaces and dashes unified."""

    page: Page
    text: str

    @property
    def searchable(self) -> str:
        return plain_spaces(self.text).casefold()

    def holds(self, quote: str) -> bool:
        """True when the quotation stands in the page, white space and dashes aside."""
        return plain_spaces(quote).casefold() in self.searchable


@dataclasses.dataclass(frozen=True)
class Passage:
    """A piece of a page under one heading."""

    page: str
    heading: str
    text: str


def load_pages(folder: Path) -> dict[str, SavedPage]:
    """Return every page of ``pages.yml`` by id; raises KnowledgeError naming each fault."""
    listing = folder / "pages.yml"
    document = yaml_files.load(listing)
    pages: dict[str, SavedPage] = {}
    problems: list[Problem] = []
    for index, entry in enumerate(document or []):
        try:
            page = Page.parse_obj(yaml_files.plain(entry))
        except ValidationError as fault:
            for error in fault.errors():
                line = yaml_files.line_of(document, [index, *error["loc"]])
                detail = editor_text("bad_field", detail=error["msg"])
                problems.append(Problem(listing.name, line, ".".join(map(str, error["loc"])), *detail))
            continue
        path = folder / page.file
        text = _read(path)
        line = yaml_files.line_of(document, [index, "file"])
        if not text.strip():
            problems.append(Problem(listing.name, line, "file", *editor_text("missing_page_file", file=page.file)))
        if page.id in pages:
            problems.append(Problem(listing.name, line, "id", *editor_text("duplicate_id", id=page.id)))
        pages[page.id] = SavedPage(page, text)
    if problems:
        raise KnowledgeError(problems)
    return pages


def _read(path: Path) -> str:
    """The page's words; nothing when the file is missing or not UTF-8, which is then shown as one fault."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


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
