"""What the table page says: cells, notes, legend; table_html.py and table_markdown.py lay it out."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterator

from knowledge.care.ages import ADULT, CHILD
from knowledge.care.model import RIGHTS, CareTable, Cell, Row, Source
from knowledge.saying.care.wording import ask_sentence, capital, cell_rows, current_sentence, listed
from knowledge.swedish.dates import say_date
from knowledge.texts import load, text

FILE = "care_page"
TABLES = (ADULT, CHILD)  # adults first: most questions are about them


@dataclasses.dataclass(frozen=True)
class Note:
    """What stands below the table for one or more cells; equal notes are one note."""

    lines: tuple[str, ...]
    status: tuple[tuple[str, Row], ...] = ()  # how current each row is, the decisive row first
    unverified: tuple[Row, ...] = ()


@dataclasses.dataclass(frozen=True)
class Entry:
    """A cell in words; no part but ``fee`` is ever empty."""

    right: str  # key: yes | no | assessed | full_cost | unclear | not_settled
    label: str
    fee: str
    basis: str
    note: int

    @property
    def words(self) -> str:
        """The entry as running text, without its note."""
        return ". ".join(filter(None, [self.label, self.fee]))


class Notes:
    """Numbers notes from 1 in the order in which the page mentions them."""

    def __init__(self) -> None:
        self._numbers: dict[Note, int] = {}

    def number(self, note: Note) -> int:
        """The number of the note, from 1; the same note has one number wherever it stands."""
        return self._numbers.setdefault(note, len(self._numbers) + 1)

    def __iter__(self) -> Iterator[tuple[int, Note]]:
        return iter((number, note) for note, number in self._numbers.items())


def entry(table: CareTable, cell: Cell, notes: Notes) -> Entry:
    """Return the words of a cell and put its note among ``notes``."""
    label = text(FILE, "rights", cell.right, "label")
    return Entry(cell.right, label, fee_words(cell), _basis(cell), notes.number(note_of(table, cell)))


def fee_words(cell: Cell) -> str:
    """The fee of a cell; empty where there is nothing to pay for: no right, or a cell that is not settled."""
    if not cell.settled or cell.right == "no":
        return ""
    if cell.fee.words is None:
        return text(FILE, "page", "fee_open_full" if cell.right == "full_cost" else "fee_open")
    key = "fee_if" if cell.right == "unclear" else "fee"
    return text(FILE, "page", key, fee=cell.fee.words.say(cell.care, None))


def unchecked_rows(table: CareTable, cell: Cell) -> list[Row]:
    """Unverified rows about exactly this cell, which no answer uses."""
    return [
        row
        for row in table.rows.values()
        if not row.verified and cell.group in row.groups and cell.age in row.ages and cell.care in row.cares
    ]


def note_of(table: CareTable, cell: Cell) -> Note:
    """Conditions, legal basis, source and checked status of a cell."""
    unchecked = tuple(unchecked_rows(table, cell))
    if not cell.settled:
        return Note(tuple(filter(None, [cell.reason, ask_sentence(table, cell.ask)])), unverified=unchecked)
    own = cell.lead or table.cares[cell.care].sentence.get(cell.right, "")
    patient = text(FILE, "page", "patient")
    care = table.cares[cell.care]
    first = capital(own.format(one=patient, care=care.noun, by=capital(care.decider))) if own else ""
    fee_row = cell.fee.row if cell.fee.settled and cell.fee.row is not cell.row else None
    about_fee = text(FILE, "page", "fee_row", words=fee_row.condition) if fee_row and fee_row.condition else ""
    # a fee that is open for the usual reason is already said in the cell
    why_open = "" if cell.fee.settled or cell.fee.reason == text("care", "fee_not_found") else cell.fee.reason
    ask = ask_sentence(table, cell.ask or table.groups[cell.group].ask) if cell.right == "unclear" else ""
    lines = [first, cell.condition, cell.reservation, about_fee, why_open, _legal(table, cell, fee_row), ask]
    rows = cell_rows(cell, True)
    status = tuple((current_sentence(row, row is fee_row), row) for row in rows)
    return Note(tuple(dict.fromkeys(filter(None, lines))), status, unchecked)


def adult_differences(
    table: CareTable, notes: Notes
) -> dict[str, dict[tuple[tuple[str, ...], tuple[str, ...]], list[Entry]]]:
    """What differs from the adults' table, by age class: (groups, kinds of care) → the entries of those cells."""
    ages: dict[str, dict[tuple[tuple[str, ...], tuple[str, ...]], list[Entry]]] = {}
    for age in dict.fromkeys(age for _, age, _ in table.cells if age not in (CHILD, ADULT)):
        cares_of: dict[tuple[str, str, str], list[str]] = {}  # (group, right, fee) → kinds of care
        for group in table.groups:
            for care in table.cares:
                cell, base = table.cells[group, age, care], table.cells[group, ADULT, care]
                if (cell.right, fee_words(cell), cell.fee.reason) != (base.right, fee_words(base), base.fee.reason):
                    cares_of.setdefault((group, cell.right, fee_words(cell)), []).append(care)
        groups_of: dict[tuple[str, str, tuple[str, ...]], list[str]] = {}
        for (group, right, fee), cares in cares_of.items():
            groups_of.setdefault((right, fee, tuple(cares)), []).append(group)
        ages[age] = {
            (tuple(groups), cares): [
                entry(table, table.cells[group, age, care], notes) for group in groups for care in cares
            ]
            for (_, _, cares), groups in groups_of.items()
        }
    return {age: found for age, found in ages.items() if found}


class TablePage:
    """The page's content, gathered once and laid out twice."""

    def __init__(self, table: CareTable) -> None:
        self.table = table
        self.notes = Notes()
        self.tables: dict[str, dict[str, list[Entry]]] = {}
        self.others: dict[str, dict[tuple[tuple[str, ...], tuple[str, ...]], list[Entry]]] = {}
        for age in TABLES:
            self.tables[age] = {
                care: [entry(table, table.cells[group, age, care], self.notes) for group in table.groups]
                for care in table.cares
            }
            if age == ADULT:
                self.others = adult_differences(table, self.notes)

    @property
    def intro(self) -> list[str]:
        """The page's first paragraphs: what it rests on and to which day the statutes have been checked."""
        register = listed(self.table.laws["register_checked"], text("care", "overview", "and"))
        values = {"checked": checked_date(self.table), "register": register}
        return [line.format(**values) for line in load(FILE)["page"]["intro"]]

    @property
    def sources(self) -> list[Source]:
        """The sources that a note names, in the order of the list of sources."""
        rows = [row for _, note in self.notes for row in (*(row for _, row in note.status), *note.unverified)]
        named = {row.source.id for row in rows if row.source}
        return [source for source in self.table.sources.values() if source.id in named]

    def group_words(self, group: str) -> str:
        """The law that covers a group and until when, as far as known."""
        found = self.table.groups[group]
        return " ".join(filter(None, [say("groups", "law", laws="; ".join(found.law)), found.until.get("text", "")]))

    def legend(self) -> list[tuple[str, str]]:
        """Every word for what holds, with its meaning."""
        rights = load(FILE)["rights"]
        by = say("legend", "assessed_by", decider=text("care", "decider"))
        return [
            (rights[key]["label"], f"{rights[key]['meaning']} {by}" if key == "assessed" else rights[key]["meaning"])
            for key in (*RIGHTS, "not_settled")
        ]

    def bases(self) -> list[tuple[str, str]]:
        """Every word for where something was read, with its meaning."""
        return [(words["label"], words["meaning"]) for words in load(FILE)["basis"].values()]


def checked_date(table: CareTable) -> str:
    """The day to which the law texts were checked: "1 september 2025"."""
    return say_date(datetime.date.fromisoformat(table.laws["checked_to"]))


def say(*keys: str, **values: object) -> str:
    """A sentence of the page."""
    return text(FILE, "page", *keys, **values)


def source_words(row: Row) -> str:
    """The row's source with publisher and date; "" for a row without one."""
    if row.source is None:
        return ""
    return say("source", source=row.source.title, publisher=row.source.publisher, date=row.date)


def row_ids(note: Note) -> list[str]:
    """Ids of the rows that the note speaks of, settled ones first."""
    return [row.id for row in (*(row for _, row in note.status), *note.unverified)]


def numbers(entries: list[Entry]) -> list[int]:
    """The numbers of the entries' notes, each once, lowest first."""
    return sorted({cell.note for cell in entries})


def other_words(page: TablePage, groups: tuple[str, ...], cares: tuple[str, ...], entries: list[Entry]) -> str:
    """Which groups and kinds of care have other rules at these ages, as one line."""
    return say(
        "other_ages",
        "item",
        groups="; ".join(page.table.groups[group].name for group in groups),
        cares=", ".join(page.table.cares[care].title for care in cares),
        entry=entries[0].words,
    )


def _basis(cell: Cell) -> str:
    kinds = dict.fromkeys(row.source.kind for row in cell_rows(cell, True) if row.source)
    if not cell.settled or not kinds:
        return text(FILE, "basis", "none", "label")
    marks = [*kinds, "inherited"] if cell.kind == "inherited" else [*kinds]
    return "; ".join(text(FILE, "basis", mark, "label") for mark in marks)


def _legal(table: CareTable, cell: Cell, fee_row: Row | None) -> str:
    laws = dict.fromkeys([*cell.legal, *(fee_row.legal if fee_row else ())])
    if laws:
        return text(FILE, "page", "legal", laws="; ".join(laws))
    return text(FILE, "page", "group_law", laws="; ".join(table.groups[cell.group].law))
