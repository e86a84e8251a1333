from __future__ import annotations

import pytest

from knowledge.understanding.choosing import chosen, with_choice
from knowledge.understanding.context import Context
from tests.actions.factories import NOW, make_question, make_turn

WAITING = Context(pending=make_question("hur mycket", amount=0.9), missing="programme", at=NOW)


@pytest.mark.parametrize(
    ("text", "programme"),
    [
        ("jag menar det där för kompetensutveckling, vi är den minsta sorten", "kompetensutvecklingsbidrag"),
        ("utlysningen såklart", "utlysning-2021"),
        ("den om glesbygden", "glesbygd"),
        ("färdplanen", "fardplan"),
        ("det där andra", None),
        ("utlysningen eller färdplanen", None),
    ],
)
def test_words_of_the_name_choose_a_programme(text: str, programme: str | None) -> None:
    assert chosen(text) == programme


def test_the_choice_is_taken_only_where_it_was_asked_for() -> None:
    turn = make_turn("det för kompetensutveckling", "correct")
    assert with_choice(turn, WAITING).entities == {"programme": "kompetensutvecklingsbidrag"}
    assert with_choice(turn, Context(at=NOW)) is turn
    question = make_turn("får man gå kurser i kompetensutveckling", "ask_covered_costs")
    assert with_choice(question, WAITING) is question
    named = make_turn("kompetensutveckling", "inform", programme="glesbygd")
    assert with_choice(named, WAITING) is named
