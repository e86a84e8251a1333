"""The JSONL form of conversations: one object a line, with ``topic``, ``skill`` and one ``source`` list a turn."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from knowledge.editing.reading.problems import KnowledgeError, Problem

Report = Callable[..., Problem]


def entries(path: Path, problem: Report) -> list[dict[str, Any]]:
    """The lines as conversations of the YAML form, each with its ``line``; raises KnowledgeError."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as fault:
        raise KnowledgeError([problem(str(path), 1, "-", "unreadable", detail=fault)]) from fault
    found: list[dict[str, Any]] = []
    problems: list[Problem] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            found.append({**_entry(json.loads(line)), "line": number})
        except (ValueError, TypeError, AttributeError) as fault:
            problems.append(problem(path.name, number, "-", "bad_json", detail=fault))
    if problems:
        raise KnowledgeError(problems)
    if not found:
        raise KnowledgeError([problem(path.name, 1, "-", "no_conversations")])
    return found


def _entry(data: dict[str, Any]) -> dict[str, Any]:
    entry = {key: value for key, value in data.items() if key != "skill"}
    if isinstance(entry.get("turns"), list):
        entry["turns"] = [_turn(turn) for turn in entry["turns"]]
    return entry


def _turn(turn: dict[str, Any]) -> dict[str, Any]:
    renamed = {("sources" if key == "source" else key): value for key, value in turn.items()}
    # an empty list says that nothing is asked of the field
    return {key: value for key, value in renamed.items() if value != []}
