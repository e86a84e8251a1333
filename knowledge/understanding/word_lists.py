"""Lists of Swedish words in YAML files, as fragments of regular expressions."""

from __future__ import annotations

import re
from pathlib import Path

from ruamel.yaml import YAML


class WordLists:
    """The lists of a file; in a word of them ``*`` stands for any beginning or ending."""

    def __init__(self, file: Path) -> None:
        self._lists: dict[str, list[str]] = YAML(typ="safe").load(file.read_text(encoding="utf-8"))

    def any(self, name: str) -> str:
        """A regex fragment for the words of a list, the longest first; KeyError when there is no such list."""
        forms = sorted(self._lists[name], key=lambda form: (-len(form), form))
        return "|".join(re.escape(form).replace(r"\*", r"\w*").replace(r"\ ", r"\s") for form in forms)
