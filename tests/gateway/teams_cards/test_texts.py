"""The file of sentences: what is missing, unknown or empty is named."""

from __future__ import annotations

import string
from pathlib import Path

import pytest

from bot.gateway.teams.cards.texts import CardTexts, card_texts
from bot.gateway.teams.texts import Section, Sentence, load_section
from bot.gateway.texts import TextsError


class Small(Section):
    hello: Sentence


def write(folder: Path, text: str) -> Path:
    file = folder / "texts.yml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_section_is_read(tmp_path: Path) -> None:
    file = write(tmp_path, "core: {hello: ' Hej å '}\ncards: {other: x}")
    assert load_section("core", Small, file).hello == "Hej å"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("cards: {a: b}", "core: missing"),
        ("core: {}", "core.hello"),
        ("core: {hello: ''}", "core.hello"),
        ("core: {hello: 1}", "core.hello"),
        ("core: {hello: a, b: c}", "core.b"),
        ("core: [", "not valid YAML"),
        ("- a", "must hold keys"),
    ],
)
def test_what_cannot_be_used_is_named(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(TextsError, match=r"texts\.yml: ") as failure:
        load_section("core", Small, write(tmp_path, text))
    assert said in str(failure.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(TextsError, match="missing"):
        load_section("core", Small, tmp_path / "texts.yml")


def test_every_blank_of_the_cards_sentences_is_one_that_is_filled() -> None:
    blanks = {
        name
        for sentence in sentences(card_texts())
        for _, name, _, _ in string.Formatter().parse(sentence)
        if name is not None
    }
    filled = {
        "status",
        "name",
        "date",
        "title",
        "url",
        "page",
        "contact",
        "heading",
        "titles",
        "count",
        "number",
        "label",
    }
    assert blanks == filled


def sentences(node: object) -> list[str]:
    if isinstance(node, CardTexts | Section):
        return [words for value in dict(node).values() for words in sentences(value)]
    if isinstance(node, tuple):
        return [words for value in node for words in sentences(value)]
    return [node] if isinstance(node, str) else []
