"""What someone in VGR has to confirm before release, from the facts' checked status: one item per thing to say yes to.

``knowledge.editing.tables.confirm_list`` writes them as a page; the editors' desk lists them to be ticked.
"""

from __future__ import annotations

import dataclasses
import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from itertools import takewhile
from typing import Any

from knowledge.care.ages import AGE_CLASSES, CHILD
from knowledge.care.model import CareTable, Cell, Row, Source
from knowledge.editing.tables.confirm_reasons import row_reasons, settled_fee_rows, topic_reasons
from knowledge.editing.tables.content import FILE, checked_date, unchecked_rows
from knowledge.saying.care.wording import statutes, suited, swedish_date
from knowledge.texts import load, text

ROW_SECTIONS = ("unverified", "elsewhere", "fee_elsewhere", "undated", "older", "law_version", "unclear")
LAWYER = "lawyer"  # whom no contact of contacts.yml stands for
HOLE = "\0"  # where the address or the ids stand in a detail's words


@dataclasses.dataclass(frozen=True)
class Detail:
    """A line below an item: words, with an address or ids where ``HOLE`` stands."""

    words: str
    url: str = ""
    codes: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True)
class Item:
    """Something to confirm. ``id`` is the same as long as it is about the same thing; ``asked`` are roles in words."""

    id: str
    section: str
    code: str  # the id that the page shows; empty for none
    words: str
    details: tuple[Detail, ...] = ()
    asked: tuple[str, ...] = ()

    @property
    def mark(self) -> str:
        """What the item says, as a short sum: what was confirmed is not what stands there when it differs."""
        said = [self.words, *(part for one in self.details for part in (one.words, one.url, *one.codes))]
        return hashlib.sha256("\n".join(said).encode()).hexdigest()[:12]


Items = list[Item]


def say(*keys: str, **values: object) -> str:
    """A sentence of the list."""
    return text(FILE, "confirm", *keys, **values)


def items_of(table: CareTable) -> dict[str, Items]:
    """Every item by its section, in the order of the page; a row stands once, in the section of its first reason."""
    known = load(FILE)["confirm"]
    sections = {key: [_question(table, key, item) for item in known[key]] for key in ("missing", "conflicts")}
    sections |= {key: [] for key in ROW_SECTIONS}
    settled = settled_fee_rows(table)
    for row in table.rows.values():
        reasons = row_reasons(table, row, settled)
        if reasons:
            sections[reasons[0]].append(_row(table, row, reasons))
    sections["topics"] = _topics(table)
    cells = list(table.cells.values())
    open_fees = [cell for cell in cells if cell.settled and cell.right != "no" and cell.fee.words is None]
    sections["open_fees"] = _grouped(table, "open_fees", open_fees, _fee_reason, "fee")
    unsettled = [cell for cell in cells if not cell.settled]
    sections["not_settled"] = _grouped(table, "not_settled", unsettled, lambda cell: cell.reason, "right")
    reserved = [cell for cell in cells if cell.reservation]
    sections["reservations"] = _grouped(table, "reservations", reserved, lambda cell: cell.reservation, "right")
    sections["derived"] = _derived(table, [cell for cell in cells if cell.kind == "inherited"])
    sections["statutes"] = _statutes(table)
    return sections


def roles(table: CareTable) -> list[str]:
    """Everybody who may be asked, in words: roles and units, never a person."""
    return [*(contact.name for contact in table.contacts.values()), say("lawyer")]


def _item(section: str, code: str, words: str, details: Iterable[Detail], asked: Iterable[str], own: str = "") -> Item:
    named = own or f"{section}:{code or hashlib.sha256(words.encode()).hexdigest()[:8]}"
    kept = tuple(one for one in details if one.words)
    return Item(named, section, code, words, kept, tuple(dict.fromkeys(asked)))


def _row(table: CareTable, row: Row, reasons: Sequence[str]) -> Item:
    words = [text(FILE, "rights", row.right, "label")]
    words += [text(FILE, "page", "fee", fee=row.fee)] if row.fee else []
    values = {
        "publisher": row.source.publisher if row.source else "",
        "date": checked_date(table),
    }
    why = [say("reasons", reason, **values) for reason in reasons]
    if "law_version" in reasons and row.source and row.source.register_checked:
        why[reasons.index("law_version")] = say("reasons", "law_register", **values)
    asked = _names(table, _whom(table, row.groups, row.cares, bool(row.fee)), "law_version" in reasons)
    details = [
        Detail(say("says", words=f"{'. '.join(words)}. {row.note}")),
        Detail(say("why", words="; ".join(why))),
        _source(row.source, row.date),
        _ask(asked),
    ]
    place = _place(table, row.groups, row.ages, row.cares)
    return _item(reasons[0], row.id, place, details, asked, row.id)


def _topics(table: CareTable) -> Items:
    items = []
    for topic in table.topics.values():
        reasons = topic_reasons(table, topic)
        if not reasons:
            continue
        why = "; ".join(say("reasons", reason) for reason in reasons)
        lawyer = not set(topic.question).isdisjoint(load(FILE)["confirm"]["whom_lawyer"])
        asked = _names(table, topic.ask or _whom(table, (), (), "fee" in topic.question), lawyer)
        details = [
            Detail(say("says", words=topic.text)),
            Detail(say("why", words=why)),
            *(_source(source, swedish_date(source.date)) for source in topic.sources),
            _ask(asked),
        ]
        items.append(_item("topics", topic.id, "", details, asked, topic.id))
    return items


def _question(table: CareTable, section: str, entry: dict[str, Any]) -> Item:
    """A conflict between sources, or something that was not read."""
    sources = (table.sources[key] for key in entry["sources"])
    asked = _names(table, [key for key in entry["ask"] if key != LAWYER], LAWYER in entry["ask"])
    details = [
        Detail(say("quote", quote=entry["quote"])),
        *(_source(source, swedish_date(source.date)) for source in sources),
        _ask(asked),
    ]
    return _item(section, entry["id"], entry["text"], details, asked)


def _grouped(table: CareTable, section: str, cells: Iterable[Cell], words: Callable[[Cell], str], aspect: str) -> Items:
    """Cells about which the same is said as one item, with the exact places and whom to ask for each."""
    found: dict[str, list[Cell]] = {}
    for cell in cells:
        found.setdefault(words(cell), []).append(cell)
    return [_cells_item(table, section, "", said, same, aspect) for said, same in found.items()]


def _derived(table: CareTable, cells: Iterable[Cell]) -> Items:
    """Cells that follow from a rule, one item per rule."""
    found: dict[str, list[Cell]] = {}
    for cell in cells:
        found.setdefault(cell.rules[0], []).append(cell)
    return [_cells_item(table, "derived", rule, _shared(same), same, "right") for rule, same in found.items()]


def _cells_item(table: CareTable, section: str, code: str, words: str, cells: Sequence[Cell], aspect: str) -> Item:
    rows = tuple(dict.fromkeys(row for cell in cells for row in _rows_behind(table, cell)))
    places = _places(table, cells, aspect)
    details = [
        *(Detail(where + (f". {_ask(asked).words}" if asked else ". ")) for where, asked in places),
        Detail(say("cells", count=len(cells))),
        Detail(say("rows", rows=HOLE), codes=rows) if rows else Detail(""),
    ]
    return _item(section, code, words, details, [name for _, asked in places for name in asked])


def _places(table: CareTable, cells: Sequence[Cell], aspect: str) -> list[tuple[str, list[str]]]:
    """Exactly the cells, merged over kinds of care with the same ages and groups with the same kinds of care.

    Each place in words, with whom to ask about it.
    """
    ages: dict[tuple[str, str, tuple[str, ...]], list[str]] = {}
    for cell in cells:
        ages.setdefault((cell.group, cell.care, _cell_ask(table, cell, aspect)), []).append(cell.age)
    cares: dict[tuple[str, tuple[str, ...], tuple[str, ...]], list[str]] = {}
    for (group, care, ask), where in ages.items():
        cares.setdefault((group, ask, tuple(where)), []).append(care)
    groups: dict[tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]], list[str]] = {}
    for (group, ask, where_ages), what in cares.items():
        groups.setdefault((ask, where_ages, tuple(sorted(what, key=list(table.cares).index))), []).append(group)
    return [
        (_place(table, whom, where_ages, what_cares), _names(table, ask, False))
        for (ask, where_ages, what_cares), whom in groups.items()
    ]


def _shared(cells: Sequence[Cell]) -> str:
    """The sentences with which every cell's condition begins: the rule's own words."""
    heads = [re.split(r"(?<=[.]) (?=[A-ZÅÄÖ])", cell.condition) for cell in cells]
    return " ".join(same[0] for same in takewhile(lambda same: len(set(same)) == 1, zip(*heads, strict=False)))


def _rows_behind(table: CareTable, cell: Cell) -> tuple[str, ...]:
    return cell.facts if cell.settled else tuple(row.id for row in unchecked_rows(table, cell))


def _cell_ask(table: CareTable, cell: Cell, aspect: str) -> tuple[str, ...]:
    own = cell.fee.ask if aspect == "fee" else cell.ask
    special = [key for care, key in load(FILE)["confirm"]["whom"].items() if care == cell.care]
    asked = own if own and own != table.groups[cell.group].ask else special or table.groups[cell.group].ask
    return suited(table, asked, aspect)


def _fee_reason(cell: Cell) -> str:
    usual = cell.fee.reason == text("care", "fee_not_found")
    return say("reasons", "open_fee") if usual else cell.fee.reason


def _statutes(table: CareTable) -> Items:
    laws: dict[str, int] = {}
    for row in table.rows.values():
        for law in statutes(row.legal):
            laws[law] = laws.get(law, 0) + 1
    items = []
    for law, count in sorted(laws.items(), key=lambda pair: pair[0].split(" ")[-1]):
        number = law.split(" ")[-1]
        read, register = table.laws["read_in_full"], table.laws["register_checked"]
        key = "read" if number in read else "register" if number in register else "other"
        status = say("statute", key, date=checked_date(table))
        asked = _names(table, (), True)
        words = say("statute", "used", law=law, status=status, count=count)
        items.append(_item("statutes", "", words, [_ask(asked)], asked, f"statutes:{number}"))
    return items


def _whom(table: CareTable, groups: Sequence[str], cares: Sequence[str], fee: bool) -> tuple[str, ...]:
    """Contacts for a place: the one for the kind of care, else those of the groups, the fee's only with a fee."""
    known = load(FILE)["confirm"]
    special = [known["whom"][care] for care in cares if care in known["whom"]]
    asked = special or [key for group in groups for key in table.groups[group].ask] or known["whom_default"]
    return tuple(dict.fromkeys([*suited(table, asked, "right"), *(suited(table, asked, "fee") if fee else ())]))


def _names(table: CareTable, keys: Sequence[str], lawyer: bool) -> list[str]:
    """Whom to ask, in words."""
    return [*(table.contacts[key].name for key in keys), *([say("lawyer")] if lawyer else [])]


def _ask(names: Sequence[str]) -> Detail:
    return Detail(say("ask", names="; ".join(names)) if names else "")


def _place(table: CareTable, groups: Sequence[str], ages: Sequence[str], cares: Sequence[str]) -> str:
    adults = tuple(age for age in AGE_CLASSES if age != CHILD)
    if set(ages) == set(AGE_CLASSES):
        age_words = text(FILE, "every_age")
    elif set(ages) == set(adults):
        age_words = text(FILE, "adults")
    else:
        age_words = ", ".join(text(FILE, "ages", age) for age in ages)
    every = not groups or set(groups) == set(table.groups)
    group_words = text(FILE, "every_group") if every else "; ".join(table.groups[group].name for group in groups)
    titles = ", ".join(table.cares[care].title for care in cares)
    return say("place" if cares else "place_no_care", groups=group_words, ages=age_words, cares=titles)


def _source(source: Source | None, date: str) -> Detail:
    if source is None:
        return Detail(say("no_source"))
    words = say("source", title=source.title, publisher=source.publisher, date=date, url=HOLE)
    return Detail(words, url=source.url)
