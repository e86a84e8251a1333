"""The same sentence as staff may also write it. Pure and seeded: one text and one seed give one result."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from typing import Final

from bot.components.dictionary import is_ordinary_word
from knowledge.swedish.folding import unaccented

LONG = 6  # letters from which a word gets a typing error
LONG_COMPOUND = 9  # letters from which a word may be two
PART = 4  # letters of the shorter part
SEED = 7

_WORD = re.compile(r"[^\W\d_]+")
_KEYS = ("qwertyuiopå", "asdfghjklöä", "zxcvbnm")  # a Swedish keyboard
_NEIGHBOURS = {key: row[max(0, i - 1) : i] + row[i + 1 : i + 2] for row in _KEYS for i, key in enumerate(row)}


def without_accents(text: str) -> str:
    """Å, ä and ö as a and o: "får papperslösa vård" is "far papperslosa vard"."""
    return unaccented(text)


def with_typing_errors(text: str, seed: int = SEED) -> str:
    """One typing error in every word of six letters or more, never in its first letter."""
    chance = random.Random(f"{seed} {text}")
    return _WORD.sub(lambda match: _mistype(match[0], chance) if len(match[0]) >= LONG else match[0], text)


def _mistype(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word) - 1)
    kind = chance.choice(("swap", "drop", "double", "neighbour"))
    if kind == "swap" and word[at] != word[at + 1]:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind == "double":
        return word[:at] + word[at] + word[at:]
    if kind == "neighbour" and word[at].lower() in _NEIGHBOURS:
        return word[:at] + chance.choice(_NEIGHBOURS[word[at].lower()]) + word[at + 1 :]
    return word[:at] + word[at + 1 :]


def with_split_compounds(text: str, is_word: Callable[[str], bool] = is_ordinary_word) -> str:
    """Long compounds of two ordinary words written apart: "enhetschefen" is "enhets chefen"."""
    return _WORD.sub(lambda match: _split(match[0], is_word), text)


def _split(word: str, is_word: Callable[[str], bool]) -> str:
    if len(word) < LONG_COMPOUND or is_word(word.lower()):
        return word
    low = word.lower()
    places = [
        at
        for at in range(PART, len(word) - PART + 1)
        if is_word(low[at:]) and (is_word(low[:at]) or (low[at - 1] == "s" and is_word(low[: at - 1])))
    ]
    # of several places the one with the longest last part: endings such as "-en" are words too
    return f"{word[: places[0]]} {word[places[0] :]}" if places else word


def plain(text: str) -> str:
    """Lower case without punctuation."""
    return " ".join(re.sub(r"[^\w\s]|_", " ", text.lower()).split())


#: Name of each variation (as in docs/nlu-figures.json), and what makes it.
VARIATIONS: Final[dict[str, Callable[[str], str]]] = {
    "as_written": lambda text: text,
    "without_accents": without_accents,
    "typing_errors": with_typing_errors,
    "split_compounds": with_split_compounds,
    "plain": plain,
}
