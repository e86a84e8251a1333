"""Rules, fee rules, gaps and sources of the care table in an editor's form: entries of lists in YAML files."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from knowledge.care.ages import AGE_CLASSES
from knowledge.editing.care_entries.files import GAPS, RULES, SOURCES, CareFiles
from knowledge.editing.care_entries.yaml_items import with_item
from knowledge.editing.form import Fields
from knowledge.editing.yaml_entry import EntryError

SCOPE = ("groups", "ages", "cares")
LINES = frozenset({*SCOPE, "ask", "more_urls"})  # a line per item
ROW, GROUP, ROWS = "row:", "group:", "rows"  # what a rule takes its cells from


@dataclasses.dataclass(frozen=True)
class ItemKind:
    """A list of entries: its file, its place there, and the fields of the form in their order."""

    file: str
    section: str
    fields: tuple[str, ...]


KINDS: dict[str, ItemKind] = {
    "rule": ItemKind(
        RULES, "rules", ("id", "text", "lead", "reservation", "quote", "right", "no_fee", "from", "via", *SCOPE)
    ),
    "fee_rule": ItemKind(RULES, "fees", ("id", "row", "unsettled", "ask", "quote", *SCOPE)),
    "gap": ItemKind(GAPS, "gaps", ("id", "reason", "ask", *SCOPE)),
    "source": ItemKind(
        SOURCES, "sources",
        ("id", "title", "publisher", "kind", "date", "url", "more_urls", "law_checked", "register_checked"),
    ),
}  # fmt: skip


def item_fields(files: CareFiles, kind: str, named: str) -> Fields:
    """The entry as a form's texts; raises EntryError when there is none of that id."""
    entry = _entry(files, kind, named)
    every = {"groups": every_group(files), "ages": list(AGE_CLASSES)}
    fields: Fields = {}
    for name in KINDS[kind].fields:
        value = entry.get(name, "")
        if value == "all" and name in every:
            value = every[name]
        fields[name] = "\n".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
    if kind == "rule":
        fields["from"] = _origin(entry["from"])
        fields.pop("no_fee")
        fields |= {"no_fee": "on"} if entry.get("fee") == "none" else {}
    return fields


def put_item(files: CareFiles, kind: str, named: str | None, fields: Mapping[str, str]) -> str:
    """Lay the entry over its file; its id. A new one becomes the last of its list. Raises EntryError."""
    old = _entry(files, kind, named) if named is not None else {}
    entry = _data(files, kind, fields, old)
    place = KINDS[kind]
    files.put(place.file, with_item(files.text(place.file), place.section, "id", named, entry))
    if kind == "source" and old and old["url"] != entry["url"]:
        records = files.records()
        moved = [{**one, "source_url": entry["url"]} if one["source_url"] == old["url"] else one for one in records]
        if moved != records:
            files.put_records(moved)
    return str(entry["id"])


def drop_item(files: CareFiles, kind: str, named: str) -> None:
    """Take the entry away; raises EntryError when there is none."""
    place = KINDS[kind]
    files.put(place.file, with_item(files.text(place.file), place.section, "id", named, None))


def item_ids(files: CareFiles, kind: str) -> list[str]:
    """The ids of the list's entries, in its order."""
    return [str(entry["id"]) for entry in files.data(KINDS[kind].file)[KINDS[kind].section]]


def every_group(files: CareFiles) -> list[str]:
    """The ids of all patient groups."""
    return [str(group["id"]) for group in files.data("facts/care/groups.yml")["groups"]]


def _entry(files: CareFiles, kind: str, named: str) -> dict[str, Any]:
    for entry in files.data(KINDS[kind].file)[KINDS[kind].section]:
        if str(entry["id"]) == named:
            return dict(entry)
    raise EntryError(named)


def _data(files: CareFiles, kind: str, fields: Mapping[str, str], old: Mapping[str, Any]) -> dict[str, Any]:
    """The entry with what the form says; what the form does not show, and what it leaves as it was, is kept."""
    data: dict[str, Any] = dict(old)
    every = {"groups": every_group(files), "ages": list(AGE_CLASSES)}
    for name in KINDS[kind].fields:
        if name in ("no_fee", "from"):
            continue
        value: Any = _lines(fields.get(name, "")) if name in LINES else _line(fields.get(name, ""))
        before = every[name] if old.get(name) == "all" and name in every else old.get(name, [] if name in LINES else "")
        if value == (before if name in LINES else str(before)):
            continue
        if name in every and value == every[name]:
            value = "all"
        data[name] = value
        if not value:
            del data[name]
    if kind == "rule":
        _rule(data, fields, old)
    first = {"id": data.get("id", "")}
    return first | data


def _rule(data: dict[str, Any], fields: Mapping[str, str], old: Mapping[str, Any]) -> None:
    origin = fields.get("from", "")
    if not old or origin != _origin(old["from"]):
        named = {ROW: "row", GROUP: "group"}
        data["from"] = {key: origin[len(lead) :] for lead, key in named.items() if origin.startswith(lead)}
    if fields.get("no_fee"):
        data["fee"] = "none"
    else:
        data.pop("fee", None)


def _origin(origin: Mapping[str, Any]) -> str:
    if "row" in origin:
        return f"{ROW}{origin['row']}"
    return f"{GROUP}{origin['group']}" if "group" in origin else ROWS


def _lines(text: str) -> list[str]:
    return [_line(line) for line in text.splitlines() if line.strip()]


def _line(text: str) -> str:
    """White space of every kind as single spaces, so that nothing leaves its row of the file."""
    return " ".join(text.split())
