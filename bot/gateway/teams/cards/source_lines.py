"""What of a reply's text belongs to its sources. The widget does the same (src/answer-text.ts)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.gateway.teams.cards.pages import Page

_SOURCE_LINE = re.compile(r"Käll(?:a|or): ")
#: What ends a source line for the right to care: "Lagstöd: lag 2013:407 7 §, abortlag 1974:595 (… kontrollerade …)."
_LAWS = re.compile(r"\s*(?:Lagstöd: |Grund: |Gruppen omfattas av )(.+?)(?: \(([^()]*kontroller[^()]*)\))?\.$")
#: What follows the date of an entry: ", för fem år sedan: uppgiften kan vara inaktuell."
_REMARK = re.compile(r", [^,:;.]+: ([^,:;.]+)\.?$")


@dataclass(frozen=True)
class Said:
    """`lines`: the answer. `kept`: source lines that name more than the sources do. `laws`: those that they name."""

    lines: tuple[str, ...]
    kept: tuple[str, ...] = ()
    laws: tuple[str, ...] = ()


def said_of(lines: Sequence[str], pages: Sequence[Page]) -> Said:
    """The text without its source lines where the sources are shown: they say the same.

    What a line says beside ("uppgiften kan vara inaktuell") stays as a sentence, once; a line that names another source
    stays whole, with the sources.
    """
    if not pages:
        return Said(tuple(lines))
    own = [line for line in lines if _SOURCE_LINE.match(line)]
    named = [_LAWS.sub("", line) for line in own]
    entries = [entry for line in named for entry in line.split("; ")]
    remarks = [f"{found[1][:1].upper()}{found[1][1:]}." for entry in entries if (found := _REMARK.search(entry))]
    return Said(
        lines=(*(line for line in lines if line not in own), *dict.fromkeys(remarks)),
        kept=tuple(line for line in named if not _names_only(line, pages)),
        laws=tuple(law for line in own for law in _laws(line)),
    )


def _laws(line: str) -> list[str]:
    found = _LAWS.search(line)
    return [law for law in (*re.split(", | och ", found[1]), found[2]) if law] if found else []


def _names_only(line: str, pages: Sequence[Page]) -> bool:
    """Whether the line names as many sources as there are pages in it; a title may hold "; ", and then it is kept."""
    own = [page for page in pages if f"{page.title}, {page.publisher}" in line]
    return len(own) == len(line.split("; "))
