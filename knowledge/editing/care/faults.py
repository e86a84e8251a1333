"""Problems in the care files, worded for editors (knowledge/texts/care.yml)."""

from __future__ import annotations

from typing import NoReturn

from knowledge.editing.reading.problems import KnowledgeError, Problem
from knowledge.texts import text


def problem(file: str, line: int, field: str, key: str, /, **values: object) -> Problem:
    """One problem, placed by file, line (1-based) and field."""
    message = text("care", "problems", key, "message", **values)
    return Problem(file, line, field, message, text("care", "problems", key, "remedy", **values))


def stop(file: str, line: int, field: str, key: str, /, **values: object) -> NoReturn:
    """Raise KnowledgeError with one problem."""
    raise KnowledgeError([problem(file, line, field, key, **values)])
