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


def comment_above(text: str, key: str) -> str:
    """The comment that stands directly over a key of the outermost level, "" without one."""
    lines = text.splitlines()
    [at] = [number for number, line in enumerate(lines) if line.startswith(f"{key}:")]
    return lines[at - 1] if at and lines[at - 1].startswith("# ") else ""


@pytest.mark.parametrize("name", ["questions", "tenses"])
def test_every_list_of_words_has_a_comment_of_its_own_right_above(name: str) -> None:
    text = (FOLDER / f"{name}.yml").read_text(encoding="utf-8")
    assert [key for key in load(name) if not comment_above(text, key)] == []
    comments = [line for line in text.splitlines() if line.startswith("# ")]
    assert len(comments) == len(load(name))  # one that was left behind says something of another list
    assert [words for words in comments if not words[2].isupper()] == []
