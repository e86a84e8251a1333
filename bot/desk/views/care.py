"""The care table as a grid: what holds, on what law and source, and what somebody has to confirm."""

from __future__ import annotations

import dataclasses

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.desk.desk import BASE, Desk
from bot.desk.people import Person
from bot.desk.texts import say, texts
from knowledge.care.ages import ADULT
from knowledge.care.model import RIGHTS, CareTable, Cell
from knowledge.editing.care_entries.files import LABELS, CareFiles
from knowledge.editing.care_entries.items import item_fields, item_ids
from knowledge.editing.care_entries.rows import SECTIONS
from knowledge.editing.tables.confirm_items import say as confirm_say
from knowledge.editing.tables.confirm_reasons import row_reasons, settled_fee_rows
from knowledge.editing.tables.content import Entry, Note, Notes, checked_date, entry
from knowledge.saying.care.wording import cell_rows
from knowledge.texts import load, text

FILE = "care_page"


@dataclasses.dataclass(frozen=True)
class Square:
    """A cell of the grid; ``reasons`` are why it has to be confirmed, none when it is sound."""

    cell: Cell
    entry: Entry
    reasons: tuple[str, ...]


def table(desk: Desk, request: Request, person: Person) -> Response:
    """One age at a time: kinds of care down, groups across, narrowed by what is asked for."""
    care, asked = desk.shelf.contents().care, request.query_params
    age = asked.get("alder") or ADULT
    ages = list(dict.fromkeys(age for _, age, _ in care.cells))
    if age not in ages:
        raise HTTPException(404)
    groups = [key for key in care.groups if asked.get("grupp", "") in ("", key)]
    cares = [key for key in care.cares if asked.get("vard", "") in ("", key)]
    settled = settled_fee_rows(care)
    grid = {kind: [_square(care, care.cells[group, age, kind], settled) for group in groups] for kind in cares}
    wanted, unsure = asked.get("ratt", ""), asked.get("bekrafta", "") == "1"
    grid = {
        kind: squares for kind, squares in grid.items() if any(_is_wanted(square, wanted, unsure) for square in squares)
    }
    return desk.page(
        request, "care.html", person,
        care=care, grid=grid, groups=groups, age=age, ages={key: text(FILE, "ages", key) for key in ages},
        asked=asked, rights=_rights(), is_wanted=lambda square: _is_wanted(square, wanted, unsure),
        checked=checked_date(care), fits=sum(_is_wanted(s, wanted, unsure) for row in grid.values() for s in row),
    )  # fmt: skip


def cell(desk: Desk, request: Request, person: Person) -> Response:
    """Everything behind one cell."""
    care, asked = desk.shelf.contents().care, request.query_params
    place = (asked.get("grupp", ""), asked.get("alder", ""), asked.get("vard", ""))
    if place not in care.cells:
        raise HTTPException(404)
    notes = Notes()
    square = _square(care, care.cells[place], settled_fee_rows(care), notes)
    note: Note = next(note for _, note in notes)
    rows = [*cell_rows(square.cell, True), *note.unverified]
    return desk.page(
        request, "care_cell.html", person,
        care=care, square=square, note=note, rows=rows, age=text(FILE, "ages", place[1]), rights=_rights(),
        rules=_rules(desk, square.cell), labels=_labels(desk, place),
    )  # fmt: skip


def _rules(desk: Desk, found: Cell) -> list[tuple[str, str, str]]:
    """The rules and gaps behind a cell: where each is changed, what it is, and what it says."""
    files = CareFiles(desk.settings.knowledge)
    return [
        (f"{BASE}/vard/post/{kind}/{name}", f"{texts()['care_kinds'][kind]} {name}", _rule_words(files, kind, name))
        for name in found.rules
        for kind in ("rule", "fee_rule", "gap")
        if name in item_ids(files, kind)
    ]


def _rule_words(files: CareFiles, kind: str, name: str) -> str:
    fields = item_fields(files, kind, name)
    return fields.get("text") or fields.get("reason") or fields.get("unsettled") or fields.get("quote") or name


def _labels(desk: Desk, place: tuple[str, str, str]) -> dict[str, str]:
    """The labels of a new row for the cell, as far as one label means just that."""
    labels = CareFiles(desk.settings.knowledge).data(LABELS)
    found = {}
    for value, (column, section) in zip((place[0], place[1], place[2]), SECTIONS.items(), strict=True):
        meant = [label for label, entry in labels[section].items() if entry[section] == [value]]
        found[column] = meant[0] if meant else ""
    return found


def _square(care: CareTable, found: Cell, settled: frozenset[str], notes: Notes | None = None) -> Square:
    keys: list[str] = []
    for row in cell_rows(found, True):
        keys += row_reasons(care, row, settled)
    reasons = [_reason(care, key) for key in dict.fromkeys(keys)]
    return Square(found, entry(care, found, notes or Notes()), tuple(reasons))


def _is_wanted(square: Square, right: str, unsure: bool) -> bool:
    return right in ("", square.entry.right) and (not unsure or bool(square.reasons) or not square.cell.settled)


def _reason(care: CareTable, key: str) -> str:
    return confirm_say("reasons", key, publisher=say("other_publisher"), date=checked_date(care))


def _rights() -> dict[str, str]:
    rights = load(FILE)["rights"]
    return {key: rights[key]["label"] for key in (*RIGHTS, "not_settled")}
