"""The list of names and what is known of each; ``export_names.py`` makes it."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path
from typing import Final

DATA = Path(__file__).with_name("data")
NAMES = DATA / "names.txt"
ADDED = DATA / "names_added.txt"
WORDS = DATA / "words.txt"
GIVEN: Final = "g"
SURNAME: Final = "s"
COMMON: Final = "c"  # found in lists of several countries
PLACE: Final = "p"
WORD: Final = "w"  # an ordinary word or a place too


@functools.lru_cache(maxsize=1)
def load_names() -> Mapping[str, str]:
    """Lower-case name → the letters of its parts, such as "cgs" or "gw"."""
    return dict(line.split(" ") for line in _lines(NAMES))


@functools.lru_cache(maxsize=1)
def load_words() -> frozenset[str]:
    """Lower-case words that the project's own texts use."""
    return frozenset(_lines(WORDS))


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
