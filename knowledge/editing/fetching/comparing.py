"""Compare a page with itself as saved before: which facts have lost their quotation, which have it back."""

from __future__ import annotations

import dataclasses
import datetime
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from rapidfuzz import fuzz, process

from knowledge.editing.fetching.listing import replace
from knowledge.editing.reading import yaml_files
from knowledge.editing.reading.pages import SavedPage
from knowledge.swedish.mentions import plain_spaces
from knowledge.words.facts import Fact
from knowledge.words.programmes import Programme

NEAR = 70  # likeness in per cent from which a new line may be what became of a quotation


@dataclasses.dataclass(frozen=True)
class Lost:
    """A fact whose quotation is gone; ``nearest`` is the new page's line that is most like it."""

    fact: Fact
    quote: str
    nearest: str | None


@dataclasses.dataclass(frozen=True)
class Comparison:
    """What a page saved anew means for the facts that rest on it."""

    gone: tuple[str, ...]  # lines that the new page does not have
    new: tuple[str, ...]
    lost: tuple[Lost, ...]
    regained: tuple[Fact, ...]  # marked as unverified, and all their quotations stand again
    timeline: tuple[str, ...]  # lost facts that the programme's state rests on


def compare(saved: SavedPage, text: str, programmes: Iterable[Programme]) -> Comparison:
    """Compare the saved page with its new words."""
    new = SavedPage(saved.page, text)
    before, after = _lines(saved.text), _lines(text)
    mine = [programme for programme in programmes if programme.programme.page == saved.page.id]
    facts = [fact for programme in mine for fact in programme.facts]
    lost = [Lost(f, quote, _nearest(quote, after)) for f in facts for quote in f.quote[:] if not new.holds(quote)]
    gone = {item.fact.id for item in lost}
    return Comparison(
        gone=tuple(line for line in before if line not in set(after)),
        new=tuple(line for line in after if line not in set(before)),
        lost=tuple({item.fact.id: item for item in reversed(lost)}.values())[::-1],
        regained=tuple(fact for fact in facts if fact.unverified and fact.id not in gone),
        timeline=tuple(dict.fromkeys(e.fact for programme in mine for e in programme.timeline if e.fact in gone)),
    )


def _lines(text: str) -> list[str]:
    return [line for line in (plain_spaces(line) for line in text.splitlines()) if line]


def _nearest(quote: str, lines: list[str]) -> str | None:
    found = process.extractOne(plain_spaces(quote), lines, scorer=fuzz.partial_ratio, score_cutoff=NEAR)
    return found[0] if found else None


def _mark_line(since: datetime.date, reason: str, now: str | None) -> str:
    """One line of YAML; JSON's quotation marks are YAML's too."""
    words = {"reason": reason, **({"now": now} if now else {})}
    fields = [f"{key}: {json.dumps(str(value), ensure_ascii=False)}" for key, value in words.items()]
    return f"unverified: {{since: {since.isoformat()}, {', '.join(fields)}}}\n"


def mark(
    folder: Path, lost: Mapping[str, str | None], regained: Iterable[str], since: datetime.date, reason: str
) -> list[Path]:
    """Mark facts as unverified in their files, take the mark off others; return the files that changed.

    ``lost`` gives what the page says now in the place of a fact's quotation, None where nothing is like it.
    A line is put in or taken out; everything else that the editor wrote stays. A fact that is marked already
    keeps its day and reason.
    """
    done = set(regained)
    changed = []
    for path in sorted(folder.glob("*.yml")):
        document = yaml_files.load(path)
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        after = list(lines)
        for index, entry in reversed(list(enumerate(document["facts"]))):
            if entry["id"] in done and "unverified" in entry:
                del after[yaml_files.line_of(document, ["facts", index, "unverified"]) - 1]
            elif entry["id"] in lost:
                had = entry.get("unverified")
                at = yaml_files.line_of(document, ["facts", index, "unverified" if had else "id"])
                if had and "}" not in lines[at - 1]:
                    continue  # an editor has written it over several lines
                given = had or {"since": since, "reason": reason}
                written = _mark_line(given["since"], given["reason"], lost[entry["id"]])
                after[at - 1 if had else at : at] = [f"{' ' * entry.lc.col}{written}"]
        if after != lines:
            replace(path, "".join(after))
            changed.append(path)
    return changed
