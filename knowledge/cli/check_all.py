"""Every check at once: pages, facts, limits of age, and the files about the right to care."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from knowledge.editing.build import known_to_ask
from knowledge.editing.care import load_care
from knowledge.editing.checks.programmes import read_programmes
from knowledge.editing.reading.freshness import unknown_topics
from knowledge.editing.reading.hands import FOLDER as HANDS
from knowledge.editing.reading.hands import load_asks
from knowledge.editing.reading.overviews import load_overviews
from knowledge.editing.reading.pages import SavedPage, read_pages
from knowledge.editing.reading.problems import KnowledgeError, Problem
from knowledge.editing.tables.confirmed import load_confirmed
from knowledge.words.programmes import Programme
from knowledge.words.query import CARE


@dataclasses.dataclass(frozen=True)
class Checked:
    """What could be read, and everything that is wrong."""

    pages: dict[str, SavedPage]
    programmes: list[Programme]
    problems: list[Problem]


def check_all(root: Path) -> Checked:
    """Read and check everything below ``root``; a fault in one file hides none in another."""
    pages: dict[str, SavedPage] = {}
    programmes: list[Programme] = []
    problems: list[Problem] = []
    try:
        pages, wrong_pages = read_pages(root / "sources")
        problems += wrong_pages
        programmes, wrong_facts = read_programmes(root / "facts", pages)
        problems += wrong_facts
        problems += unknown_topics([*pages, CARE], root / "freshness.yml")
    except KnowledgeError as fault:
        problems += fault.problems
    try:
        load_confirmed(root)
        care, overviews = load_care(root), load_overviews(root)
        if programmes:
            load_asks(root / HANDS, known_to_ask(programmes, care, overviews))
    except KnowledgeError as fault:
        problems += fault.problems
    return Checked(pages, programmes, sorted(problems))
