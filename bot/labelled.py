"""Labelled messages: what is asked, how, how it leans on what went before, of whom and about which care.

One JSON object a line, in the order in which the writer wrote them; those with ``conv`` are turns of conversations,
``stands`` says what is meant once the turns before are known, ``intent`` what the intent classifier learns.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

LABELLED = Path("data/labelled")
HEADS = ("asked", "manner", "continues", "group", "age", "care")
ALONE = "no"  # value of ``continues``: the message leans on none before it


@dataclasses.dataclass(frozen=True)
class Labelled:
    """A message and its labels by head; its gist in plain words where it can be understood without the ones before.

    ``intent`` only where it teaches one: most messages teach the heads and nothing else.
    """

    text: str
    labels: Mapping[str, str]
    gist: str | None = None
    intent: str | None = None


def labelled_messages(folder: Path = LABELLED) -> list[Labelled]:
    """The messages of all ``*.jsonl`` of the folder, in their order; raises ValueError with file and line."""
    found = []
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            try:
                found.append(_labelled(json.loads(line)))
            except (ValueError, KeyError, TypeError) as fault:
                raise ValueError(f"{path}, line {number}: {fault!r}") from fault
    return found


def _labelled(given: Mapping[str, str | Sequence[str]]) -> Labelled:
    """Of several values the first, which is the main one."""
    labels = {head: _first(given[head]) for head in HEADS if head in given}
    gist = given.get("stands") if labels["continues"] == ALONE else None
    intent = given.get("intent")
    return Labelled(str(given["text"]), labels, str(gist) if gist else None, str(intent) if intent else None)


def _first(given: str | Sequence[str]) -> str:
    values: Iterable[str] = [given] if isinstance(given, str) else given
    return next(iter(values), "none")
