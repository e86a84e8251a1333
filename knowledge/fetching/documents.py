"""The words of PDF files and Word documents."""

from __future__ import annotations

import datetime
import io
import re
import zipfile

import docx
from docx.opc.exceptions import PackageNotFoundError
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from knowledge.fetching.faults import FetchError
from knowledge.fetching.reading import Reading

MAX_UNPACKED = 200 * 1024 * 1024  # a small packed file can hold very much
_JOINED = re.compile(r"(\w)-\n(?!(?:och|eller|samt|till)\b)([a-zåäö])")


def read_pdf(data: bytes) -> Reading:
    """Return the words of a PDF, its lines joined where a word is divided; raises FetchError when it cannot be read."""
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise FetchError("locked")
        text = "\n\n".join(page.extract_text() for page in reader.pages)
        about = reader.metadata
        title, changed = (about.title, about.modification_date) if about else (None, None)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as fault:
        # pypdf raises all of these on damaged files
        raise FetchError("damaged", kind="PDF") from fault
    return Reading(_JOINED.sub(r"\1\2", text), (title or "").strip() or None, file_date=_iso(changed))


def read_docx(data: bytes) -> Reading:
    """Return the words of a Word document in reading order; raises FetchError when it cannot be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MAX_UNPACKED:
                raise FetchError("too_large", limit=MAX_UNPACKED // 1024**2)
        document = docx.Document(io.BytesIO(data))
    except (zipfile.BadZipFile, PackageNotFoundError, KeyError, ValueError) as fault:
        raise FetchError("damaged", kind="Word") from fault
    about = document.core_properties
    return Reading("\n".join(_lines(document)), (about.title or "").strip() or None, file_date=_iso(about.modified))


def _lines(document: docx.document.Document) -> list[str]:
    lines: list[str] = []
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            lines += ["\t".join(cell.text.strip() for cell in row.cells) for row in block.rows]
            continue
        style = block.style.name.lower() if block.style is not None else ""
        point = "- " if "list" in style else ""
        around = [""] if style.startswith(("heading", "title")) else []
        lines += [*around, point + block.text, *around]
    return lines


def _iso(moment: datetime.datetime | None) -> str | None:
    return moment.date().isoformat() if moment else None
