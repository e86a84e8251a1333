"""What pydantic finds wrong in a field, said to an editor in Swedish (texts/fields.yml)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from knowledge.editing.reading import yaml_files
from knowledge.editing.reading.problems import Problem
from knowledge.texts import load


def field_problems(
    fault: ValidationError, file: str, document: Any, at: list[str | int] | None = None
) -> list[Problem]:
    """Return one placed problem for each error; ``at`` leads to the part of the document that was read."""
    problems = []
    for error in fault.errors():
        keys = [key for key in error["loc"] if key != "__root__"]
        message, remedy = _words(error if keys else {**error, "type": "whole_file"})
        line = yaml_files.line_of(document, [*(at or []), *keys])
        problems.append(Problem(file, line, ".".join(map(str, keys)) or "-", message, remedy))
    return problems


def _words(error: Mapping[str, Any]) -> tuple[str, str]:
    texts = load("fields")
    kind = error["type"]
    key = next((key for key in (kind, kind.rpartition(".")[2], kind.partition(".")[0]) if key in texts), "other")
    values = error.get("ctx", {})
    return texts[key]["message"].format(**values), texts[key]["remedy"].format(**values)
