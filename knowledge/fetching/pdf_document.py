"""The words of a PDF file."""

from __future__ import annotations

import io
import logging
import re

from pypdf import PdfReader

from knowledge.fetching.faults import FetchError
from knowledge.fetching.optional import optional
from knowledge.fetching.reading import Reading

_JOINED = re.compile(r"(\w)-\n(?!(?:och|eller|samt|till)\b)([a-zåäö])")
# what pypdf says of damaged files is for whoever sets up a log; the editor is told in Swedish
logging.getLogger("pypdf").addHandler(logging.NullHandler())


def read_pdf(data: bytes) -> Reading:
    """Return the words of a PDF, its lines joined where a word is divided; raises FetchError when it is locked."""
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise FetchError("locked")
    text = "\n\n".join(page.extract_text() for page in reader.pages)
    about = optional(lambda: reader.metadata)
    title = optional(lambda: ((about and about.title) or "").strip())
    changed = optional(lambda: about and about.modification_date)
    return Reading(_JOINED.sub(r"\1\2", text), title or None, file_date=changed.date().isoformat() if changed else None)
