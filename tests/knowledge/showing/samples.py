"""Pages as the action server gives them, for the tests of the gateway, which has an environment of its own.

``.venv/bin/python -m tests.knowledge.showing.samples`` writes them anew from the built knowledge base; a test says when
that is needed.
"""

from __future__ import annotations

import dataclasses
import datetime
import json
from pathlib import Path
from typing import Any

from knowledge.build import read
from knowledge.showing import Base, page_at
from knowledge.store import Store

ROOT = Path(__file__).parents[3]
FILE = ROOT / "tests" / "gateway" / "answer_pages" / "samples.json"
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


def samples(base: Base) -> dict[str, Any]:
    """Each page by its path, as JSON has it."""
    found = {path: page_at(base, path, DAY) for path in PATHS}
    return {path: json.loads(json.dumps(dataclasses.asdict(page))) for path, page in found.items() if page}


def main() -> None:
    """Write the file."""
    build = Store(ROOT / ".build" / "knowledge.sqlite").load()
    pages = samples(Base(build.knowledge, read().care))
    FILE.write_text(json.dumps(pages, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
