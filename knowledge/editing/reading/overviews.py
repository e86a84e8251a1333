"""Read the questions about the whole: what can be applied for, what has closed, what there is, where it stands.

No page answers them. An overview holds only its ways of asking and what it shows; the reply is computed from all
programmes on the day of the question (``knowledge.answering.whole``).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from knowledge.editing.reading import yaml_files
from knowledge.editing.reading.field_errors import field_problems
from knowledge.editing.reading.problems import KnowledgeError, Problem
from knowledge.texts import editor_text
from knowledge.words.programmes import HOME, Overview

FILE: Final = Path("facts/whole/overviews.yml")
MIN_ASKS: Final = 8


def load_overviews(root: Path) -> dict[str, Overview]:
    """The overviews by id; none where the file is missing. Raises KnowledgeError with every problem."""
    path = root / FILE
    if not path.is_file():
        return {}
    document = yaml_files.load(path)
    overviews: dict[str, Overview] = {}
    problems: list[Problem] = []
    for index, entry in enumerate((yaml_files.plain(document) or {}).get("overviews") or []):
        try:
            overview = Overview.parse_obj(entry)
        except ValidationError as fault:
            problems += field_problems(fault, path.name, document, ["overviews", index])
            continue
        problems += _faults(path.name, document, index, overview, overviews)
        overviews[overview.id] = overview
    if problems:
        raise KnowledgeError(problems)
    return overviews


def _faults(file: str, document: Any, index: int, overview: Overview, known: dict[str, Overview]) -> list[Problem]:
    def problem(field: str, key: str, **values: object) -> Problem:
        line = yaml_files.line_of(document, ["overviews", index, field])
        return Problem(file, line, field, *editor_text(key, **values))

    found = []
    if overview.id in known:
        found.append(problem("id", "duplicate_id", id=overview.id))
    if not overview.id.startswith(f"{HOME}."):
        found.append(problem("id", "foreign_id", id=overview.id, programme=HOME))
    if len(overview.asks) < MIN_ASKS:
        found.append(problem("asks", "no_asks"))
    return found
