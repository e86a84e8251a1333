"""Turns typed text into plain text: one spelling per character, nothing invisible, no command prefix."""

import re
import unicodedata

# Cc control, Cf invisible format, Cs lone surrogate (breaks every encoder), Co private use, Cn unassigned.
_INVISIBLE_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

# Rasa reads a text whose first character after `str.strip()` is "/" as an intent, and names its own injected
# messages "EXTERNAL: …". Look-alikes of the slash are taken too, so that no later normalisation brings one back.
_COMMAND_PREFIX = re.compile(r"(?:[\s/\\\u2044\u2215\u29f8\u29f9\uff0f\uff3c\ufe68]|EXTERNAL:)+", re.IGNORECASE)


def is_unreadable(char: str) -> bool:
    """Whether no reader could make out the character (format characters, common in pasted text, don't count)."""
    if char.isspace():
        return False
    return char == _REPLACEMENT or unicodedata.category(char) in _INVISIBLE_CATEGORIES - {"Cf"}


def clean(text: str) -> str:
    """Composes letters (NFC), writes digits as 0-9 and blanks as spaces, and drops what cannot be seen.

    Line breaks stay. Cleaning twice gives the same as once. Without it, "1985０1０1" or a zero-width space
    inside a number would slip past the masking.
    """
    return unicodedata.normalize("NFC", "".join(map(_clean_char, text.replace("\r\n", "\n"))))


def strip_command(text: str) -> str:
    """Takes away blanks and everything in front that Rasa could read as a command; the words are kept as text."""
    match = _COMMAND_PREFIX.match(text)
    return text[match.end() :].strip() if match else text.strip()


def _clean_char(char: str) -> str:
    if char.isspace():
        return "\n" if char in "\n\u2028\u2029" else " "
    category = unicodedata.category(char)
    if category == "Nd":
        return str(unicodedata.decimal(char))
    if category in _INVISIBLE_CATEGORIES or char == _REPLACEMENT:
        return ""
    return char
