"""What the project itself says and publishes holds no personal data, so masking leaves it alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.masking.cleaning import clean
from bot.masking.published import read_published
from knowledge.editing.reading import yaml_files
from tests.bot.masking.factories import masked

PAGES = sorted(Path("knowledge/sources").glob("*.txt"))
SPOKEN = [*sorted(Path("knowledge/texts").rglob("*.yml")), *sorted(Path("data/lexicon").glob("*.yml"))]


def lines(node: object) -> list[str]:
    if isinstance(node, str):
        return node.splitlines()
    if isinstance(node, dict):  # what the YAML library says in English is looked for and never said
        node = [value for key, value in node.items() if key != "seen"]
    nodes = node if isinstance(node, list) else ()
    return [line for item in nodes for line in lines(item)]


def changed(texts: list[str]) -> list[tuple[str, str]]:
    published = read_published()
    return [(clean(text), masked(text, published)) for text in texts if masked(text, published) != clean(text)]


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_a_source_page_is_left_alone(page: Path) -> None:
    assert changed(page.read_text(encoding="utf-8").splitlines()) == []


@pytest.mark.parametrize("file", SPOKEN, ids=lambda path: path.stem)
def test_what_the_assistant_says_and_knows_by_name_is_left_alone(file: Path) -> None:
    assert changed(lines(yaml_files.load(file))) == []
