"""Typed words as they may be shown to others: known words stay, everything else becomes "[…]".

What the channel masked stays masked, and is masked again, more strictly: nothing that the knowledge base publishes is
spared, and a capital beside a masked name is taken for a part of it. Names cannot be listed, so what is listed is what
may be shown: ordinary Swedish words and the words of the knowledge base. A misspelt word is lost
too; a name never shows.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Final

from ruamel.yaml import YAML

from bot.channels.texts import load_texts
from bot.masking.cleaning import clean
from bot.masking.kinds import Kind
from bot.masking.masking import mask

HIDDEN: Final = "[…]"
NAMES = Path(__file__).with_name("names.yml")
PART = 4  # letters of the shorter part of a compound
MAX_DIGITS = 4  # of a number that may be shown: years, ages, grades; not dates of birth
IsWord = Callable[[str], bool]

_PIECE = re.compile(r"\[[^\[\]]{1,30}\]|[^\W_]+|[\W_]+?(?=[^\W_]|\[|$)", re.UNICODE)
_NUMBERS = re.compile(r"\d+(?:[^\w\n]{1,3}\d+)*")
_AMOUNT = re.compile(r"(?<!\d)[1-9]\d{0,2}(?:[ .]000)+(?!\d)")
_REPEATED = re.compile(rf"{re.escape(HIDDEN)}(?:[\s,.:;/'’–-]*{re.escape(HIDDEN)})+")


class Anonymiser:
    """Shows a text without names, numbers and addresses.

    Args:
        is_word: whether a lower-case word is an ordinary one.
        domain: lower-case words of the knowledge base, names of people left out.
    """

    def __init__(self, is_word: IsWord, domain: Collection[str] = ()) -> None:
        self._is_word = is_word
        names = _names()
        self._both, self._before = frozenset(names["both"]), frozenset(names["before"])
        self._domain = frozenset(domain) - self._both

    def shown(self, text: str) -> str:
        """The text as it may be shown."""
        placeholders = _placeholders()
        kept = frozenset(placeholders.values())
        # before masking too: a pattern may take a part of a longer row of figures
        text = _NUMBERS.sub(_number, mask(_NUMBERS.sub(_number, clean(text)), placeholders).text)
        pieces = [match[0] for match in _PIECE.finditer(text)]
        words = [i for i, piece in enumerate(pieces) if piece[:1].isalnum() or piece[0] == "["]
        hidden = {i for i in words if pieces[i] not in kept and not self._known(pieces[i])}
        hidden |= self._names_beside(pieces, words, hidden, kept)
        return _REPEATED.sub(
            HIDDEN, "".join(HIDDEN if i in hidden else piece for i, piece in enumerate(pieces))
        ).strip()

    def _known(self, piece: str) -> bool:
        if piece.isdecimal():
            return len(piece) <= MAX_DIGITS
        low = piece.lower()
        if low in self._domain:
            return True
        if low in self._both:
            return piece == low
        return piece.isalpha() and (self._is_word(low) or self._is_compound(low))

    def _is_compound(self, word: str) -> bool:
        """Of two known words, neither of which family names are made of."""
        for at in range(PART, len(word) - PART + 1):
            head, tail = word[:at], word[at:]
            if {head, tail} & self._both or not (self._is_word(tail) or tail in self._domain):
                continue
            if self._is_word(head) or head in self._domain or (head[-1] == "s" and self._is_word(head[:-1])):
                return True
        return False

    def _names_beside(self, pieces: list[str], words: list[int], hidden: set[int], kept: frozenset[str]) -> set[int]:
        """Ordinary words that are names where they stand: beside a name, or after "heter"."""
        found: set[int] = set()
        for n, i in enumerate(words):
            low, beside = pieces[i].lower(), {words[m] for m in (n - 1, n + 1) if 0 <= m < len(words)}
            names_beside = any(
                b in hidden or b in found or pieces[b].lower() in self._both or pieces[b] == _placeholders()[Kind.NAME]
                for b in beside
            )
            capital = pieces[i][0].isupper() and low not in self._domain and pieces[i] not in kept
            after_cue = n > 0 and pieces[words[n - 1]].lower() in self._before
            if (low in self._both and (names_beside or after_cue)) or (capital and (names_beside or after_cue)):
                found.add(i)
        return found


def _number(match: re.Match[str]) -> str:
    """Round sums and short numbers stay; what could be a date of birth or a telephone number goes."""
    rest = _AMOUNT.sub("", match[0])
    return match[0] if sum(char.isdecimal() for char in rest) <= MAX_DIGITS else HIDDEN


@functools.lru_cache(maxsize=1)
def _names() -> Mapping[str, list[str]]:
    return YAML(typ="safe").load(NAMES.read_text(encoding="utf-8"))


@functools.lru_cache(maxsize=1)
def _placeholders() -> Mapping[Kind, str]:
    return load_texts().placeholders
