"""Change one entry of a list in a YAML file; what does not change keeps its letters, comments included."""

from __future__ import annotations

import copy
import functools
import json
from collections.abc import Mapping
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from knowledge.editing.care_entries.files import read_yaml
from knowledge.editing.yaml_entry import EntryError

Data = Mapping[str, Any]


def with_item(written: str, section: str | None, key: str, named: str | None, data: Data | None) -> str:
    """The file's text with ``data`` in the place of the entry whose ``key`` is ``named``.

    ``section`` is where the list stands, None for a file that is one list. Without ``named`` the entry becomes the
    last; without ``data`` it is taken away. Raises EntryError when the file would read otherwise than meant.
    """
    document = _document(written)
    items = document if section is None else document[section]
    rows = written.splitlines(keepends=True)
    if rows and not rows[-1].endswith("\n"):
        rows[-1] += "\n"
    at = None if named is None else next((n for n, one in enumerate(items) if one[key] == named), None)
    if named is not None and at is None:
        raise EntryError(named)
    if at is None:
        start = end = _end_of(rows, items, len(items) - 1)
        indent = items.lc.item(len(items) - 1)[1] - 2
    else:
        start, end, indent = items.lc.item(at)[0], _end_of(rows, items, at), items.lc.item(at)[1] - 2
    block = "" if data is None else _block(rows[start:end], items[at] if at is not None else None, start, data, indent)
    after = "".join([*rows[:start], block, *rows[end:]])
    _require_only_that(written, after, section, at, data)
    return after


@functools.lru_cache(maxsize=16)
def _document(written: str) -> Any:
    return YAML(typ="rt").load(written)


def _block(old: list[str], entry: Any, start: int, data: Data, indent: int) -> str:
    """The entry's rows: those of unchanged keys as they were."""
    kept = _rows_by_key(old, entry, start) if entry is not None else {}
    lines: list[str] = []
    order = [*(name for name in kept if name in data), *(name for name in data if name not in kept)]
    for name, value in ((name, data[name]) for name in order):
        same = name in kept and _plain(entry[name]) == value
        rows = kept[name] if same else [f"{' ' * (indent + 2)}{name}: {flow(value)}\n"]
        if not lines:  # the first key stands after the dash, wherever it stood before
            rows = [f"{' ' * indent}- {rows[0].strip().removeprefix('- ')}\n", *rows[1:]]
        lines += rows
    return "".join(lines)


def _rows_by_key(old: list[str], entry: Any, start: int) -> dict[str, list[str]]:
    """The rows of each key where every key has rows of its own; none for an entry on one row."""
    places = sorted((entry.lc.key(name)[0] - start, name) for name in entry)
    if len({row for row, _ in places}) != len(places):
        return {}
    ends = [*(row for row, _ in places[1:]), len(old)]
    return {name: old[row:end] for (row, name), end in zip(places, ends, strict=True)}


def _end_of(rows: list[str], items: Any, at: int) -> int:
    """The row after the entry's last one: not the blank rows and comments below it."""
    start, depth = items.lc.item(at)[0], items.lc.item(at)[1] - 2
    end = start + 1
    for number in range(start + 1, len(rows)):
        row = rows[number]
        if not row.strip() or row.lstrip().startswith("#"):
            continue
        if len(row) - len(row.lstrip(" ")) <= depth:
            break
        end = number + 1
    return end


def flow(value: Any) -> str:
    """A value on one row, with quotation marks only where YAML would read it otherwise."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{name}: {_inner(item)}" for name, item in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_inner(item) for item in value) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    if not isinstance(value, str):
        return str(value)
    return value if _reads_as(f"{value}\n", value) else _quoted(value)


def _inner(value: Any) -> str:
    written = flow(value)
    return written if not isinstance(value, str) or _reads_as(f"[{written}]", [value]) else _quoted(value)


def _reads_as(written: str, value: Any) -> bool:
    try:
        return bool(YAML(typ="safe", pure=True).load(written) == value)
    except YAMLError:
        return False


def _quoted(text: str) -> str:
    """JSON's quotation marks are YAML's too."""
    return json.dumps(text, ensure_ascii=False)


def _plain(node: Any) -> Any:
    if isinstance(node, Mapping):
        return {str(key): _plain(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_plain(value) for value in node]
    return str(node) if isinstance(node, str) else node


def _require_only_that(before: str, after: str, section: str | None, at: int | None, data: Data | None) -> None:
    if before == after:
        return
    old, new = copy.deepcopy(read_yaml(before)), read_yaml(after)
    items = old if section is None else old[section]
    if at is not None:
        items[at : at + 1] = [] if data is None else [dict(data)]
    elif data is not None:
        items.append(dict(data))
    if old != new:
        raise EntryError(str((data or {}).get("id", at)))
