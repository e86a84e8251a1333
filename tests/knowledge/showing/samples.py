"""Pages as the action server gives them, for the tests of the gateway, which has an environment of its own.

``.venv/bin/python -m tests.knowledge.showing.samples`` writes them anew from the built knowledge base; a test says when
that is needed.
"""

from __future__ import annotations

import dataclasses
import datetime
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from knowledge.editing.build import read
from knowledge.showing import Base, page_at
from knowledge.store import Store

ROOT = Path(__file__).parents[3]
FILE = ROOT / "tests" / "gateway" / "answer_pages" / "samples.json"
FINDER = ROOT / "tests" / "browser" / "finder.json"  # the ways to what is asked most
DAY = datetime.date(2026, 12, 1)
PATHS = (
    "/vard",
    "/vard/papperslosa",
    "/vard/papperslosa/barn",
    "/vard/papperslosa/barn/tandvard",
    "/vard/papperslosa/okand/lakarbesok",
    "/vard/eu-med-kort/vuxna/tandvard",
    "/vard/avvisade-ej-undan/vuxna/planerad-vard",
    "/vard/okand/okand/tandvard",
    "/svar/glesbygd.deadline.phase-2",
    "/svar/kompetensutvecklingsbidrag.amount.max.small,kompetensutvecklingsbidrag.contact.overview",
    "/svar/utlysning-2021.gap.granted",
    "/svar/fardplan.purpose.pace",
    "/svar/whole.status.open",
    "/svar/care-rights.fee.400-rule",
    "/for-patienten",
    "/for-patienten/lakarbesok",
    "/for-patienten/myndigheter",
)
#: The care questions that staff ask most, as places of the care table: counted over the development questions by the
#: phrases of data/lexicon (docs/counts.md says how many there are).
COMMONEST = (
    "/vard/asylsokande/vuxna/lakarbesok",
    "/vard/papperslosa/vuxna/lakarbesok",
    "/vard/asylsokande/vuxna/tandvard",
    "/vard/papperslosa/vuxna/tandvard",
    "/vard/papperslosa/barn/tandvard",
    "/vard/asylsokande/vuxna/akut-vard",
    "/vard/papperslosa/vuxna/vard-som-inte-kan-ansta",
    "/vard/asylsokande/vuxna/lakemedel",
    "/vard/papperslosa/vuxna/modrahalsovard",
    "/vard/asylsokande/vuxna/halsoundersokning",
)


def ways(paths: Iterable[str]) -> tuple[str, ...]:
    """The places and all that is chosen before them, the first page first."""
    steps = (path.split("/") for path in paths)
    return tuple(dict.fromkeys("/".join(step[:end]) for step in steps for end in range(2, len(step) + 1)))


def samples(base: Base, paths: Iterable[str] = PATHS) -> dict[str, Any]:
    """Each page by its path, as JSON has it."""
    found = {path: page_at(base, path, DAY) for path in paths}
    return {path: json.loads(json.dumps(dataclasses.asdict(page))) for path, page in found.items() if page}


def main() -> None:
    """Write the files."""
    build = Store(ROOT / ".build" / "knowledge.sqlite").load()
    base = Base(build.knowledge, read().care)
    for file, paths in ((FILE, PATHS), (FINDER, ways(COMMONEST))):
        file.write_text(json.dumps(samples(base, paths), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
