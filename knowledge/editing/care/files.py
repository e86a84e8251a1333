"""The care part's YAML files, read with line numbers."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from knowledge.editing.care import faults
from knowledge.editing.reading import yaml_files
from knowledge.editing.reading.problems import KnowledgeError, Problem
from knowledge.swedish.mentions import plain_spaces

FACTS = Path("facts/care")
SOURCES = Path("sources/care-rights")


@dataclasses.dataclass(frozen=True)
class File:
    """A YAML document and where it stands."""

    name: str
    document: Any
    data: Any

    def line(self, *keys: str | int) -> int:
        """The line, from 1, on which the entry with these keys stands."""
        return yaml_files.line_of(self.document, keys)

    def stop(self, keys: Sequence[str | int], field: str, key: str, /, **values: object) -> None:
        """Raise KnowledgeError for the place ``keys``."""
        faults.stop(self.name, self.line(*keys), field, key, **values)

    def problem(self, keys: Sequence[str | int], field: str, key: str, /, **values: object) -> Problem:
        """The fault ``key`` at the place ``keys``, to be gathered with others."""
        return faults.problem(self.name, self.line(*keys), field, key, **values)

    def need(self, entry: Any, keys: Sequence[str | int], *fields: str) -> None:
        """Raise KnowledgeError unless the mapping ``entry`` has every field."""
        for field in fields:
            if not isinstance(entry, dict) or entry.get(field) in (None, "", [], {}):
                self.stop(keys, field, "missing_field", field=field)


def read(path: Path) -> File:
    """Return the file's document; raises KnowledgeError when it is missing or not YAML."""
    if not path.is_file():
        faults.stop(path.name, 1, "-", "missing_file", file=path.name)
    document = yaml_files.load(path)
    return File(path.name, document, yaml_files.plain(document))


class Corpus:
    """The words of the material (care_rights.md and care_rights.csv), for checking quotations."""

    def __init__(self, folder: Path) -> None:
        parts = []
        for name in ("care_rights.md", "care_rights.csv"):
            if not (folder / name).is_file():
                faults.stop(name, 1, "-", "missing_file", file=name)
            parts.append((folder / name).read_text(encoding="utf-8"))
        # CSV doubles quotation marks inside a field
        self._text = plain_spaces("\n".join(parts).replace('""', '"')).casefold()

    def holds(self, quote: str) -> bool:
        """True when the words stand in the material, white space and dashes aside."""
        return plain_spaces(quote).casefold() in self._text


def gather(problems: list[Problem]) -> None:
    """Raise KnowledgeError when there are problems."""
    if problems:
        raise KnowledgeError(problems)
