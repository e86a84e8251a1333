"""The care rights' decision table as rows of the store, and back.

Every part is a frozen dataclass. A row of the material and a source stand once,
as parts of their own; cells and topics name them by id.
"""

from __future__ import annotations

import dataclasses
import functools
import types
from collections.abc import Iterable, Mapping
from typing import Any, Union, get_args, get_origin, get_type_hints

from knowledge.care.model import CareTable, Cell, Row, Source

#: Parts with an id of their own, in the order in which they can be read back: what is named comes first.
KINDS = ("sources", "rows", "groups", "umbrellas", "cares", "contacts", "topics", "patients")
OTHER = ("order", "core_name", "laws")
CELL_KEYS = ("patient_group", "age", "care")
_NAMED = (Row, Source)


def part_rows(table: CareTable) -> Iterable[dict[str, Any]]:
    """Yield a row of ``care_part`` for each part."""
    for kind in KINDS:
        for position, (key, part) in enumerate(getattr(table, kind).items()):
            yield {"kind": kind, "id": key, "position": position, "data": _fields(part)}
    for position, name in enumerate(OTHER):
        yield {"kind": "table", "id": name, "position": position, "data": _plain(getattr(table, name))}


def cell_rows(table: CareTable) -> Iterable[dict[str, Any]]:
    """Yield a row of ``care_cell`` for each cell."""
    for position, (keys, cell) in enumerate(table.cells.items()):
        yield {**dict(zip(CELL_KEYS, keys, strict=True)), "position": position, "data": _fields(cell)}


def read_table(parts: Iterable[Any], cells: Iterable[Any]) -> CareTable:
    """The decision table from its rows, each in order of position; KeyError or TypeError when one is missing."""
    stored: dict[str, dict[str, Any]] = {kind: {} for kind in (*KINDS, "table")}
    for row in parts:
        stored[row.kind][row.id] = row.data
    named: dict[type, dict[str, Any]] = {Row: {}, Source: {}}
    read: dict[str, Any] = {}
    hints = _hints(CareTable)
    for kind in KINDS:
        item_type = get_args(hints[kind])[1]
        read[kind] = {key: _make(item_type, data, named) for key, data in stored[kind].items()}
        if item_type in named:
            named[item_type] = read[kind]
    whole = {tuple(getattr(row, key) for key in CELL_KEYS): _make(Cell, row.data, named) for row in cells}
    other: dict[str, Any] = {name: _value(hints[name], stored["table"][name], named) for name in OTHER}
    return CareTable(cells=whole, **read, **other)


def _fields(part: Any) -> dict[str, Any]:
    """A dataclass as plain data; a field that has its default is left out, for the table holds thousands of cells."""
    data = {}
    for field in dataclasses.fields(part):
        value = getattr(part, field.name)
        if field.default is dataclasses.MISSING or value != field.default:
            data[field.name] = _plain(value)
    return data


def _plain(value: Any) -> Any:
    if isinstance(value, _NAMED):
        return value.id
    if dataclasses.is_dataclass(value):
        return _fields(value)
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value


@functools.cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _make(kind: Any, data: Mapping[str, Any], named: Mapping[type, Mapping[str, Any]]) -> Any:
    hints = _hints(kind)
    return kind(**{name: _value(hints[name], value, named) for name, value in dict(data).items()})


def _value(hint: Any, value: Any, named: Mapping[type, Mapping[str, Any]]) -> Any:
    """Plain data in the type that the dataclass declares."""
    if value is None:
        return None
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return _value(next(kind for kind in inner if kind is not type(None)), value, named)
    if hint in named:
        return named[hint][value]
    if dataclasses.is_dataclass(hint):
        return _make(hint, value, named)
    if origin is tuple:
        return tuple(_value(inner[0], item, named) for item in value)
    if isinstance(value, dict) and inner:
        return {key: _value(inner[1], item, named) for key, item in value.items()}
    return tuple(value) if isinstance(value, list) else value
