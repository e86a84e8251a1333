from __future__ import annotations

import pytest

from knowledge.swedish.folding import fold, lowered, unaccented
from knowledge.swedish.patterns import alternatives, pattern, words


@pytest.mark.parametrize(
    ("text", "plain"), [("Får", "Far"), ("ÅÄÖÉÜ", "AAOEU"), ("idé", "ide"), ("müsli", "musli"), ("", "")]
)
def test_dots_and_accents_are_left_out(text: str, plain: str) -> None:
    assert unaccented(text) == plain
    assert fold(text) == plain.lower()


@pytest.mark.parametrize("text", ["HEJ", "İstanbul ÅÄÖ", "ẞ", ""])
def test_lower_case_keeps_every_letter_in_its_place(text: str) -> None:
    assert len(lowered(text)) == len(text)


@pytest.mark.parametrize(("text", "found"), [("år", True), ("ar", True), ("är", False), ("or", False)])
def test_a_pattern_finds_its_words_with_and_without_dots(text: str, found: bool) -> None:
    assert bool(pattern(words("år")).fullmatch(text)) is found


def test_the_longest_phrase_is_tried_first() -> None:
    found = pattern(alternatives(["två", "tvåa"])).match("tvaa")
    assert found is not None
    assert found[0] == "tvaa"
