"""Write docs/att-bekrafta.md: what someone in VGR has to confirm before release, from the facts' checked status."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import takewhile
from pathlib import Path
from typing import Any

from knowledge.care.ages import AGE_CLASSES, CHILD
from knowledge.care.model import CareTable, Cell, Row, Source
from knowledge.editing.tables.confirm_reasons import row_reasons, settled_fee_rows, topic_reasons
from knowledge.editing.tables.content import FILE, checked_date, unchecked_rows
from knowledge.editing.tables.markdown import md
from knowledge.saying.care.wording import statutes, suited, swedish_date
from knowledge.texts import load, text

NAME = "att-bekrafta.md"
ROW_SECTIONS = ("unverified", "elsewhere", "fee_elsewhere", "undated", "older", "law_version", "unclear")
Lines = list[str]


def write_list(table: CareTable, folder: Path) -> Path:
    """Write the list into ``folder`` (made when missing) and return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / NAME
    path.write_text(as_markdown(table), encoding="utf-8", newline="\n")
    return path


def as_markdown(table: CareTable) -> str:
    """Return the list; every row stands once, in the section of its first reason."""
    sections = _sections(table)
    parts = [f"# {md(say('title'))}"]
    parts += [md(line.format(checked=checked_date(table))) for line in load(FILE)["confirm"]["intro"]]
    counts = [f"| {md(say('sections', key, 'heading'))} | {len(items)} |" for key, items in sections.items()]
    parts += [f"## {md(say('summary'))}", "\n".join([say("summary_head"), "| --- | --- |", *counts])]
    for key, items in sections.items():
        parts += [f"## {md(say('sections', key, 'heading'))}", md(say("sections", key, "lead"))]
        parts.append("\n".join(items) or md(say("empty")))
    return "\n\n".join(parts) + "\n"


def say(*keys: str, **values: object) -> str:
    """A sentence of the list."""
    return text(FILE, "confirm", *keys, **values)


def _sections(table: CareTable) -> dict[str, Lines]:
    known = load(FILE)["confirm"]
    sections = {key: [_question(table, item) for item in known[key]] for key in ("missing", "conflicts")}
    sections |= {key: [] for key in ROW_SECTIONS}
    settled = settled_fee_rows(table)
    for row in table.rows.values():
        reasons = row_reasons(table, row, settled)
        if reasons:
            sections[reasons[0]].append(_row(table, row, reasons))
    sections["topics"] = _topics(table)
    cells = list(table.cells.values())
    open_fees = [cell for cell in cells if cell.settled and cell.right != "no" and cell.fee.words is None]
    sections["open_fees"] = _grouped(table, open_fees, _fee_reason, "fee")
    sections["not_settled"] = _grouped(table, [c for c in cells if not c.settled], lambda c: c.reason, "right")
    sections["reservations"] = _grouped(table, [c for c in cells if c.reservation], lambda c: c.reservation, "right")
    sections["derived"] = _derived(table, [cell for cell in cells if cell.kind == "inherited"])
    sections["statutes"] = _statutes(table)
    return sections


def _item(head: str, *details: str) -> str:
    """One box to tick with its details below."""
    return "\n".join([f"- [ ] {head}", *(f"  - {detail}" for detail in details if detail)])


def _row(table: CareTable, row: Row, reasons: Sequence[str]) -> str:
    words = [text(FILE, "rights", row.right, "label")]
    words += [text(FILE, "page", "fee", fee=row.fee)] if row.fee else []
    values = {
        "publisher": row.source.publisher if row.source else "",
        "date": checked_date(table),
    }
    why = [say("reasons", reason, **values) for reason in reasons]
    if "law_version" in reasons and row.source and row.source.register_checked:
        why[reasons.index("law_version")] = say("reasons", "law_register", **values)
    return _item(
        f"`{row.id}` {md(_place(table, row.groups, row.ages, row.cares))}",
        md(say("says", words=f"{'. '.join(words)}. {row.note}")),
        md(say("why", words="; ".join(why))),
        _source(row.source, row.date),
        _ask(table, _whom(table, row.groups, row.cares, bool(row.fee)), "law_version" in reasons),
    )


def _topics(table: CareTable) -> Lines:
    items = []
    for topic in table.topics.values():
        reasons = topic_reasons(table, topic)
        if not reasons:
            continue
        why = "; ".join(say("reasons", reason) for reason in reasons)
        lawyer = not set(topic.question).isdisjoint(load(FILE)["confirm"]["whom_lawyer"])
        items.append(
            _item(
                f"`{topic.id}`",
                md(say("says", words=topic.text)),
                md(say("why", words=why)),
                *(_source(source, swedish_date(source.date)) for source in topic.sources),
                _ask(table, topic.ask or _whom(table, (), (), "fee" in topic.question), lawyer),
            )
        )
    return items


def _question(table: CareTable, entry: dict[str, Any]) -> str:
    """A conflict between sources, or something that was not read."""
    sources = (table.sources[key] for key in entry["sources"])
    return _item(
        f"`{entry['id']}` {md(entry['text'])}",
        md(say("quote", quote=entry["quote"])),
        *(_source(source, swedish_date(source.date)) for source in sources),
        _ask(table, [key for key in entry["ask"] if key != "lawyer"], "lawyer" in entry["ask"]),
    )


def _grouped(table: CareTable, cells: Iterable[Cell], words: Callable[[Cell], str], aspect: str) -> Lines:
    """Cells about which the same is said as one item, with the exact places and whom to ask for each."""
    found: dict[str, list[Cell]] = {}
    for cell in cells:
        found.setdefault(words(cell), []).append(cell)
    return [_cells_item(table, md(said), same, aspect) for said, same in found.items()]


def _derived(table: CareTable, cells: Iterable[Cell]) -> Lines:
    """Cells that follow from a rule, one item per rule."""
    found: dict[str, list[Cell]] = {}
    for cell in cells:
        found.setdefault(cell.rules[0], []).append(cell)
    return [_cells_item(table, f"`{rule}` {md(_shared(same))}".strip(), same, "right") for rule, same in found.items()]


def _cells_item(table: CareTable, head: str, cells: Sequence[Cell], aspect: str) -> str:
    rows = dict.fromkeys(row for cell in cells for row in _rows_behind(table, cell))
    return _item(
        head,
        *_places(table, cells, aspect),
        say("cells", count=len(cells)),
        say("rows", rows=", ".join(f"`{row}`" for row in rows)) if rows else "",
    )


def _places(table: CareTable, cells: Sequence[Cell], aspect: str) -> Lines:
    """Exactly the cells, merged over kinds of care with the same ages and groups with the same kinds of care."""
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
        f"{md(_place(table, whom, where_ages, what_cares))}. {_ask(table, ask, False)}"
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


def _statutes(table: CareTable) -> Lines:
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
        items.append(_item(md(say("statute", "used", law=law, status=status, count=count)), _ask(table, (), True)))
    return items


def _whom(table: CareTable, groups: Sequence[str], cares: Sequence[str], fee: bool) -> tuple[str, ...]:
    """Contacts for a place: the one for the kind of care, else those of the groups, the fee's only with a fee."""
    known = load(FILE)["confirm"]
    special = [known["whom"][care] for care in cares if care in known["whom"]]
    asked = special or [key for group in groups for key in table.groups[group].ask] or known["whom_default"]
    return tuple(dict.fromkeys([*suited(table, asked, "right"), *(suited(table, asked, "fee") if fee else ())]))


def _ask(table: CareTable, keys: Sequence[str], lawyer: bool) -> str:
    names = [table.contacts[key].name for key in keys]
    names += [say("lawyer")] if lawyer else []
    return md(say("ask", names="; ".join(names))) if names else ""


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


def _source(source: Source | None, date: str) -> str:
    if source is None:
        return say("no_source")
    head = say("source", title=source.title, publisher=source.publisher, date=date, url="\0")
    return md(head).replace("\0", f"<{source.url}>")
