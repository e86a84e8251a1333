"""A page saved anew as changes of files: its words, its dates, and the marks on facts that lost their quotation."""

from __future__ import annotations

import datetime
from pathlib import Path

from knowledge.editing.fetching.comparing import Comparison, mark
from knowledge.editing.fetching.listing import LISTING, renew_page
from knowledge.editing.fetching.model import Reading
from knowledge.editing.publishing import FACTS, SOURCES, Change, scratch_copy
from knowledge.editing.reading.pages import SavedPage


def renewed(
    root: Path, saved: SavedPage, reading: Reading, comparison: Comparison, today: datetime.date, reason: str
) -> list[Change]:
    """What ``lotsen knowledge diff --save`` would write below ``root``; nothing is written there.

    ``reason`` is what a fact that lost its quotation is marked with.
    """
    with scratch_copy(root) as copy:
        renew_page(copy / SOURCES, saved.page, reading.text, updated=reading.updated, fetched=today.isoformat())
        lost = {item.fact.id: item.nearest for item in comparison.lost}
        mark(copy / FACTS, lost, [fact.id for fact in comparison.regained], today, reason)
        names = [f"{SOURCES}/{saved.page.file}", f"{SOURCES}/{LISTING}"]
        names += [f"{FACTS}/{path.name}" for path in sorted((copy / FACTS).glob("*.yml"))]
        pairs = [(name, _text(root / name), _text(copy / name)) for name in names]
        return [Change(name, before, after) for name, before, after in pairs if before != after]


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")
