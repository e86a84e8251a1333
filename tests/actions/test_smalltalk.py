from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from actions.smalltalk import RESPONSES, likely_smalltalk
from knowledge.understanding.turns import Turn
from tests.actions.factories import make_turn

DOMAIN = Path(__file__).parents[2] / "domain"


def ranked(**ranking: float) -> Turn:
    return dataclasses.replace(make_turn("hej"), ranking=ranking)


@pytest.mark.parametrize(
    ("ranking", "response"),
    [
        ({"greet": 0.4, "ask_amount": 0.3}, "utter_greet"),
        ({"nlu_fallback": 0.6, "thank": 0.3, "ask_amount": 0.2}, "utter_thank"),
        ({"ask_amount": 0.4, "greet": 0.3}, None),
        ({"out_of_scope": 0.5, "goodbye": 0.3}, None),
        ({"nlu_fallback": 1.0}, None),
        ({}, None),
    ],
)
def test_small_talk_is_answered_when_it_is_the_likeliest_reading(
    ranking: dict[str, float], response: str | None
) -> None:
    assert likely_smalltalk(ranked(**ranking)) == response


def responses() -> set[str]:
    documents = [YAML(typ="safe").load(path.read_text(encoding="utf-8")) or {} for path in DOMAIN.glob("*.yml")]
    return {name for document in documents for name in document.get("responses", {})}


@pytest.mark.parametrize("response", sorted(set(RESPONSES.values())))
def test_every_response_stands_in_the_domain(response: str) -> None:
    assert response in responses()
