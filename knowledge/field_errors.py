"""What pydantic finds wrong in a field, said to an editor in Swedish (texts/fields.yml)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError
from pydantic.errors import PydanticValueError

from knowledge import yaml_files
from knowledge.problems import Problem
from knowledge.texts import load


class NotAmong(PydanticValueError):
    """The value is none of those that the vocabulary has."""

    code = "not_among"
    msg_template = "{given} is none of {choices}"


class BadDate(PydanticValueError):
    """No day of the calendar, and no month or year either."""

    code = "bad_date"
    msg_template = "{given} is no date"


class Empty(PydanticValueError):
    """A field that must hold something holds nothing."""

    code = "empty"
    msg_template = "{field} is empty"


class WrongOrder(PydanticValueError):
    """A period that ends before it begins."""

    code = "wrong_order"
    msg_template = "{start} is after {end}"


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
