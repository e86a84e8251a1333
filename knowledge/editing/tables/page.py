"""Write the decision table for reading and print: docs/ratt-till-vard.html and .md, from the facts alone.

Deterministic: the same facts give the same bytes; the only date is the day to which the law was checked.
"""

from __future__ import annotations

from pathlib import Path

from knowledge.care.model import CareTable
from knowledge.editing.tables.content import TablePage
from knowledge.editing.tables.html import as_html
from knowledge.editing.tables.markdown import as_markdown

NAME = "ratt-till-vard"


def pages(table: CareTable) -> dict[str, str]:
    """The table for reading, by the name of its file."""
    page = TablePage(table)
    return {f"{NAME}.html": as_html(page), f"{NAME}.md": as_markdown(page)}


def write_table(table: CareTable, folder: Path) -> list[Path]:
    """Write both files into ``folder`` (made when missing) and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, body in pages(table).items():
        path = folder / name
        path.write_text(body, encoding="utf-8", newline="\n")
        written.append(path)
    return written
