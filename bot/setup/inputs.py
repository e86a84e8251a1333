"""What a step rests on: the contents of its input files, its settings and the steps before it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Iterable, Iterator

IGNORED_FOLDERS = {"__pycache__", ".ipynb_checkpoints"}
IGNORED_ENDINGS = (".pyc", "~", ".swp", ".tmp")


class NoSuchInput(Exception):
    """A declared input that matches no file."""


def file_digests(root: Path, patterns: Iterable[str]) -> dict[str, str]:
    """SHA-256 of each file that the patterns name, by path relative to root.

    A pattern is a path, a path with ``*`` in its name, or a folder followed by ``/**`` for every file below it;
    ``file.yml#key`` is what stands under one key at the left edge of a YAML file.
    Raises NoSuchInput for a pattern without a file, so that a misspelt input is noticed.
    """
    digests = {}
    for pattern in patterns:
        if "#" in pattern:
            digests[pattern] = hashlib.sha256(_section(root, pattern).encode()).hexdigest()
            continue
        found = list(_files(root, pattern))
        if not found:
            raise NoSuchInput(pattern)
        for path in found:
            digests[path.relative_to(root).as_posix()] = hashlib.sha256(path.read_bytes()).hexdigest()
    return digests


def digest_of(parts: dict[str, str]) -> str:
    """One SHA-256 for a whole table of digests."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def _section(root: Path, pattern: str) -> str:
    """The lines under a key, up to the next key; comments at the left edge belong to none."""
    path, _, key = pattern.partition("#")
    if not (root / path).is_file():
        raise NoSuchInput(pattern)
    found: list[str] = []
    inside = False
    for line in (root / path).read_text(encoding="utf-8").splitlines():
        if line[:1].strip() and not line.startswith("#"):
            inside = line.startswith(f"{key}:")
        if inside and not line.startswith("#"):
            found.append(line.rstrip())
    if not found:
        raise NoSuchInput(pattern)
    return "\n".join(found).rstrip()


def _files(root: Path, pattern: str) -> Iterator[Path]:
    if "*" not in pattern:
        if (root / pattern).is_file():
            yield root / pattern
        return
    # pathlib's own "/**" finds folders alone
    for path in sorted(root.glob(f"{pattern}/*" if pattern.endswith("/**") else pattern)):
        inside = path.relative_to(root)
        if path.is_file() and not IGNORED_FOLDERS.intersection(inside.parts) and not _is_scratch(path.name):
            yield path


def _is_scratch(name: str) -> bool:
    """Whether the file is an editor's or a compiler's leaving and not an input."""
    return name.startswith(".") or name.endswith(IGNORED_ENDINGS)
