"""Read the words out of what was fetched: a web page, a PDF, a Word document or plain text."""

from __future__ import annotations

import dataclasses
import datetime
import re
import unicodedata
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from knowledge.editing.fetching.decoding import decode
from knowledge.editing.fetching.download import Download
from knowledge.editing.fetching.faults import FetchError
from knowledge.editing.fetching.model import Reading
from knowledge.editing.fetching.page_dates import declared_date, stated_date

PDF_WITHIN = 1024  # bytes in which %PDF may stand
MIN_WORDS = 5  # fewer are a cookie notice or an empty shell, not a page
_SUFFIXES = {".html": "html", ".htm": "html", ".pdf": "pdf", ".docx": "docx", ".txt": "text", ".md": "text"}
# what stands before a point of a list; a sign that is nothing else may stand close to the words, or a line above them
_POINT = re.compile(
    r"^[ \t]*(?:[-*·\x01-\x08\x0e-\x1f\ufffd][ \t]+|[•▪▫■□●○◦◆‣⁃➢\uf021-\uf0ff][ \t\xa0]*\n?[ \t\xa0]*)(?=\S)",
    re.MULTILINE,
)
_SIGNS = str.maketrans({"\0": "", "\uf020": " ", "\uf0a7": "•", "\uf0b7": "•"})  # of the fonts Symbol and Wingdings
_NAMES = {"html": "HTML", "pdf": "PDF", "docx": "Word", "text": "text"}  # as an editor calls them
_UNSURE = ("application/octet-stream", "binary/octet-stream", "application/x-download", "application/force-download")
_TYPES = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "text/plain": "text",
}


def read(page: Download, *, today: datetime.date) -> Reading:
    """Return the words of what was fetched on the day ``today``.

    Raises FetchError when it is damaged, of another kind or has no words.
    """
    kind = _kind(page)
    try:
        reading = _read_as(kind, page)
    except FetchError:
        raise
    except Exception as fault:  # the libraries raise whatever a damaged file makes them raise; an editor gets one line
        raise FetchError("damaged", kind=_NAMES[kind]) from fault
    text = tidy(reading.text)
    if len(re.findall(r"\w+", text)) < MIN_WORDS:
        raise FetchError("no_text", url=page.url)
    updated = stated_date(text, today)
    if updated is None and reading.updated:
        updated = declared_date(reading.updated, today)
    changed = declared_date(reading.file_date, today) if reading.file_date else None
    return dataclasses.replace(
        reading,
        text=text,
        updated=updated.day if updated else None,
        file_date=changed.day if changed else None,
        warnings=(*reading.warnings, *([updated.doubt] if updated and updated.doubt else [])),
    )


def _read_as(kind: str, page: Download) -> Reading:
    # here, because their libraries take long to import and most calls need one of them
    from knowledge.editing.fetching import pdf_document, web_page, word_document

    if kind == "html":
        return web_page.read_html(decode(page.data, page.content_type), page.url)
    if kind == "pdf":
        return pdf_document.read_pdf(page.data[pdf_start(page.data) :])
    if kind == "docx":
        return word_document.read_docx(page.data)
    return Reading(decode(page.data, page.content_type))


def _kind(page: Download) -> str:
    """What the bytes are: what they begin with goes before what the server or the name says."""
    said = page.content_type.split(";")[0].strip().lower()
    suffix = PurePosixPath(unquote(urlsplit(page.url).path)).suffix.lower()
    called = _TYPES.get(said) or (None if said and said not in _UNSURE else _SUFFIXES.get(suffix))
    if _is_pdf(page.data, called):
        return "pdf"
    if page.data.startswith(b"PK") and (_TYPES.get(said) == "docx" or suffix == ".docx"):
        return "docx"
    if called in (None, "pdf", "docx"):
        raise FetchError("unknown_kind", kind=said or suffix or "?")
    return str(called)


def _is_pdf(data: bytes, called: str | None) -> bool:
    """True where %PDF stands at the beginning, or near it in what is not called a web page or text."""
    start = pdf_start(data)
    blank = start is not None and not data[:start].strip(b"\xef\xbb\xbf\xfe\xff\0 \t\r\n\f")
    return blank or (start is not None and called not in ("html", "text"))


def pdf_start(data: bytes) -> int | None:
    """Where the PDF begins: within the first 1,024 bytes, as readers of PDF files allow; None without it."""
    at = data.find(b"%PDF-", 0, PDF_WITHIN)
    return None if at < 0 else at


def tidy(text: str) -> str:
    """Lines without trailing blanks, at most one empty line between them, points of a list as "•"."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").translate(_SIGNS))
    lines = [line.rstrip() for line in _POINT.sub(" • ", text).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"
