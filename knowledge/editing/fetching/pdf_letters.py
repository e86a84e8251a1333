"""Whether the letters of a PDF's page are told: some fonts number their letters and say nowhere which they are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pypdf import PageObject

from knowledge.swedish.spelling import known

LEAST_WORDS = 5  # fewer do not show whether a page is in a language
LEAST_LETTERS = 4  # shorter words are words by chance
#: Share of words that are Swedish or English from which a page can be read: real pages have 0.6 and more, for
#: 30 words at a time, the same words with other letters 0.06 and less.
KNOWN_SHARE = 0.3
_WORD = re.compile(rf"[a-zåäöéü]{{{LEAST_LETTERS},}}", re.IGNORECASE)
# control signs, signs that only one font knows, and what stands for a letter that is not known; U+F020 to U+F0FF are
# the signs of fonts of signs, and letters only where several stand together
_NO_LETTER = re.compile(
    r"[\x01-\x08\x0e-\x1f\x7f-\x9f\ue000-\uefff\uf100-\uf8ff\ufffd]{2,}|[\uf041-\uf05a\uf061-\uf07a]{3,}"
)


def words_of(page: PageObject) -> tuple[str, bool]:
    """Return the page's words, and whether their letters are told."""
    untold: list[str] = []

    def look(words: str, _page: object, _place: object, font: Mapping[str, Any] | None, _size: object) -> None:
        # a sign by itself is a bullet, whatever its font calls it
        if font is not None and len(words.strip()) > 1 and not told(font, words):
            untold.append(words)

    text = page.extract_text(visitor_text=look)
    return text, not untold and not _NO_LETTER.search(text) and reads_as_language(text)


def told(font: Mapping[str, Any], words: str) -> bool:
    """False when these words of a font cannot be right: its letters are numbers, or have names of its own."""
    if "/ToUnicode" in font:
        return True
    encoding = _object(font.get("/Encoding"))
    if font.get("/Subtype") == "/Type0":
        return not str(encoding).startswith("/Identity")
    differences = _object(encoding.get("/Differences")) if isinstance(encoding, Mapping) else None
    # a letter's name that is known to no list is left in the words as it stands
    return not any(isinstance(name, str) and len(name) > 2 and name in words for name in differences or ())


def reads_as_language(text: str) -> bool:
    """False for a page of words of which hardly any is Swedish or English."""
    words = _WORD.findall(text)
    return len(words) < LEAST_WORDS or sum(map(known, words)) >= KNOWN_SHARE * len(words)


def _object(value: Any) -> Any:
    """What a reference leads to."""
    return value.get_object() if hasattr(value, "get_object") else value
