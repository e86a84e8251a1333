"""Legal bases with their full statute numbers: a bare "HSL" never leaves the table."""

from __future__ import annotations

import re
from pathlib import Path

from knowledge.editing.care.files import FACTS, File, read

_NUMBER = re.compile(r"\d{4}:\d+")


class LawBook:
    """Writes out abbreviated statutes by the editor's list (laws.yml)."""

    def __init__(self, file: File) -> None:
        file.need(file.data, [], "replace", "bare", "checked_to", "register_checked", "read_in_full")
        self._replace = [(re.compile(entry["pattern"]), entry["full"]) for entry in file.data["replace"]]
        self._bare = re.compile(rf"(?:^|\s)({'|'.join(map(re.escape, file.data['bare']))})(?=\s|$)")
        self.checked_to: str = file.data["checked_to"]
        self.register_checked: tuple[str, ...] = tuple(file.data["register_checked"])
        self.read_in_full: tuple[str, ...] = tuple(file.data["read_in_full"])

    @classmethod
    def load(cls, root: Path) -> LawBook:
        """Read laws.yml; raises KnowledgeError when it is broken."""
        return cls(read(root / FACTS / "laws.yml"))

    def write_out(self, legal_basis: str) -> tuple[str, ...]:
        """Split "lag 2008:344 6 §; HSL" into statutes with full numbers; raises ValueError naming one without."""
        parts = []
        for part in filter(None, (piece.strip() for piece in legal_basis.split(";"))):
            for pattern, full in self._replace:
                part, hits = pattern.subn(full, part)
                if hits:
                    break
            if self._bare.search(part) and not _NUMBER.search(part):
                raise ValueError(part)
            parts.append(part.strip())
        return tuple(parts)
