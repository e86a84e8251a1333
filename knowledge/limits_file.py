"""Limits read from a file into frozen dataclasses: each has value, unit and meaning, and none is missing or unread."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, TypeVar, get_type_hints

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

Limits = TypeVar("Limits")
KEYS: Final = ("value", "unit", "meaning")  # that each limit has
THEN: Final = "then"  # what a comparison with it leads to, where one is traced


class LimitsError(ValueError):
    """What is wrong in a file of limits, a line for each fault: file, section and name, and what to do."""


@dataclasses.dataclass(frozen=True)
class Unit:
    """What a value may be: between ``least`` and ``most``, both included, and a whole number or not."""

    least: float
    most: float
    whole: bool = False


_FRACTION: Final = Unit(0, 1)
_COUNT: Final = Unit(0, 1_000_000, whole=True)
UNITS: Final[Mapping[str, Unit]] = {
    **dict.fromkeys(("likeness", "probability", "share", "confidence"), _FRACTION),
    "cosine": Unit(-1, 1),
    "score": Unit(0, 2),  # likeness, plus what question type and conversation add
    "weight": Unit(0, 10),
    "evidence": Unit(0, 2),  # of a passage: `knowledge.answering.quoting.strength`
    "distance": Unit(0, 100),  # in words, of which there may be halves
    **dict.fromkeys(("letters", "words", "decimals", "times"), _COUNT),
    **dict.fromkeys(("answers", "asks", "facts", "groups", "parts", "passages", "persons"), _COUNT),
    **dict.fromkeys(("programmes", "questions", "refusals", "topics"), _COUNT),
    **dict.fromkeys(("seconds", "days", "months", "years"), _COUNT),
}


@dataclasses.dataclass(frozen=True)
class Row:
    """One limit as the file has it."""

    section: str
    name: str
    value: float
    unit: str
    meaning: str
    then: str = ""


def read_rows(file: Path) -> list[Row]:
    """Every limit in the file's order; raises LimitsError with all faults of the file itself."""
    try:
        document = YAML(typ="safe").load(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, YAMLError) as fault:
        raise LimitsError(f"{file.name}: it cannot be read: {fault}") from fault
    if not isinstance(document, Mapping) or not all(isinstance(part, Mapping) for part in document.values()):
        raise LimitsError(f"{file.name}: write sections, each with limits under their names")
    given = [(section, str(name), row) for section, part in document.items() for name, row in part.items()]
    faults = [f"{file.name}: {section}.{name}: {fault}" for section, name, row in given for fault in _faults(row)]
    if faults:
        raise LimitsError("\n".join(faults))
    return [Row(section, name, **row) for section, name, row in given]


def fill(kind: type[Limits], rows: Sequence[Row], file: str) -> Limits:
    """``kind``, a dataclass of sections that are dataclasses of numbers, with the values of ``rows``.

    Raises LimitsError with every limit that the dataclasses have and the rows lack, or the other way round, and with
    every one that is whole on one side only.
    """
    sections = get_type_hints(kind)
    expected = {(section, name): of for section in sections for name, of in get_type_hints(sections[section]).items()}
    given = {(row.section, row.name): row for row in rows}
    faults = [(*at, "is missing; write its value, unit and meaning") for at in expected.keys() - given.keys()]
    faults += [(*at, "nothing reads it; take it away or mend its name") for at in given.keys() - expected.keys()]
    faults += [
        (*at, f"the unit {given[at].unit} does not go with {expected[at].__name__} in knowledge/limits.py")
        for at in expected.keys() & given.keys()
        if UNITS[given[at].unit].whole != (expected[at] is int)
    ]
    if faults:
        raise LimitsError("\n".join(f"{file}: {section}.{name}: {fault}" for section, name, fault in sorted(faults)))
    return kind(**{section: part(**_values(section, rows)) for section, part in sections.items()})


def _values(section: str, rows: Sequence[Row]) -> dict[str, float]:
    own = [row for row in rows if row.section == section]
    return {row.name: row.value if UNITS[row.unit].whole else float(row.value) for row in own}


def _faults(row: Any) -> Iterator[str]:
    """What is wrong with one limit, whatever its name."""
    if not isinstance(row, Mapping):
        yield f"write {', '.join(KEYS)} in braces, not {row!r}"
        return
    for key in KEYS:
        if key not in row:
            yield f"{key} is missing"
    for key in row:
        if key not in (*KEYS, THEN):
            yield f"{key} is unknown; there are {', '.join((*KEYS, THEN))}"
    for key in ("meaning", THEN):
        if key in row and (not isinstance(row[key], str) or not row[key].strip()):
            yield f"{key} says nothing"
    if "unit" in row and row["unit"] not in UNITS:
        yield f"unit {row['unit']!r} is unknown; there are {', '.join(UNITS)}"
    elif "unit" in row and "value" in row:
        yield from _faults_of_value(row["value"], row["unit"])


def _faults_of_value(value: Any, name: str) -> Iterator[str]:
    unit = UNITS[name]
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        yield f"value {value!r} is no number"
    elif unit.whole and not isinstance(value, int):
        yield f"value {value} is not whole, as {name} are"
    elif not unit.least <= value <= unit.most:
        yield f"value {value} is outside {unit.least:g} to {unit.most:g}, which {name} may be"
