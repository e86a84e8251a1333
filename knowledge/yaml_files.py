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

from knowledge.problems import KnowledgeError, Problem
from knowledge.texts import editor_text

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
    except (OSError, UnicodeDecodeError, ReaderError, ValueError) as fault:
        text = editor_text("bad_yaml", detail=str(fault).splitlines()[0])
        raise KnowledgeError([Problem(path.name, getattr(fault, "line", 0) or 1, "-", *text)]) from fault
    except MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        line = mark.line + 1 if mark else 1
        text = editor_text("bad_yaml", detail=fault.problem or "")
        raise KnowledgeError([Problem(path.name, line, "-", *text)]) from fault


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
        return {key: plain(value) for key, value in node.items()}
    if isinstance(node, CommentedSeq):
        return [plain(value) for value in node]
    if isinstance(node, str):
        return str(node)
    return node
