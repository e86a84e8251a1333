"""Decides what Rasa gets to see of a message: masked words, or nothing at all. Pure functions, no Rasa."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from bot.channels.kinds import Unclear
from bot.channels.texts import Texts
from bot.masking.cleaning import clean, is_unreadable, strip_command
from bot.masking.kinds import Kind
from bot.masking.masking import mask
from bot.masking.published import NOTHING, Published

# Pasted PDF text carries a few odd characters; a file sent by mistake is full of them.
_MAX_UNREADABLE_SHARE = 0.1
_MAX_FOREIGN_SHARE = 0.5


class Guarded(NamedTuple):
    """A message after the guard: `unclear` says why Rasa must not have it, else `text` is what Rasa gets."""

    text: str
    removed: tuple[Kind, ...]
    unclear: Unclear | None


def guard(message: str, texts: Texts, max_length: int, published: Published = NOTHING) -> Guarded:
    """Cleans, masks and screens one typed message; `max_length` is in characters, what is `published` stays."""
    if len(message) > max_length:
        return Guarded("", (), Unclear.TOO_LONG)
    if not message.strip():
        return Guarded("", (), Unclear.EMPTY)
    if sum(map(is_unreadable, message)) > _MAX_UNREADABLE_SHARE * len(message):
        return Guarded("", (), Unclear.UNREADABLE)
    masked = mask(strip_command(clean(message)), texts.placeholders, published)
    return Guarded(masked.text, masked.kinds, _screen_words(masked.text, texts))


def _screen_words(masked: str, texts: Texts) -> Unclear | None:
    """Why the words left after masking are no question that Rasa could read, or None."""
    words = re.sub("|".join(map(re.escape, texts.placeholders.values())), " ", masked)
    if not any(char.isalnum() for char in words):
        return Unclear.NO_WORDS
    letters = [char for char in words if char.isalpha()]
    foreign = sum(not _is_latin(char) for char in letters)
    return Unclear.OTHER_LANGUAGE if foreign > _MAX_FOREIGN_SHARE * len(letters) else None


@lru_cache(maxsize=4096)
def _is_latin(letter: str) -> bool:
    return "LATIN" in unicodedata.name(letter, "")
