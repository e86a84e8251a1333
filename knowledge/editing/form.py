"""A fact as an editor fills it in: one text per field, a line per item. Pure."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from typing import Any

from knowledge.words.facts import Fact

#: What an editor writes, by field; every field of a form is one text.
Fields = dict[str, str]

#: The fields of ``value`` that a type has; other types have none.
VALUE_FIELDS: dict[str, tuple[str, ...]] = {
    "amount": ("value", "min", "max"),
    "date": ("date",),
    "period": ("from", "to"),
    "list": ("items",),
    "contact": ("name", "role", "email", "phone"),
}
NUMBERS = frozenset({"value", "min", "max"})
LISTS = frozenset({"question", "quote", "asks", "value.items"})  # a line per item
PLAIN = ("id", "type", "valid_from", "valid_to", "text")
WHEN, VALUE = "when.", "value."
KEEP_UNVERIFIED = "unverified"  # "on" while the mark stays
EVENT = "event"  # the event by which the programme's state rests on the fact; no part of the fact itself


def value_fields(kind: str, held: Iterable[str] = ()) -> tuple[str, ...]:
    """The names of the value's fields to show for a type, with those that hold something already."""
    return tuple(dict.fromkeys([*VALUE_FIELDS.get(kind, ()), *held]))


def fields_of(fact: Fact) -> Fields:
    """A fact as the texts of a form."""
    fields: Fields = {name: str(getattr(fact, name) or "") for name in PLAIN}
    fields |= {name: "\n".join(getattr(fact, name)) for name in ("question", "quote", "asks")}
    fields |= {WHEN + slot: case for slot, case in fact.when.items()}
    for name, value in (fact.value.written() if fact.value else {}).items():
        fields[VALUE + name] = "\n".join(value) if isinstance(value, list) else str(value)
    if fact.unverified:
        fields[KEEP_UNVERIFIED] = "on"
    return fields


def data_of(fields: Mapping[str, str], before: Fact | None = None) -> dict[str, Any]:
    """The fact's data in the order in which a file gives it; what is empty is left out.

    ``before`` is the fact as published: its mark as unverified stays while the form says so.
    """
    kind = fields.get("type", "").strip()
    data: dict[str, Any] = {"id": _line(fields.get("id", "")), "type": kind, "question": lines(fields, "question")}
    when = {key[len(WHEN) :]: _line(value) for key, value in fields.items() if key.startswith(WHEN) and value.strip()}
    value = {
        key[len(VALUE) :]: _typed(key, text) for key, text in fields.items() if key.startswith(VALUE) and text.strip()
    }
    data |= {"when": when} if when else {}
    data |= {"value": value} if value else {}
    data |= {name: _line(fields[name]) for name in ("valid_from", "valid_to") if fields.get(name, "").strip()}
    if before and before.unverified and fields.get(KEEP_UNVERIFIED):
        data["unverified"] = before.unverified.dict(exclude_none=True)
    return {
        **data,
        "text": _line(fields.get("text", "")),
        "quote": lines(fields, "quote"),
        "asks": lines(fields, "asks"),
    }


def event_of(fields: Mapping[str, str]) -> tuple[str, str] | None:
    """The event that the fact gives its programme, with its day; None for none, or without a whole day."""
    event = fields.get(EVENT, "")
    keys = (f"{VALUE}date", f"{VALUE}from" if event == "starts" else f"{VALUE}to")
    day = next((value for value in (_line(fields.get(key, "")) for key in keys) if value), "")
    try:
        datetime.date.fromisoformat(day)
    except ValueError:
        return None
    return (event, day) if event else None


def lines(fields: Mapping[str, str], name: str) -> list[str]:
    """The items of a field, one a line; empty lines are none."""
    return [_line(line) for line in fields.get(name, "").splitlines() if line.strip()]


def changed(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """The fields that differ, each with what it was and what it is; white space around a text counts for nothing."""
    names = dict.fromkeys([*before, *after])
    pairs = {name: (_tidy(before.get(name, "")), _tidy(after.get(name, ""))) for name in names}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def _tidy(text: str) -> str:
    return "\n".join(_line(line) for line in text.splitlines() if line.strip())


def _typed(key: str, text: str) -> Any:
    name = key[len(VALUE) :]
    if key in LISTS:
        return [_line(line) for line in text.splitlines() if line.strip()]
    written = _line(text)
    digits = re.sub(r"\s", "", written)
    # what is no number is left as it stands: the model says so in the editor's words
    return int(digits) if name in NUMBERS and digits.isascii() and digits.isdigit() and len(digits) < 16 else written


def _line(text: str) -> str:
    """White space of every kind as single spaces, so that nothing leaves its line of the file."""
    return " ".join(text.split())
