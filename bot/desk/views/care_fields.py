"""The form of an entry of the care table: its fields in order, with what there is to choose from in words."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException

from bot.desk.texts import texts
from knowledge.care.ages import AGE_CLASSES
from knowledge.care.model import RIGHTS, CareTable
from knowledge.editing.care.rows import STATUSES
from knowledge.editing.care.sources import KINDS as SOURCE_KINDS
from knowledge.editing.care_entries.entries import FIELDS, REMOVE, ROW
from knowledge.editing.care_entries.files import LABELS, CareFiles
from knowledge.editing.care_entries.items import GROUP, ROWS, SCOPE
from knowledge.editing.care_entries.items import ROW as FROM_ROW
from knowledge.editing.care_entries.rows import FEE_WORDS, PLACE, SECTIONS
from knowledge.editing.form import Fields
from knowledge.editing.reading.problems import Problem
from knowledge.saying.care.wording import swedish_date
from knowledge.texts import text

MAX_FIELD = 20_000  # characters
TICKED = ("condition_own", "fee_open", "no_fee", REMOVE)  # one box each
SEVERAL = (*SCOPE, "ask")  # a box for each value
AREAS = {
    "note": 4, "legal": 2, "condition": 3, "text": 3, "reservation": 2, "quote": 3, "reason": 3, "unsettled": 2,
    "more_urls": 2, "fee_text": 2, "fee_cares": 3,
}  # fmt: skip
PARTS = {**dict.fromkeys(("fee_open", "fee_kronor", *FEE_WORDS, "fee_cares"), "fee"), **dict.fromkeys(SCOPE, "scope")}
Choices = Sequence[tuple[str, str]]


@dataclasses.dataclass(frozen=True)
class Shown:
    """A field on the page. ``widget``: line | area | select | tick | ticks | fixed."""

    name: str
    label: str
    hint: str
    widget: str
    value: str
    choices: Choices
    problems: Sequence[Problem]
    rows: int
    part: str

    @property
    def chosen(self) -> frozenset[str]:
        """The values of a field with a line per item."""
        return frozenset(self.value.splitlines())


def form_of(
    files: CareFiles, table: CareTable, kind: str, fields: Mapping[str, str], problems: Mapping[str, Sequence[Problem]],
    published: bool,
) -> list[Shown]:  # fmt: skip
    """The form's fields, each with what is wrong in it; an entry that is published keeps its id and its place."""
    found = []
    for name in FIELDS[kind]:
        choices = choices_of(files, table, kind, name)
        fixed = published and name in ("id", *PLACE)
        widget = (
            "fixed" if fixed else "tick" if name in TICKED else "ticks" if name in SEVERAL
            else "select" if choices else "area" if name in AREAS else "line"
        )  # fmt: skip
        value = fields.get(name, "")
        if widget == "select" and value not in dict(choices):  # what stands in the file is never lost by being shown
            choices = [*choices, (value, value)]
        found.append(
            Shown(name, label(kind, name), _text(kind, name, "hint"), widget, value, choices, problems.get(name, ()),
                  AREAS.get(name, 1), PARTS.get(name, ""))
        )  # fmt: skip
    return found


def label(kind: str, name: str) -> str:
    """The field's name in words."""
    return _text(kind, name, "label")


def said(files: CareFiles, table: CareTable, kind: str, name: str, line: str) -> str:
    """A line of a field as an editor reads it: ids by their names."""
    if name in TICKED:
        return str(texts()["care_yes"])
    return dict(choices_of(files, table, kind, name)).get(line, line)


def choices_of(files: CareFiles, table: CareTable, kind: str, name: str) -> Choices:
    """What a field may hold, each value with its words; none for a text."""
    if name in SECTIONS and kind == ROW:
        return [("", ""), *((key, key) for key in files.data(LABELS)[SECTIONS[name]])]
    if name == "groups":
        return [(key, group.name) for key, group in table.groups.items()]
    if name == "ages":
        return [(key, text("care_page", "ages", key)) for key in AGE_CLASSES]
    if name == "cares":
        sets = sorted({one for care in files.data("facts/care/cares.yml")["cares"] for one in care.get("set", ())})
        words = texts()["care_sets"]
        return [*((f"set:{key}", words.get(key, key)) for key in sets), *((k, c.title) for k, c in table.cares.items())]
    if name == "ask":
        return [(key, contact.name) for key, contact in table.contacts.items()]
    if name == "right":
        own = [(key, text("care_page", "rights", key, "label")) for key in RIGHTS]
        return own if kind == ROW else [("", str(texts()["care_same_right"])), *own]
    if name == "status":
        return [(key, str(texts()["care_statuses"][key])) for key in STATUSES]
    if name == "source":
        named = [(key, f"{one.title}, {one.publisher}, {swedish_date(one.date)}") for key, one in table.sources.items()]
        return [("", str(texts()["care_no_source"])), *named]
    if name == "kind":
        return [(key, str(texts()["source_kinds"][key])) for key in SOURCE_KINDS]
    if name in ("from", "via", "row"):
        rows = [(row.id, _row_words(table, row.id)) for row in table.rows.values() if row.verified]
        if name != "from":
            return [("", str(texts()["care_none"])), *rows]
        groups = [
            (f"{GROUP}{key}", str(texts()["care_from_group"]).format(name=g.name)) for key, g in table.groups.items()
        ]
        return [*((FROM_ROW + key, words) for key, words in rows), *groups, (ROWS, str(texts()["care_from_rows"]))]
    return []


def fields_from(form: FormData, kind: str) -> Fields:
    """The fields of a posted form; 413 for a text that no entry has, unknown fields are left out."""
    fields: Fields = {}
    for name in FIELDS[kind]:
        if name in SEVERAL:
            fields[name] = "\n".join(key.partition(".")[2] for key in form if key.startswith(f"{name}."))
        elif name in TICKED:
            fields |= {name: "on"} if form.get(name) else {}
        else:
            fields[name] = str(form.get(name, "")).replace("\r\n", "\n")
    fields |= {REMOVE: "on"} if form.get(REMOVE) else {}
    if any(len(value) > MAX_FIELD for value in fields.values()):
        raise HTTPException(413)
    return fields


def _row_words(table: CareTable, named: str) -> str:
    row = table.rows[named]
    cares = ", ".join(table.cares[care].title for care in row.cares if care in table.cares)
    groups = "; ".join(table.groups[group].name for group in row.groups)
    return f"{named}: {groups}, {cares}" if cares and groups else named


def _text(kind: str, name: str, part: str) -> str:
    known = texts()["care_fields"]
    return str((known.get(f"{kind}.{name}") or known[name])[part])
