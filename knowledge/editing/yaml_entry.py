"""Put one fact into the text of its file; everything else stays as its editors wrote it, comments included."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

INDENT = "  "


class EntryError(ValueError):
    """The file has another form than the one facts are put into."""


def with_fact(written: str, data: Mapping[str, Any], replaces: str | None = None) -> str:
    """The file's text with the fact in the place of the one with the id ``replaces``, or as the last fact.

    Raises EntryError when the file has no such fact, or when it would read otherwise than meant.
    """
    document = YAML(typ="rt").load(written)
    facts = document["facts"]
    rows = written.splitlines(keepends=True)
    if rows and not rows[-1].endswith("\n"):
        rows[-1] += "\n"
    if replaces is None and not facts:
        start = document.lc.key("facts")[0]
        end, block = start + 1, f"facts:\n{fact_text(data)}"
    elif replaces is None:
        start = end = _end_of(rows, facts.lc.item(len(facts) - 1)[0])
        block = f"\n{fact_text(data)}"
    else:
        index = next((at for at, entry in enumerate(facts) if entry["id"] == replaces), None)
        if index is None:
            raise EntryError(replaces)
        start = facts.lc.item(index)[0]
        end = _end_of(rows, start)
        block = fact_text(data)
    after = "".join([*rows[:start], block, *rows[end:]])
    _require_only_that(written, after, data, replaces)
    return after


def with_event(written: str, fact: str, event: str | None, day: str) -> str:
    """The file's text with the programme's state resting on the fact by this event, and by no other; None for none.

    ``day`` is the event's ISO date. Raises EntryError when the file would read otherwise than meant.
    """
    document = YAML(typ="rt").load(written)
    entries: Any = document.get("timeline") or []
    held = [(at, entry) for at, entry in enumerate(entries) if entry["fact"] == fact]
    if [(entry["event"], str(entry["date"])) for _, entry in held] == ([(event, day)] if event else []):
        return written
    rows = written.splitlines(keepends=True)
    kept = [entry for entry in entries if entry["fact"] != fact]
    lines = [_event_text(entry["event"], entry["date"], entry["fact"]) for entry in kept]
    lines += [_event_text(event, day, fact)] if event else []
    block = "".join(["timeline:\n", *lines]) if lines else ""
    if "timeline" in document:
        start = document.lc.key("timeline")[0]
        end = _end_of(rows, entries.lc.item(len(entries) - 1)[0]) if entries else start + 1
    else:
        start = end = document.lc.key("facts")[0]
        block += "\n" if block else ""
    after = "".join([*rows[:start], block, *rows[end:]])
    old, new = (YAML(typ="safe", pure=True).load(text) for text in (written, after))
    wanted = [entry for entry in old.get("timeline") or [] if entry["fact"] != fact]
    wanted += [{"event": event, "date": datetime.date.fromisoformat(day), "fact": fact}] if event else []
    if (new.pop("timeline", None) or []) != wanted or new != {k: v for k, v in old.items() if k != "timeline"}:
        raise EntryError(fact)
    return after


def _event_text(event: str, day: object, fact: str) -> str:
    return f"{INDENT}- {{event: {event}, date: {day}, fact: {fact}}}\n"


def programme_text(head: Mapping[str, Any]) -> str:
    """A new programme's file, which has no facts yet."""
    lines = [f"{INDENT}{key}: {_quoted(str(head[key]))}" for key in ("id", "page", "name", "definite", "kind")]
    names = [f"{INDENT * 2}- {_quoted(name)}" for name in head.get("names", ())]
    lines += [f"{INDENT}names:", *names] if names else []
    return "\n".join(["programme:", *lines, "", "facts: []", ""])


def fact_text(data: Mapping[str, Any]) -> str:
    """The fact as lines of its file."""
    lines: list[str] = []
    for key, value in data.items():
        lead = f"{INDENT}- " if not lines else INDENT * 2
        if key == "asks" or (key == "quote" and len(value) != 1):
            lines += [f"{lead}{key}:", *(f"{INDENT * 3}- {_asked(key, item)}" for item in value)]
            if not value:
                lines[-1] = f"{lead}{key}: []"
        elif key == "quote":
            lines.append(f"{lead}{key}: {_quoted(value[0])}")
        else:
            lines.append(f"{lead}{key}: {_flow(key, value)}")
    return "\n".join(lines) + "\n"


def _flow(key: str, value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{name}: {_flow(name, item)}" for name, item in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_flow(key, item) for item in value) + "]"
    if isinstance(value, int):
        return str(value)
    if key in ("id", "type", "question") or hasattr(value, "isoformat"):
        return str(value)
    return _quoted(str(value))


def _asked(key: str, item: str) -> str:
    """A way of asking without quotation marks, where YAML reads it back as it is."""
    if key != "asks":
        return _quoted(item)
    try:
        bare = YAML(typ="safe", pure=True).load(f"- {item}\n") == [item]
    except YAMLError:
        bare = False
    return item if bare else _quoted(item)


def _quoted(text: str) -> str:
    """JSON's quotation marks are YAML's too."""
    return json.dumps(text, ensure_ascii=False)


def _end_of(rows: list[str], start: int) -> int:
    """The row after the last one of the entry that begins at ``start``: not the blank rows and comments below it."""
    depth = len(rows[start]) - len(rows[start].lstrip(" "))
    end = start + 1
    for number in range(start + 1, len(rows)):
        row = rows[number]
        if not row.strip():
            continue
        if len(row) - len(row.lstrip(" ")) <= depth:
            break
        end = number + 1
    return end


def _require_only_that(before: str, after: str, data: Mapping[str, Any], replaces: str | None) -> None:
    old, new = (YAML(typ="safe", pure=True).load(text) for text in (before, after))
    wanted = {**data, "quote": data["quote"][0] if len(data["quote"]) == 1 else data["quote"]}
    if replaces is None:
        old["facts"].append(wanted)
    else:
        old["facts"] = [wanted if entry["id"] == replaces else entry for entry in old["facts"]]
    if old != new:
        raise EntryError(str(data["id"]))
