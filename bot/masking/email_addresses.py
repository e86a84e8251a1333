"""E-mail addresses, also as they are said: "anna.ek snabel-a exempel.se", "anna at exempel punkt se"."""

from __future__ import annotations

import re
from collections.abc import Collection

from bot.masking.writing import Span

_AT_SIGN = r"[@\uff20\ufe6b]"
# 128 bounds the search backwards from an @, so that a long text without blanks costs no more than a short one.
_LOCAL = r"[\w.+'&%-]{1,128}"
_DOMAIN = r"(?=[\w.-]*[^\W\d_])[\w-]+"
_DOT = r"(?:\.|[ ]?[(\[](?:punkt|dot)[)\]][ ]?|[ ](?:punkt|dot)[ ])"
_SAID_DOT = r"(?:[ ](?:punkt|dot)[ ]|[(\[](?:punkt|dot)[)\]])"
_WORD = r"[\w+-]{1,40}"
_SAID_LOCAL = rf"{_WORD}(?:{_DOT}{_WORD}){{0,3}}"
_TOP = r"(?:se|nu|com|org|net|eu|no|dk|fi|de|uk|info)\b"
_EMAIL_ADDRESS = re.compile(
    rf"{_LOCAL}(?:{_AT_SIGN}|\s?[(\[](?:at|snabel-?a)[)\]]\s?){_DOMAIN}(?:\.[\w-]+)*(?:{_SAID_DOT}{_TOP})?"
    rf"|{_LOCAL}\s{{0,2}}{_AT_SIGN}\s{{0,2}}{_DOMAIN}(?:(?:\.[\w-]+)+|{_SAID_DOT}{_TOP})",
    re.IGNORECASE,
)
# Searched for only where these words stand: the parts before them could begin at any word.
_SAID = re.compile(
    rf"(?<![\w.+-]){_SAID_LOCAL}[ ]?(?:\b|(?<=[ ]))snabel[- ]?a[ ]?(?:\b|(?<=[ ]))"
    rf"{_WORD}(?:{_DOT}{_WORD}){{0,3}}?(?:{_DOT}{_TOP}|(?![\w.]))"
    rf"|(?<![\w.+-]){_SAID_LOCAL}[ ](?:at|ät)[ ]{_WORD}(?:{_DOT}{_WORD}){{0,3}}?{_SAID_DOT}{_TOP}",
    re.IGNORECASE,
)
_MAY_HOLD = re.compile(rf"{_AT_SIGN}|snabel|(?<!\w)(?:at|ät)(?!\w)", re.IGNORECASE)
_IS_SAID = re.compile(r"snabel|[ ](?:at|ät)[ ]", re.IGNORECASE)


def find(text: str, allowed: Collection[str] = ()) -> list[Span]:
    """Addresses but for those allowed (in lower case)."""
    if not _MAY_HOLD.search(text):
        return []
    # The dot that ends a sentence is no part of the address.
    spans = [
        match.span() for match in _EMAIL_ADDRESS.finditer(text) if match.group().strip(".'-").lower() not in allowed
    ]
    if not spans and _IS_SAID.search(text):  # written ones are replaced first; the next pass comes here
        spans = [match.span() for match in _SAID.finditer(text)]
    return spans
