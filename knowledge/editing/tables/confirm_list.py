"""Write docs/att-bekrafta.md: what someone in VGR has to confirm before release, ticked where it has been."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from knowledge.care.model import CareTable
from knowledge.editing.tables.confirm_items import HOLE, Detail, Item, items_of, say
from knowledge.editing.tables.confirmed import Confirmed
from knowledge.editing.tables.content import FILE, checked_date
from knowledge.editing.tables.markdown import md
from knowledge.swedish.dates import say_date
from knowledge.texts import load

NAME = "att-bekrafta.md"
Ticks = Mapping[str, Confirmed]


def write_list(table: CareTable, folder: Path, ticks: Ticks | None = None) -> Path:
    """Write the list into ``folder`` (made when missing) and return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / NAME
    path.write_text(as_markdown(table, ticks or {}), encoding="utf-8", newline="\n")
    return path


def as_markdown(table: CareTable, ticks: Ticks) -> str:
    """Return the list; every row stands once, in the section of its first reason."""
    sections = items_of(table)
    parts = [f"# {md(say('title'))}"]
    parts += [md(line.format(checked=checked_date(table))) for line in load(FILE)["confirm"]["intro"]]
    counts = [
        f"| {md(say('sections', key, 'heading'))} | {len(items)} | {sum(holds(one, ticks) for one in items)} |"
        for key, items in sections.items()
    ]
    parts += [f"## {md(say('summary'))}", "\n".join([say("summary_head"), "| --- | --- | --- |", *counts])]
    for key, items in sections.items():
        parts += [f"## {md(say('sections', key, 'heading'))}", md(say("sections", key, "lead"))]
        parts.append("\n".join(_written(one, ticks) for one in items) or md(say("empty")))
    return "\n\n".join(parts) + "\n"


def holds(item: Item, ticks: Ticks) -> bool:
    """Whether the item has been confirmed as it stands now."""
    return item.id in ticks and ticks[item.id].mark == item.mark


def confirmed_words(item: Item, ticks: Ticks) -> str:
    """By whom and when, and that it has changed since then where it has; empty for what nobody has confirmed."""
    if item.id not in ticks:
        return ""
    tick = ticks[item.id]
    said = say("confirmed" if holds(item, ticks) else "changed_since", role=tick.role, day=say_date(tick.date))
    return f"{said} {tick.how}".strip()


def _written(item: Item, ticks: Ticks) -> str:
    """One box to tick with its details below."""
    head = " ".join(filter(None, [f"`{item.code}`" if item.code else "", md(item.words)]))
    details = [_detail(one) for one in item.details]
    details += [md(confirmed_words(item, ticks))] if item.id in ticks else []
    box = "x" if holds(item, ticks) else " "
    return "\n".join([f"- [{box}] {head}", *(f"  - {detail}" for detail in details)])


def _detail(one: Detail) -> str:
    inside = f"<{one.url}>" if one.url else ", ".join(f"`{code}`" for code in one.codes)
    return md(one.words).replace(HOLE, inside)
