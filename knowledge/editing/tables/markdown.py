"""Lay the decision table out as Markdown with footnotes."""

from __future__ import annotations

import re

from knowledge.care.ages import ADULT
from knowledge.editing.tables.content import (
    FILE,
    TABLES,
    Entry,
    Note,
    TablePage,
    numbers,
    other_words,
    row_ids,
    say,
    source_words,
)
from knowledge.texts import text


def as_markdown(page: TablePage) -> str:
    """Return the page as Markdown with footnotes."""
    parts = [f"# {md(say('heading'))}", *map(md, page.intro)]
    parts += [f"## {md(say('legend', 'heading'))}", md(say("legend", "places")), _md_terms(page.legend())]
    parts += [f"### {md(say('legend', 'basis_heading'))}", _md_terms(page.bases())]
    for age in TABLES:
        parts += [f"## {md(say('tables', age, 'heading'))}", md(say("tables", age, "caption")), _md_table(page, age)]
        parts += _md_others(page) if age == ADULT else []
    groups = [(group.name, page.group_words(key)) for key, group in page.table.groups.items()]
    parts += [f"## {md(say('groups', 'heading'))}", _md_terms(groups)]
    parts += [f"## {md(say('sources', 'heading'))}", _md_sources(page)]
    parts += [f"## {md(say('notes', 'heading'))}", *(_md_note(number, note) for number, note in page.notes)]
    return "\n\n".join(parts) + "\n"


def md(words: str) -> str:
    """The words with every sign that Markdown or HTML would read escaped; line breaks become blanks."""
    return re.sub(r"([\\`*_\[\]<>|&#~])", r"\\\1", " ".join(words.split()))


def _md_terms(terms: list[tuple[str, str]]) -> str:
    return "\n".join(f"- **{md(term)}**: {md(meaning)}" for term, meaning in terms)


def _md_table(page: TablePage, age: str) -> str:
    head = [say("corner"), *(group.name for group in page.table.groups.values())]
    lines = [f"| {' | '.join(map(md, head))} |", "|" + " --- |" * len(head)]
    for care, entries in page.tables[age].items():
        lines.append(f"| **{md(page.table.cares[care].title)}** | {' | '.join(map(_md_cell, entries))} |")
    return "\n".join(lines)


def _md_cell(cell: Entry) -> str:
    fee = f" {md(cell.fee)}." if cell.fee else ""
    return f"**{md(cell.label)}**.{fee} {md(cell.basis)}[^{cell.note}]"


def _md_others(page: TablePage) -> list[str]:
    parts = [f"### {md(say('other_ages', 'heading'))}", md(say("other_ages", "intro"))]
    for age, found in page.others.items():
        items = []
        for (groups, cares), entries in found.items():
            marks = "".join(f"[^{number}]" for number in numbers(entries))
            items.append(f"- {md(other_words(page, groups, cares, entries))}{marks}")
        parts += [f"#### {md(text(FILE, 'ages', age))}", "\n".join(items)]
    return parts


def _md_note(number: int, note: Note) -> str:
    parts = [md(line) for line in note.lines]
    for status, row in note.status:
        parts.append(md(" ".join(filter(None, [status, source_words(row)]))))
    for row in note.unverified:
        parts.append(md(" ".join(filter(None, [say("unverified_row", words=row.note), source_words(row)]))))
    parts += [f"`{row}`" for row in row_ids(note)]
    return f"[^{number}]: {' '.join(parts)}"


def _md_sources(page: TablePage) -> str:
    return "\n".join(
        f"- {md(source.title)}, {md(source.publisher)}, "
        + ", ".join(f"<{url}>" for url in (source.url, *source.more_urls))
        for source in page.sources
    )
