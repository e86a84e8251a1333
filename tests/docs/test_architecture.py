"""docs/architecture.md: its files and functions exist, and the message that it follows still takes that way."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from actions.clock import SETTING
from bot.setup.project import this_project

if TYPE_CHECKING:
    from bot.evaluation.in_process import InProcessBot

ROOT = this_project().root
TEXT = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
FILE = re.compile(r"`([\w./-]+/[\w.-]+\.(?:py|ts|yml))`")
NAMED = re.compile(r"`([\w./-]+/[\w.-]+\.(?:py|ts))`\s+\(`([\w.]+)`\)")
MESSAGE = re.findall(r"```text\n(hur .*)\n```", TEXT)[0]
DAY = "2026-12-01"


def names_of(file: Path) -> set[str]:
    """Functions and classes of a module, a method as ``Class.method``; in TypeScript the functions and methods."""
    words = file.read_text(encoding="utf-8")
    if file.suffix == ".ts":
        return set(re.findall(r"(?:function|async|private)\s+(\w+)\(", words))
    found: set[str] = set()
    for node in ast.parse(words).body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            found.add(node.name)
        if isinstance(node, ast.ClassDef):
            methods = (part for part in node.body if isinstance(part, (ast.FunctionDef, ast.AsyncFunctionDef)))
            found |= {f"{node.name}.{method.name}" for method in methods}
    return found


def test_every_file_of_the_way_exists() -> None:
    files = set(FILE.findall(TEXT))
    assert len(files) > 30
    assert sorted(file for file in files if not (ROOT / file).is_file()) == []


@pytest.mark.parametrize(("file", "name"), sorted(set(NAMED.findall(TEXT))))
def test_every_function_of_the_way_exists(file: str, name: str) -> None:
    assert name in names_of(ROOT / file)


def test_every_package_on_the_way_is_visited() -> None:
    rooms = {"bot/widget", "bot/gateway", "bot/channels", "bot/components", "actions", "knowledge/understanding"}
    rooms |= {f"knowledge/{room}" for room in ("answering", "care", "saying", "swedish", "words")}
    assert [room for room in sorted(rooms) if f"`{room}/" not in TEXT] == []


@pytest.mark.model
def test_the_message_still_takes_that_way(bot: InProcessBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SETTING, DAY)
    [reply] = bot.say(MESSAGE)
    custom = reply["custom"]
    written = TEXT.replace("\\n", "\n")
    assert all(fact in TEXT for fact in custom["facts"])
    assert all(sentence in written for sentence in reply["text"].split("\n")[:4])
    assert custom["status"] == {"state": "ended", "since": "2023-05-17"}
    slots = [part["slot"] for part in custom["understood"]]
    assert slots == ["programme", "unit_size", "care_choice", "asked", "asked"]


@pytest.mark.model
def test_the_message_is_still_read_so(bot: InProcessBot) -> None:
    parsed = bot.parse(MESSAGE.replace("070-123 45 67", "[telefonnummer]"))
    assert f'"text": "{parsed["text"]}"' in TEXT
    for entity in parsed["entities"]:
        place = f'"value": "{entity["value"]}", "start": {entity["start"]}, "end": {entity["end"]}'
        assert f'"entity": "{entity["entity"]}", {place}' in TEXT
    assert [f'{{"start": {part["start"]}, "end": {part["end"]}' in TEXT for part in parsed["parts"]] == [True, True]
