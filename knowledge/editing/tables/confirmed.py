"""What has been confirmed, by which role and on which day: an editors' file beside the care table's own."""

from __future__ import annotations

import dataclasses
import datetime
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from knowledge.editing.reading import yaml_files
from knowledge.editing.reading.problems import KnowledgeError, Problem
from knowledge.texts import text

NAME = "facts/care/confirmed.yml"
FIELDS = ("item", "mark", "role", "date")  # that every entry has; "how" may stand beside them
MAX_WORDS = 300  # characters of a role or of how it was confirmed


@dataclasses.dataclass(frozen=True)
class Confirmed:
    """That an item was confirmed. ``mark`` is what it said then; ``role`` is a unit or a role, never a person."""

    item: str
    mark: str
    role: str
    date: datetime.date
    how: str = ""


def load_confirmed(root: Path) -> dict[str, Confirmed]:
    """The confirmations by item; none where there is no file. Raises KnowledgeError with every problem."""
    path = root / NAME
    if not path.is_file():
        return {}
    document = yaml_files.load(path)
    found: dict[str, Confirmed] = {}
    problems: list[Problem] = []
    for at, entry in enumerate(yaml_files.plain(document) or []):
        line = yaml_files.line_of(document, [at])
        wrong = _wrong(entry, found)
        if wrong:
            problems.append(Problem(path.name, line, *wrong))
        else:
            one = Confirmed(**{**entry, "date": datetime.date.fromisoformat(str(entry["date"]))})
            found[one.item] = one
    if problems:
        raise KnowledgeError(problems)
    return found


def as_yaml(confirmed: Iterable[Confirmed]) -> str:
    """The file's text; a line per confirmation, so that two editors' ticks seldom meet."""
    lines = [_line(one) for one in sorted(confirmed, key=lambda one: one.item)]
    return "".join([*(f"# {line}\n" for line in text("care_page", "confirm", "file_head").splitlines()), *lines])


def _line(one: Confirmed) -> str:
    values = {"item": one.item, "mark": one.mark, "role": one.role, "date": one.date.isoformat()}
    values |= {"how": one.how} if one.how else {}
    return "- {" + ", ".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in values.items()) + "}\n"


def _wrong(entry: Any, known: Mapping[str, Confirmed]) -> tuple[str, str, str] | None:
    """The field, what is wrong and what to do; None for a sound entry."""
    named = entry if isinstance(entry, dict) else {}
    for field in FIELDS:
        if not named.get(field):
            return _fault(field, "missing", field=field)
    for field in set(named) - {*FIELDS, "how"}:
        return _fault(str(field), "unknown", field=field)
    try:
        datetime.date.fromisoformat(str(named["date"]))
    except ValueError:
        return _fault("date", "bad_day", day=named["date"])
    if named["item"] in known:
        return _fault("item", "twice", item=named["item"])
    if any(len(str(named.get(field, ""))) > MAX_WORDS for field in ("role", "how")):
        return _fault("role", "long", most=MAX_WORDS)
    return None


def _fault(field: str, key: str, /, **values: object) -> tuple[str, str, str]:
    return (
        field,
        text("care_page", "confirm", "faults", key, "message", **values),
        text("care_page", "confirm", "faults", key, "remedy", **values),
    )
