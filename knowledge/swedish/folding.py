"""Letters that staff leave the dots out of: å, ä, ö, é and ü as plain letters. The one table of it."""

from __future__ import annotations

import re
from typing import Final

_PLAIN: Final = str.maketrans("åäöéüÅÄÖÉÜ", "aaoeuAAOEU")


def unaccented(text: str) -> str:
    """The text without dots and accents, case and length kept."""
    return text.translate(_PLAIN)


def lowered(text: str) -> str:
    """Lower case of the same length, so that a place found in it is a place in the text ("İ" has a longer one)."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def fold(text: str) -> str:
    """Lower case without dots and accents: "Får" and "far" are one."""
    return unaccented(text.lower())


def joined(text: str) -> str:
    """Letters and digits only, lower case: "kompetens utvecklings-bidrag" is one word."""
    return re.sub(r"[\W_]+", "", text.lower())
