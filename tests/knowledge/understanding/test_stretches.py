"""Questions that are read from several stretches of a message."""

from __future__ import annotations

from typing import Any

from knowledge.understanding.stretches import inside, words_of

TEXT = "minst och mest i Fas 2?"
TWICE: dict[str, Any] = {"start": 0, "end": len(TEXT), "stretches": [[10, 14], [15, len(TEXT)]]}


def test_a_part_of_one_piece_is_read_as_it_stands() -> None:
    assert words_of(TEXT, {"start": 10, "end": 14}) == "mest"


def test_stretches_are_put_together_with_a_space() -> None:
    assert words_of(TEXT, TWICE) == "mest i Fas 2?"


def test_a_phrase_keeps_its_place_in_the_parts_words_and_what_is_left_out_is_gone() -> None:
    found = [{"value": "2", "start": 17, "end": 22}, {"value": "least", "start": 0, "end": 5}]
    (kept,) = inside(found, TWICE)
    assert words_of(TEXT, TWICE)[kept["start"] : kept["end"]] == TEXT[17:22] == "Fas 2"


def test_a_phrase_over_a_gap_is_not_inside() -> None:
    assert inside([{"value": "x", "start": 10, "end": 17}], TWICE) == []
