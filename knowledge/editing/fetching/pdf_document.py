"""The words of a PDF file."""

from __future__ import annotations

import dataclasses
import io
import logging
import re
from collections.abc import Iterator

from pypdf import PageObject, PdfReader

from knowledge.editing.fetching.faults import FetchError, warning
from knowledge.editing.fetching.model import Reading
from knowledge.editing.fetching.optional import optional
from knowledge.editing.fetching.pdf_letters import words_of

_JOINED = re.compile(r"([^\W\d_])-\n(?!(?:och|eller|samt|till)\b)([a-zåäö])")
_AFTER_FIGURE = re.compile(r"(\d)-\n(?!(?:och|eller|samt|till)\b)([a-zåäö])")  # "18-årsdagen" keeps its hyphen
# what pypdf says of damaged files is for whoever sets up a log; the editor is told in Swedish
logging.getLogger("pypdf").addHandler(logging.NullHandler())


def read_pdf(data: bytes) -> Reading:
    """Return the words of a PDF, its lines joined where a word is divided, and warnings of pages that lack words.

    Raises FetchError when it is locked or no page of it can be read.
    """
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise FetchError("locked")
    pages = [_read_page(page) for page in reader.pages]
    if pages and all(page.lacks == "broken_pages" for page in pages):
        raise FetchError("damaged", kind="PDF")
    about = optional(lambda: reader.metadata)
    title = optional(lambda: ((about and about.title) or "").strip())
    changed = optional(lambda: about and about.modification_date)
    return Reading(
        _AFTER_FIGURE.sub(r"\1-\2", _JOINED.sub(r"\1\2", "\n\n".join(page.text for page in pages))),
        title or None,
        file_date=changed.date().isoformat() if changed else None,
        warnings=tuple(_warnings(pages)),
    )


@dataclasses.dataclass(frozen=True)
class _Page:
    text: str
    lacks: str | None = None  # the warning that the page gives rise to


def _read_page(page: PageObject) -> _Page:
    try:
        text, told = words_of(page)
    except Exception:  # pypdf raises whatever a damaged page makes it raise; the editor is told which page it is
        return _Page("", "broken_pages")
    if not text.strip():
        return _Page("", "picture_pages" if optional(page.images.keys) else None)
    return _Page(text, None if told else "unreadable_pages")


def _warnings(pages: list[_Page]) -> Iterator[str]:
    """A line for each thing that pages lack, with their numbers; a file without any words is refused as a whole."""
    for key in ("unreadable_pages", "picture_pages", "broken_pages") if any(page.text for page in pages) else ():
        numbers = [str(number) for number, page in enumerate(pages, 1) if page.lacks == key]
        if numbers:
            yield warning(key, pages=", ".join(numbers))
