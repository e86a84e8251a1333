"""The limits as tables in the docs: what stands between two marks of a Markdown file is written from ``limits.yml``.

``<!-- limits: groups gates.offer -->`` begins a table of all limits of ``groups`` and of one of ``gates``;
``<!-- limits end -->`` ends it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from knowledge.limits_file import LimitsError, Row

BLOCK: Final = re.compile(r"(<!-- limits: (?P<names>[^>]+?) -->\n).*?(<!-- limits end -->)", re.DOTALL)
HEAD: Final = ("| limit | value | unit | meaning |", "|---|---|---|---|")


def with_tables(document: str, rows: Sequence[Row]) -> str:
    """The Markdown with every marked table written anew; raises LimitsError for a mark that names no limit."""
    return BLOCK.sub(lambda found: f"{found[1]}{table(named(found['names'], rows))}\n{found[3]}", document)


def shown_in(document: str, rows: Sequence[Row]) -> list[Row]:
    """The limits that the document's tables show, in their order."""
    return [row for found in BLOCK.finditer(document) for row in named(found["names"], rows)]


def named(names: str, rows: Sequence[Row]) -> list[Row]:
    """The limits that a mark names: ``section`` or ``section.name``, one blank between."""
    found: list[Row] = []
    for name in names.split():
        own = [row for row in rows if name in (row.section, f"{row.section}.{row.name}")]
        if not own:
            raise LimitsError(f"<!-- limits: {names} -->: there is no limit {name} in knowledge/limits.yml")
        found += own
    return found


def table(rows: Sequence[Row]) -> str:
    """A Markdown table, a row for each limit."""
    lines = [f"| `{row.name}` | {row.value:g} | {row.unit} | {row.meaning} |" for row in rows]
    return "\n".join((*HEAD, *lines))
