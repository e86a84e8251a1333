"""What measures the assistant is not what it learned from.

A sentence of five words or more that stands both among the questions that are scored and among the training data or
the facts' ways of asking makes its score say nothing. Shorter ones ("var står det?") everybody types.
``tests/taught`` is left out: its name says what it is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from knowledge.editing.reading.yaml_files import load

ROOT = Path(__file__).parents[2]
LEAST = 5  # words
ENTITY = re.compile(r"\[([^\]]*)\](?:\{[^}]*\}|\([^)]*\))")


def words(text: str) -> str:
    return " ".join(re.findall(r"\w+", ENTITY.sub(r"\1", text).lower()))


def values_of(key: str, given: Any) -> Iterator[str]:
    """Every text under that key, however deep."""
    if isinstance(given, dict):
        for name, value in given.items():
            if name == key:
                yield from [value] if isinstance(value, str) else (str(one) for one in value)
            else:
                yield from values_of(key, value)
    elif isinstance(given, list):
        for value in given:
            yield from values_of(key, value)


def read(path: Path) -> Any:
    if path.suffix == ".jsonl":
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return load(path)


def texts(folder: str, *keys: str) -> dict[str, Path]:
    """The texts under these keys in all files of a folder, folded, with the file that holds each."""
    return {
        words(text): path.relative_to(ROOT)
        for path in sorted((ROOT / folder).rglob("*"))
        if path.suffix in (".yml", ".jsonl")
        for key in keys
        for text in values_of(key, read(path))
    }


@pytest.fixture(scope="module")
def learned() -> dict[str, Path]:
    examples = {
        words(line): path.relative_to(ROOT)
        for path in sorted((ROOT / "data/nlu").rglob("*.yml"))
        for block in values_of("examples", load(path))
        for line in re.findall(r"^- (.*)$", block, re.MULTILINE)
    }
    return {
        **examples,
        **texts("data/nlu", "text"),
        **texts("data/labelled", "text"),
        **texts("knowledge/facts", "asks"),
        **texts("knowledge/asks", "text"),
    }


@pytest.mark.parametrize(("measure", "key"), [("held_out", "say"), ("labelled", "text"), ("conversations", "say")])
def test_nothing_that_measures_was_learned_from(measure: str, key: str, learned: dict[str, Path]) -> None:
    asked = texts(f"tests/{measure}", key)
    assert len(asked) > 100
    assert len(learned) > 10_000
    both = [
        f"{text!r} stands in {path} and in {learned[text]}"
        for text, path in asked.items()
        if text in learned and len(text.split()) >= LEAST
    ]
    assert not both, "\n".join(both)
