"""Conversation files into conversations; every fault of every file is reported, with its line and field."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from bot.evaluation.conversations import jsonl
from bot.evaluation.conversations.model import Conversation
from knowledge.editing.reading import yaml_files
from knowledge.editing.reading.problems import KnowledgeError, Problem
from knowledge.texts import text

TODAY = "2026-11-21"  # the day of a conversation that names none
SUFFIXES = (".yml", ".yaml", ".jsonl")
_PYDANTIC = {"value_error.missing": "missing", "value_error.extra": "extra"}


def read(paths: Sequence[Path]) -> list[Conversation]:
    """The conversations of files and folders, in order; raises KnowledgeError with all that is wrong in them."""
    problems: list[Problem] = []
    conversations: list[Conversation] = []
    for path in _files(paths, problems):
        try:
            conversations += _read_file(path)
        except KnowledgeError as fault:
            problems += fault.problems
    problems += _duplicates(conversations)
    if problems:
        raise KnowledgeError(problems)
    return conversations


def problem(file: str, line: int, field: str, key: str, **values: object) -> Problem:
    """A fault with its sentence."""
    message, remedy = (text("conversations", "faults", key, part, **values) for part in ("message", "remedy"))
    return Problem(file, line, field, message, remedy)


def _files(paths: Sequence[Path], problems: list[Problem]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            found = sorted(file for suffix in SUFFIXES for file in path.rglob(f"*{suffix}"))
            if not found:
                problems.append(problem(str(path), 1, "-", "no_files"))
            yield from found
        elif path.suffix not in SUFFIXES:
            problems.append(problem(str(path), 1, "-", "file_kind"))
        else:
            yield path


def _read_file(path: Path) -> list[Conversation]:
    if path.suffix == ".jsonl":
        entries, day = jsonl.entries(path, problem), TODAY
        places: Any = None
    else:
        places = yaml_files.load(path)
        entries, day = _yaml_entries(path, places)
    problems: list[Problem] = []
    conversations = []
    for number, entry in enumerate(entries):
        keys: list[str | int] = ["conversations", number]
        line = entry.pop("line") if places is None else yaml_files.line_of(places, keys)
        try:
            conversations.append(_conversation(path, entry, day, line, places, keys))
        except ValidationError as fault:
            problems += [_fault(path, error, line, places, keys) for error in fault.errors()]
    if problems:
        raise KnowledgeError(problems)
    return conversations


def _yaml_entries(path: Path, document: Any) -> tuple[list[dict[str, Any]], Any]:
    data = yaml_files.plain(document)
    if not isinstance(data, dict) or not isinstance(data.get("conversations"), list) or not data["conversations"]:
        raise KnowledgeError([problem(path.name, 1, "conversations", "no_conversations")])
    if extra := set(data) - {"conversations", "today"}:
        where = min(extra)
        raise KnowledgeError([problem(path.name, yaml_files.line_of(document, [where]), where, "extra")])
    for number, entry in enumerate(data["conversations"]):
        if not isinstance(entry, dict):
            line = yaml_files.line_of(document, ["conversations", number])
            raise KnowledgeError([problem(path.name, line, "conversations", "bad_value", detail=entry)])
    return data["conversations"], data.get("today", TODAY)


def _conversation(path: Path, entry: dict[str, Any], day: Any, line: int, places: Any, keys: list[Any]) -> Conversation:
    given = {"today": day, "topic": path.stem, **entry, "file": path.name, "line": line}
    conversation = Conversation(**given)
    lines = [yaml_files.line_of(places, [*keys, "turns", n]) if places else line for n in range(len(given["turns"]))]
    turns = [turn.copy(update={"line": at}) for turn, at in zip(conversation.turns, lines, strict=True)]
    return conversation.copy(update={"turns": turns})


def _fault(path: Path, error: Any, line: int, places: Any, keys: list[Any]) -> Problem:
    loc = [part for part in error["loc"] if part != "__root__"]
    context = dict(error.get("ctx") or {})
    key = context.pop("key", None) or _PYDANTIC.get(error["type"], "bad_value")
    context.setdefault("detail", error["msg"])
    at = yaml_files.line_of(places, [*keys, *loc]) if places else line
    return problem(path.name, at, ".".join(map(str, loc)) or "-", key, **context)


def _duplicates(conversations: Sequence[Conversation]) -> Iterator[Problem]:
    first: dict[str, Conversation] = {}
    for one in conversations:
        other = first.setdefault(one.id, one)
        if other is not one:
            where = f"{other.file}:{other.line}"
            yield problem(one.file, one.line, "id", "duplicate_id", value=one.id, where=where)
