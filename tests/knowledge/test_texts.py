from __future__ import annotations

import string
from typing import Any

import pytest

from knowledge.texts import FOLDER, editor_text, load, text

NAMES = sorted(path.stem for path in FOLDER.glob("*.yml"))


def test_blanks_are_filled_in() -> None:
    assert (
        text("answers", "source", "dated", title="T", publisher="P", updated="2021") == "Källa: T, P, uppdaterad 2021."
    )


@pytest.mark.parametrize("keys", [("source", "missing"), ("source",), ("counts",)])
def test_what_is_no_sentence_is_refused(keys: tuple[str, ...]) -> None:
    with pytest.raises(KeyError):
        text("answers", *keys)


@pytest.mark.parametrize("key", sorted(load("editor")))
def test_every_editors_message_says_what_is_wrong_and_what_to_do(key: str) -> None:
    entry = load("editor")[key]
    assert set(entry) == {"message", "remedy"}
    blanks = {name for words in entry.values() for _, name, _, _ in string.Formatter().parse(words) if name}
    message, remedy = editor_text(key, **dict.fromkeys(blanks, "X"))
    assert message.endswith(".")
    assert remedy.endswith(".")


def sentences(node: Any) -> list[str]:
    if isinstance(node, dict):
        return [words for value in node.values() for words in sentences(value)]
    if isinstance(node, list):
        return [words for value in node for words in sentences(value)]
    return [node] if isinstance(node, str) else []


@pytest.mark.parametrize("name", ["answers", "editor"])
def test_every_sentence_can_be_filled_in(name: str) -> None:
    for words in sentences(load(name)):
        blanks = {blank: "X" for _, blank, _, _ in string.Formatter().parse(words) if blank}
        assert "{" not in words.format(**blanks) or "{är|var}" in words.format(**blanks)
