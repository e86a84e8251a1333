"""YAML with line numbers, so that a fault can be shown where it stands."""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.reader import ReaderError

from knowledge.editing.reading.problems import KnowledgeError, Problem
from knowledge.texts import editor_text
from knowledge.texts import load as load_text

# a key and a date that YAML reads as one: without quotes around it
_BARE_DATE = re.compile(r"(\w+): *(\d{4}-\d{2}-\d{2})(?=[\sT,}\]]|$)")


def load(path: Path) -> Any:
    """Return the document; raises KnowledgeError with the line where YAML itself is broken.

    The same words give the same document, which callers read and never change.
    """
    try:
        written = path.read_text(encoding="utf-8")
        if impossible := _impossible_dates(path.name, written):
            raise KnowledgeError(impossible)
        return _parsed(written)
    except ReaderError as fault:  # a sign that no text has
        line = written.count("\n", 0, fault.position) + 1
        raise KnowledgeError([_problem(path.name, written, str(fault), line)]) from fault
    except (OSError, UnicodeDecodeError, ValueError) as fault:
        raise KnowledgeError([_problem(path.name, "", str(fault), 1)]) from fault
    except MarkedYAMLError as fault:
        end, start = fault.problem_mark or fault.context_mark, fault.context_mark or fault.problem_mark
        lines = (end.line + 1 if end else 1, start.line + 1 if start else 1)
        raise KnowledgeError([_problem(path.name, written, fault.problem or "", *lines)]) from fault


def _problem(file: str, written: str, said: str, line: int, start: int | None = None) -> Problem:
    """The reader's fault in an editor's words, placed where the editor has to look; ``start`` is where it began."""
    for known in load_text("yaml")["faults"]:
        if found := re.search(known["seen"], said):
            at = start if start and known.get("from") == "start" else line
            rows = written.splitlines()[at - 1 : at]
            field = re.match(r"[\s-]*(\w+)\s*:", rows[0]) if rows else None
            texts = (known[part].format(*found.groups()) for part in ("message", "remedy"))
            return Problem(file, at, field[1] if field else "-", *texts)
    raise AssertionError(said)  # the last of them takes everything


@functools.lru_cache(maxsize=64)
def _parsed(written: str) -> Any:
    return YAML(typ="rt").load(written)


def _impossible_dates(file: str, written: str) -> list[Problem]:
    """Bare dates that no calendar has ("2023-02-30"): YAML would stop at the first without saying where."""
    problems = []
    for number, line in enumerate(written.splitlines(), 1):
        for match in _BARE_DATE.finditer(line):
            try:
                datetime.date.fromisoformat(match[2])
            except ValueError:
                problems.append(Problem(file, number, match[1], *editor_text("impossible_date", date=match[2])))
    return problems


def line_of(document: Any, keys: Sequence[str | int]) -> int:
    """Line (1-based) of the deepest of ``keys`` that the document has."""
    line = 1
    node = document
    for key in keys:
        if not isinstance(node, (CommentedMap, CommentedSeq)):
            break
        try:
            line = (node.lc.key(key) if isinstance(node, CommentedMap) else node.lc.item(key))[0] + 1
            node = node[key]
        except (KeyError, IndexError, TypeError, AttributeError):
            break
    return line


def plain(node: Any) -> Any:
    """The same data as ordinary dicts and lists (round-trip types keep comments)."""
    if isinstance(node, CommentedMap):
        return {str(key): plain(value) for key, value in node.items()}  # "2:" and ":" are no names of fields
    if isinstance(node, CommentedSeq):
        return [plain(value) for value in node]
    if isinstance(node, str):
        return str(node)
    return node
