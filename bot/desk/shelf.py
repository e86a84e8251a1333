"""What editors have written, read from the files and read again when one of them has changed."""

from __future__ import annotations

import dataclasses
import threading
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from knowledge.care import CareTable
from knowledge.editing.care import load_care
from knowledge.editing.checks.programmes import read_programmes
from knowledge.editing.intake import Intake
from knowledge.editing.reading.pages import SavedPage, read_pages
from knowledge.editing.reading.problems import Problem
from knowledge.words.facts import Fact
from knowledge.words.programmes import Programme

FOLDERS = ("facts", "sources")


@dataclasses.dataclass(frozen=True)
class Contents:
    """The files as they are now, and what is wrong with them."""

    pages: Mapping[str, SavedPage]
    programmes: Mapping[str, Programme]
    care: CareTable
    problems: tuple[Problem, ...]
    #: ids of pages, and of their programmes, that are not published yet
    pending: frozenset[str] = frozenset()

    def with_pending(self, intakes: Iterable[Intake]) -> Contents:
        """The contents with pages that are being taken in."""
        pages, programmes, ids = dict(self.pages), dict(self.programmes), set()
        for one in intakes:
            if one.page.id not in pages:
                pages[one.page.id] = one.saved
                programmes |= {one.page.id: one.programme} if one.programme else {}
                ids.add(one.page.id)
        return dataclasses.replace(self, pages=pages, programmes=programmes, pending=frozenset(ids))

    def fact(self, fact_id: str) -> tuple[Programme, Fact] | None:
        """The fact with its programme."""
        for programme, fact in self.facts():
            if fact.id == fact_id:
                return programme, fact
        return None

    def facts(self) -> Iterator[tuple[Programme, Fact]]:
        """Every fact with its programme, in the order of the files."""
        for programme in self.programmes.values():
            for fact in programme.facts:
                yield programme, fact

    def cases(self) -> dict[str, list[str]]:
        """The conditions that facts are written for, by slot."""
        found: dict[str, set[str]] = {}
        for _, fact in self.facts():
            for slot, case in fact.when.items():
                found.setdefault(slot, set()).add(case)
        return {slot: sorted(cases) for slot, cases in sorted(found.items())}


class Shelf:
    """Reads the folder of ``knowledge``; raises KnowledgeError when the care table or the list of pages is broken."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._lock = threading.Lock()
        self._held: tuple[object, Contents] | None = None

    def contents(self) -> Contents:
        """The editors' files as they are now; read again when one has changed."""
        with self._lock:
            state = self._state()
            if self._held is None or self._held[0] != state:
                self._held = (state, self._read())
            return self._held[1]

    def file(self, programme: str) -> Path:
        """The file of a programme's facts."""
        return self.root / "facts" / f"{programme}.yml"

    def _read(self) -> Contents:
        pages, wrong_pages = read_pages(self.root / "sources")
        programmes, wrong_facts = read_programmes(self.root / "facts", pages)
        care = load_care(self.root)
        return Contents(pages, {one.id: one for one in programmes}, care, (*wrong_pages, *wrong_facts))

    def _state(self) -> object:
        files = sorted(path for folder in FOLDERS for path in (self.root / folder).rglob("*") if path.is_file())
        stats = ((path, path.stat()) for path in files)
        return [(path, stat.st_mtime_ns, stat.st_size, stat.st_ino) for path, stat in stats]
