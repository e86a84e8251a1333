"""What a message asks, thing by thing."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from actions.latest import read_turn
from knowledge.answering.understood import things_asked
from knowledge.encoder.packing import pack
from knowledge.understanding.parting import parts_of
from knowledge.understanding.predicates import Predicate, predicates_of
from knowledge.understanding.turns import Turn
from tests.actions.factories import make_tracker, make_turn
from tests.knowledge.factories import encode

TEXT = "vad kostar det och vem avgör"


def read_message(text: str, *asked: Mapping[str, float], typed: str | None = None) -> Turn:
    """A message whose questions are read as the head would, in order."""
    tracker = make_tracker(text)
    heads = iter(asked)
    parts: list[dict[str, Any]] = []
    for part in parts_of(text):
        mark = part.mark()
        if part.asks:
            mark |= {"embedding": pack(encode([part.of(text)])[0]), "heads": {"asked": dict(next(heads))}}
        parts.append(mark)
    tracker.latest_message |= {"parts": parts, "mended": text, "text": typed or text}
    return read_turn(tracker)


def test_each_thing_asked_has_its_words_its_place_and_how_sure_it_is() -> None:
    turn = read_message(TEXT, {"fee": 0.9}, {"who_decides": 0.6, "law": 0.2})
    assert predicates_of(turn) == (
        Predicate("vad kostar det", (0, 14), "fee", 0.9),
        Predicate("vem avgör", (19, 28), "who_decides", 0.6),
    )


def test_what_asks_nothing_is_no_predicate() -> None:
    assert predicates_of(make_turn("hon är sjutton")) == ()
    assert predicates_of(read_message(TEXT, {"fee": 0.9}, {"none": 0.8, "law": 0.1}))[1:] == ()


def test_one_question_is_one_predicate_of_the_whole_message() -> None:
    turn = dataclasses.replace(make_turn("vad kostar det"), asked={"fee": 0.8})
    assert predicates_of(turn) == (Predicate("vad kostar det", (0, 14), "fee", 0.8),)


def test_places_in_a_mended_message_are_none_in_what_was_typed() -> None:
    turn = read_message(TEXT, {"fee": 0.9}, {"who_decides": 0.6}, typed="va kostar det och vem avgör")
    assert [one.span for one in predicates_of(turn)] == [None, None]


def test_several_things_are_shown_as_what_was_understood_and_one_is_not() -> None:
    shown = things_asked(read_message(TEXT, {"fee": 0.9}, {"who_decides": 0.6}))
    assert [(part["slot"], part["value"], part["span"], part["choices"]) for part in shown] == [
        ("asked", "fee", [0, 14], []),
        ("asked", "who_decides", [19, 28], []),
    ]
    assert things_asked(read_message(TEXT, {"fee": 0.9}, {"who_decides": 0.2, "law": 0.1})) == ()
    assert things_asked(read_message(TEXT, {"fee": 0.9}, {"fee": 0.8})) == ()
