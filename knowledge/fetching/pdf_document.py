"""The words of a PDF file."""

from __future__ import annotations

import datetime
import io
import re

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from knowledge.fetching.faults import FetchError
from knowledge.fetching.reading import Reading

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


def _iso(moment: datetime.datetime | None) -> str | None:
    return moment.date().isoformat() if moment else None
