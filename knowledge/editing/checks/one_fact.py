"""Every check of the build on one fact at once, by the field that an editor has to mend."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Mapping
from typing import Any

from pydantic import ValidationError

from knowledge.editing.checks.facts import check_fact
from knowledge.editing.reading.field_errors import field_problems
from knowledge.editing.reading.pages import SavedPage
from knowledge.editing.reading.problems import Problem
from knowledge.texts import editor_text
from knowledge.words.facts import Fact
from knowledge.words.programmes import Programme


@dataclasses.dataclass(frozen=True)
class _Form:
    """A form in the place of a file: its problems have a field and no line."""

    file: str

    def problem(self, field: str, key: str, **values: object) -> Problem:
        return Problem(self.file, 0, field, *editor_text(key, **values))


def check_entry(
    data: Mapping[str, Any], programme: Programme, saved: SavedPage, taken: Collection[str] = ()
) -> list[Problem]:
    """What is wrong with a fact of the programme; ``taken`` are the ids of all others."""
    form = _Form(f"{programme.id}.yml")
    try:
        fact = Fact.parse_obj(data)
    except ValidationError as fault:
        return [_placed(problem) for problem in field_problems(fault, form.file, None)]
    found = list(check_fact(form, fact, saved, programme))
    if fact.id in taken:
        found.append(form.problem("id", "duplicate_id", id=fact.id))
    if not fact.id.startswith(f"{programme.id}."):
        found.append(form.problem("id", "foreign_id", id=fact.id, programme=programme.id))
    return list(dict.fromkeys(found))


def _placed(problem: Problem) -> Problem:
    """A fault of the whole fact names the field in its words: the text is where an editor looks first."""
    return dataclasses.replace(problem, field="text") if problem.field == "-" else problem


def by_field(problems: Collection[Problem]) -> dict[str, list[Problem]]:
    """The problems by the form's fields; those of a part ("question.0") stand at the whole, of a value at the value."""
    found: dict[str, list[Problem]] = {}
    for problem in problems:
        found.setdefault(problem.field.partition(".")[0], []).append(problem)
    return found
