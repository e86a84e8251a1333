"""One entry of the care table, of whichever kind: its form, its place in the files, and what is wrong with it."""

from __future__ import annotations

import csv
import dataclasses
import datetime
import io
import re
import shutil
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from knowledge.care.model import CareTable
from knowledge.editing.care import load_care
from knowledge.editing.care_entries import items, rows
from knowledge.editing.care_entries.files import CONDITIONS, FEES, SOURCES, TABLE, CareFiles
from knowledge.editing.form import Fields
from knowledge.editing.publishing import put
from knowledge.editing.reading.problems import KnowledgeError, Problem
from knowledge.editing.yaml_entry import EntryError
from knowledge.texts import editor_text

ROW = "row"
KINDS = (ROW, *items.KINDS)
NEW_KINDS = (ROW, "gap", "source")  # where a rule stands among the others decides what it does: not from a form
REMOVE = "remove"  # "on" for an entry that is to be taken away
FIELDS: dict[str, tuple[str, ...]] = {ROW: rows.ROW_FIELDS, **{kind: one.fields for kind, one in items.KINDS.items()}}
#: fields of the form by the names that the check gives them
_NAMED = {
    TABLE: {"fee_sek": "fee", "legal_basis": "legal", "source_url": "source", "-": "note"},
    FEES: {"raw": "fee", "text": "fee_text", "kronor": "fee_kronor"},
}
EVERYTHING = ""  # the place of a fault that is not in the entry itself


@dataclasses.dataclass(frozen=True)
class CareEdit:
    """What an editor wants of one entry; ``named`` is its id as published, None for a new one."""

    kind: str
    named: str | None
    fields: Mapping[str, str]


def fields_of(files: CareFiles, kind: str, named: str) -> Fields:
    """The entry as a form's texts; raises EntryError when there is none."""
    return rows.row_fields(files, named) if kind == ROW else items.item_fields(files, kind, named)


def lay(files: CareFiles, edits: Iterable[CareEdit]) -> list[str]:
    """Lay the edits over the files; the ids of the entries. Raises EntryError for one that has no place there."""
    edits = list(edits)
    # sources first: a row names the address of its source
    done = {at: _lay(files, edit) for at, edit in sorted(enumerate(edits), key=lambda pair: pair[1].kind != "source")}
    return [done[at] for at in range(len(edits))]


def _lay(files: CareFiles, edit: CareEdit) -> str:
    if edit.fields.get(REMOVE) and edit.named is not None:
        if edit.kind == ROW:
            rows.drop_row(files, edit.named)
        else:
            items.drop_item(files, edit.kind, edit.named)
        return edit.named
    if edit.kind == ROW:
        return rows.put_row(files, edit.named, edit.fields)
    return items.put_item(files, edit.kind, edit.named, edit.fields)


def table_with(root: Path, files: Mapping[str, str | None]) -> CareTable:
    """The care table with other texts in some files; raises KnowledgeError with every problem."""
    with tempfile.TemporaryDirectory() as scratch:
        for name in ("facts/care", "sources/care-rights"):
            shutil.copytree(root / name, Path(scratch) / name)
        put(Path(scratch), files)
        return load_care(Path(scratch))


def faults(
    root: Path, edit: CareEdit, today: datetime.date, beside: Collection[CareEdit] = ()
) -> dict[str, list[Problem]]:
    """What the build would say of the edit together with those ``beside`` it, by the form's field.

    What is wrong elsewhere in the table because of it stands under ``EVERYTHING``.
    """
    files = CareFiles(root)
    try:
        lay(files, beside)
        own = own_faults(files, edit, today)
        if any(field in own for field in ("id", *rows.PLACE)):
            return own
        named = lay(files, [edit])[-1]
        table_with(root, files.changed())
    except EntryError as fault:
        return {EVERYTHING: [_problem("-", "care_no_place", what=fault)]}
    except KnowledgeError as fault:
        found = {key: list(own[key]) for key in own}
        placed = [(_field(files, edit, named, problem), problem) for problem in fault.problems]
        if any(problem.file == Path(TABLE).name for _, problem in placed):
            # a row that cannot be read leaves its condition without a row: no second fault of the editor's
            placed = [one for one in placed if (one[1].file, one[1].field) != (Path(CONDITIONS).name, named)]
        for field, problem in placed:
            found.setdefault(field, []).append(problem)
        return found
    return own


def own_faults(files: CareFiles, edit: CareEdit, today: datetime.date) -> dict[str, list[Problem]]:
    """What only the form checks: labels and ids, an address that a page may link to, days that have been."""
    if edit.fields.get(REMOVE):
        return {}
    found = dict(_place_faults(files, edit) if edit.kind == ROW else _id_faults(files, edit))
    if edit.kind == "source":
        for name in ("url", "more_urls"):
            for url in edit.fields.get(name, "").split():
                if urlsplit(url).scheme not in ("http", "https"):
                    found.setdefault(name, []).append(_problem(name, "care_bad_url", url=url))
        for name in ("law_checked", "register_checked"):
            day = edit.fields.get(name, "").strip()
            if day and not _has_been(day, today):
                found[name] = [_problem(name, "care_bad_day", day=day)]
    return found


def _place_faults(files: CareFiles, edit: CareEdit) -> Iterator[tuple[str, list[Problem]]]:
    try:
        named = rows.row_id(files, edit.fields)
    except (EntryError, KeyError):
        yield "group", [_problem("group", "care_no_label")]
        return
    if named != edit.named and any(_has_id(files, one, named) for one in files.records()):
        yield "care_type", [_problem("care_type", "care_same_place", id=named)]


def _has_id(files: CareFiles, record: Mapping[str, str], named: str) -> bool:
    try:
        return rows.row_id(files, record) == named
    except EntryError:
        return False


def _id_faults(files: CareFiles, edit: CareEdit) -> Iterator[tuple[str, list[Problem]]]:
    named = edit.fields.get("id", "").strip()
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9-]*", named):
        yield "id", [_problem("id", "care_no_id")]
    elif named != edit.named and named in items.item_ids(files, edit.kind):
        yield "id", [_problem("id", "care_taken_id", id=named)]


def _has_been(written: str, today: datetime.date) -> bool:
    try:
        return datetime.date.fromisoformat(written) <= today
    except ValueError:
        return False


def _problem(field: str, key: str, **values: object) -> Problem:
    return Problem("", 0, field, *editor_text(key, **values))


def _field(files: CareFiles, edit: CareEdit, named: str, problem: Problem) -> str:
    """The form's field that the problem is about."""
    own = FIELDS[edit.kind]
    name = problem.field.partition(".")[0]
    if edit.kind == ROW:
        raw = edit.fields.get("fee", "").strip()
        if problem.file == Path(TABLE).name and problem.line in _lines_of_row(files, named):
            return _known(_NAMED[TABLE].get(name, name), own)
        if problem.file == Path(FEES).name and raw and _in_item(files, FEES, None, "raw", raw, problem.line):
            return _known(_NAMED[FEES].get(name, name), own)
        if problem.file == Path(CONDITIONS).name and problem.field == named:
            return "condition"
        return EVERYTHING
    place = items.KINDS[edit.kind]
    if problem.file == Path(place.file).name and _in_item(files, place.file, place.section, "id", named, problem.line):
        return _known(name, own)
    return "url" if edit.kind == "source" and problem.file == Path(SOURCES).name and name == "url" else EVERYTHING


def _known(name: str, fields: tuple[str, ...]) -> str:
    return name if name in fields else EVERYTHING


def _lines_of_row(files: CareFiles, named: str) -> set[int]:
    """The last line of each of the table's rows with this id, as the reader counts them."""
    reader = csv.DictReader(io.StringIO(files.text(TABLE), newline=""))
    found = set()
    for record in reader:
        try:
            if rows.row_id(files, record) == named:
                found.add(reader.line_num)
        except EntryError:
            continue
    return found


def _in_item(files: CareFiles, file: str, section: str | None, key: str, named: str, line: int) -> bool:
    """Whether a line (from 1) lies in the entry, or at the head of its list where a fault has no closer place."""
    try:
        document = YAML(typ="rt").load(files.text(file))
    except YAMLError:
        return False
    found = document if section is None else document[section]
    starts = [found.lc.item(at)[0] + 1 for at in range(len(found))]
    for at, one in enumerate(found):
        end = starts[at + 1] if at + 1 < len(starts) else len(files.text(file).splitlines()) + 1
        if str(one[key]) == named and starts[at] <= line < end:
            return True
    return False
