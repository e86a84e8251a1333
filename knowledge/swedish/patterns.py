"""Regular expressions over Swedish as staff type it: written with å, ä and ö, they find a and o in their places too."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from ruamel.yaml import YAML

from knowledge.swedish.folding import unaccented

_EITHER: Final = str.maketrans({letter: f"[{letter}{unaccented(letter)}]" for letter in "åäöé"})


def dotless(fragment: str) -> str:
    """A regex fragment that also finds the words with their dots left out; no å, ä or ö in a character class."""
    return fragment.translate(_EITHER)


def pattern(expression: str) -> re.Pattern[str]:
    """A pattern over lower-case text that also finds words with their dots left out."""
    return re.compile(dotless(expression))


def words(expression: str) -> str:
    """The alternatives of ``expression`` as whole words."""
    return rf"(?<!\w)(?:{expression})(?!\w)"


def alternatives(phrases: Iterable[str]) -> str:
    """A regex fragment for any of the phrases, each with and without its dots, the longest first."""
    forms = {form for phrase in phrases for form in (phrase, unaccented(phrase))}
    return "|".join(sorted(map(re.escape, forms), key=lambda form: (-len(form), form)))


class WordLists:
    """The lists of Swedish words in a YAML file; in a word of them ``*`` stands for any beginning or ending."""

    def __init__(self, file: Path) -> None:
        self._lists: dict[str, list[str]] = YAML(typ="safe").load(file.read_text(encoding="utf-8"))

    def any(self, name: str) -> str:
        """A regex fragment for the words of a list, the longest first; KeyError when there is no such list."""
        forms = sorted(self._lists[name], key=lambda form: (-len(form), form))
        return "|".join(re.escape(form).replace(r"\*", r"\w*").replace(r"\ ", r"\s") for form in forms)
