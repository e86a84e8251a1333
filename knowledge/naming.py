"""Take the programme's own name out of a question: what is asked, not about what.

Only names go. "Riva hinder" and "modellområde" point to a programme as well,
but they are part of what is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from knowledge.texts import load


def without_names(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return the text without the spans that hold a programme's name; unchanged when nothing else is left."""
    names = re.compile("|".join(load("names")["programmes"]), re.IGNORECASE)
    pieces, at = [], 0
    for start, end in sorted(spans):
        if start >= at and names.search(text[start:end]):
            pieces.append(text[at:start])
            at = end
    return " ".join(" ".join([*pieces, text[at:]]).split()) or text
