"""Whether a message is written in English, by the little words that only one of the languages has."""

from __future__ import annotations

import re
from typing import Any

from knowledge.limits import LIMITS
from knowledge.texts import load

FILE = "english"
LEAST, SHARE = LIMITS.reading.english_words, LIMITS.reading.english
_SWEDISH_LETTER = re.compile("[åäö]", re.IGNORECASE)


def is_english(text: str) -> bool:
    """True for a message in English; False for Swedish, for a mixture of both, and for too few words to tell."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    rules: dict[str, Any] = load(FILE)
    english = sum(word in rules["words"]["english"] for word in words)
    swedish = sum(word in rules["words"]["swedish"] or bool(_SWEDISH_LETTER.search(word)) for word in words)
    return english >= LEAST and english >= SHARE * len(words) and not swedish
