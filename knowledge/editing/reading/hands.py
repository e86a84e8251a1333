"""More ways of asking for the facts, written by many hands: ``knowledge/asks``, a file of JSON lines for each hand.

An editor writes a few asks beside each fact. What staff of other tempers and tongues would type (a sceptic, a
storyteller, somebody whose Swedish is new) is kept apart, so that a fact's file stays short enough to read.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from knowledge.editing.reading.problems import KnowledgeError, Problem
from knowledge.texts import text

FOLDER = "asks"
Ask = tuple[str, str]  # a fact's id and a way of asking for it


def load_asks(folder: Path, known: Collection[str]) -> list[Ask]:
    """The asks of all hands in the order of their files; raises KnowledgeError with every fault.

    ``known`` holds the ids that may be asked for. A missing folder is an empty one.
    """
    asks: list[Ask] = []
    places: list[tuple[str, int]] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            read = _read(line, known)
            if isinstance(read, tuple):
                asks.append(read)
                places.append((path.name, number))
            else:
                problems.append(_problem(path, number, read))
    problems += _twice(asks, places)
    if problems:
        raise KnowledgeError(problems)
    return asks


def _read(line: str, known: Collection[str]) -> Ask | str:
    """The ask of a line, or which fault it has."""
    try:
        given = json.loads(line)
        fact, words = given["fact"], given["text"]
    except (ValueError, KeyError, TypeError):
        return "ask_line"
    if not (isinstance(words, str) and words.strip() and set(given) == {"fact", "text"}):
        return "ask_line"
    return (fact, words) if fact in known else "ask_unknown"


def _twice(asks: Sequence[Ask], places: Sequence[tuple[str, int]]) -> Iterator[Problem]:
    """One sentence that asks for two facts teaches nothing of either; told where it stands the second time."""
    first: dict[str, str] = {}
    for (fact, words), (file, line) in zip(asks, places, strict=True):
        other = first.setdefault(words.lower(), fact)
        if other != fact:
            message = text("editor", "ask_twice", "message", words=words, facts=", ".join(sorted((fact, other))))
            yield Problem(file, line, "text", message, text("editor", "ask_twice", "remedy"))


def _problem(path: Path, number: int, fault: str) -> Problem:
    field = "fact" if fault == "ask_unknown" else "text"
    return Problem(path.name, number, field, text("editor", fault, "message"), text("editor", fault, "remedy"))
