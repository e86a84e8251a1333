"""Every card is valid: by Microsoft's schema, by Microsoft's SDK, and within the size that Teams takes."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from microsoft_teams.cards import AdaptiveCard

from bot.gateway.contract import Reply
from bot.gateway.teams.cards import (
    MAX_CARD_BYTES,
    MAX_TEXT_BYTES,
    CardButton,
    Rendered,
    example_questions,
    notice_card,
    search_results,
    welcome_card,
)
from tests.gateway.teams_cards.conftest import Faults
from tests.gateway.teams_cards.factories import REAL, make_card, make_part, make_reply, make_source

EXAMPLES = [CardButton(question, {"say": question}) for question in example_questions()]
MADE = {
    "empty": Reply(),
    "hostile": make_reply("[a](javascript:x)\n<b>\n{{DATE(x)}}", sources=[make_source(title="*[x](y)*", quote="`z`")]),
    "no source": make_reply(sources=[]),
    "assuming": make_reply(
        understood=[
            make_part("vuxen", "Barn under 18 år", inferred=True),
            make_part("x" * 40, "y" * 40),
            make_part("z"),
        ]
    ),
    "much": make_reply("å" * 60_000, sources=[make_source(id=str(n), quote="ö" * 9_000) for n in range(40)]),
}
CARDS: dict[str, Rendered] = {
    **{question: make_card(reply) for question, reply in REAL},
    **{name: make_card(reply) for name, reply in MADE.items()},
    "welcome": welcome_card(EXAMPLES),
    "welcome in a group": welcome_card(EXAMPLES, in_group=True),
    "notice": notice_card("Lotsen svarar inte just nu.", EXAMPLES[:1]),
    **{f"hit {n}": hit.rendered for n, hit in enumerate(search_results([reply for _, reply in REAL]))},
}


@pytest.mark.parametrize("name", CARDS)
def test_a_card_has_no_fault(faults: Faults, name: str) -> None:
    assert faults(CARDS[name].card) == []


@pytest.mark.parametrize("spoil", [{"version": 1.5}, {"body": [{"type": "TextBlock"}]}, {"unheard": "of"}])
def test_the_schema_finds_faults(faults: Faults, spoil: dict[str, Any]) -> None:
    assert faults({**copy.deepcopy(CARDS["welcome"].card), **spoil})


@pytest.mark.parametrize("name", CARDS)
def test_microsofts_sdk_reads_a_card_and_loses_nothing(name: str) -> None:
    card = {**CARDS[name].card, "msteams": {"width": "full"}}  # the SDK's spelling; Teams documents "Full"
    assert AdaptiveCard.model_validate(card).model_dump(by_alias=True, exclude_none=True) == card


@pytest.mark.parametrize("name", CARDS)
def test_a_card_says_what_it_is_and_fits(name: str) -> None:
    card, text = CARDS[name].card, CARDS[name].text
    assert (card["version"], card["lang"], card["msteams"]) == ("1.5", "sv", {"width": "Full"})
    assert card["body"]
    assert len(json.dumps(card, ensure_ascii=False).encode()) <= MAX_CARD_BYTES
    assert len(text.encode()) <= MAX_TEXT_BYTES
    assert bool(card["fallbackText"]) == bool(text)
