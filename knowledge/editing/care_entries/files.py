"""The texts of the care table's files while they are being changed; nothing is written below the root."""

from __future__ import annotations

import csv
import functools
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from knowledge.editing.publishing import Change, text_of

TABLE = "sources/care-rights/care_rights.csv"
SOURCES = "sources/care-rights/sources.yml"
RULES = "facts/care/rules.yml"
GAPS = "facts/care/gaps.yml"
FEES = "facts/care/fees.yml"
CONDITIONS = "facts/care/conditions.yml"
LABELS = "facts/care/labels.yml"


@functools.lru_cache(maxsize=32)
def read_yaml(written: str) -> Any:
    """The text as ordinary dicts and lists, read once; raises YAMLError. Callers never change them."""
    return YAML(typ="safe", pure=True).load(written)


class CareFiles:
    """The files below ``root`` with what has been changed laid over them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._changed: dict[str, str] = {}

    def text(self, name: str) -> str:
        """The file as it stands with the changes; empty where there is none."""
        return self._changed[name] if name in self._changed else text_of(self.root / name) or ""

    def put(self, name: str, text: str) -> None:
        """Lay another text over a file."""
        self._changed[name] = text

    def data(self, name: str) -> Any:
        """The file's YAML as ordinary dicts and lists, which callers read and never change."""
        return read_yaml(self.text(name))

    def records(self) -> list[dict[str, str]]:
        """The rows of the table, in the order of the file."""
        return list(csv.DictReader(io.StringIO(self.text(TABLE), newline="")))

    def put_records(self, records: Sequence[Mapping[str, str]]) -> None:
        """The table with these rows; rows that are as before keep their letters."""
        written = io.StringIO(newline="")
        head = next(csv.reader(io.StringIO(self.text(TABLE), newline="")))
        writer = csv.DictWriter(written, head)
        writer.writeheader()
        writer.writerows(records)
        self.put(TABLE, written.getvalue())

    def changed(self) -> dict[str, str | None]:
        """The texts of the files that differ from those on disk."""
        return {one.name: one.after for one in self.changes()}

    def changes(self) -> list[Change]:
        """What is to be published."""
        return list(self._differing())

    def _differing(self) -> Iterator[Change]:
        for name, after in self._changed.items():
            before = text_of(self.root / name)
            if before != after:
                yield Change(name, before, after)
