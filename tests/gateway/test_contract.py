"""The gateway's models against the reply contract (bot/contract.yml): the same fields, the same words."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel
from ruamel.yaml import YAML

from bot.gateway import contract
from bot.gateway.routes.descriptions import CHAT_ANSWERS
from bot.gateway.teams.cards.texts import StatusTexts

ROOT = Path(__file__).parents[2]
CONTRACT: dict[str, Any] = YAML(typ="safe").load((ROOT / "bot" / "contract.yml").read_text(encoding="utf-8"))
MODELS: dict[str, type[BaseModel]] = {
    "status": contract.Status,
    "named_status": contract.NamedStatus,
    "source": contract.Source,
    "contact": contract.Contact,
    "figure": contract.Figure,
    "understood": contract.Understood,
    "button": contract.Button,
}


def test_every_part_of_the_contract_has_its_model() -> None:
    assert set(MODELS) == set(CONTRACT["definitions"])


@pytest.mark.parametrize("name", sorted(MODELS))
def test_a_part_has_the_same_fields(name: str) -> None:
    assert set(MODELS[name].model_fields) == set(CONTRACT["definitions"][name]["properties"])


def test_the_outcome_has_the_same_fields_but_what_developers_see() -> None:
    assert set(contract.Outcome.model_fields) == set(CONTRACT["properties"]) - {"debug"}


def test_the_words_are_the_same() -> None:
    described = contract.Outcome.model_json_schema()["properties"]["reason"]["anyOf"][0]
    assert list(get_args(contract.Kind)) == CONTRACT["properties"]["kind"]["enum"]
    assert [*described["examples"], None] == CONTRACT["properties"]["reason"]["enum"]
    states = CONTRACT["definitions"]["status"]["properties"]["state"]["enum"]
    assert contract.Status.model_json_schema()["properties"]["state"]["examples"] == states


def test_teams_has_words_for_every_state() -> None:
    states = CONTRACT["definitions"]["status"]["properties"]["state"]["enum"]
    assert set(states) <= set(StatusTexts.model_fields)


def test_the_described_example_has_every_required_field() -> None:
    for answer in CHAT_ANSWERS:
        assert isinstance(answer, dict)
        for message in answer["messages"]:  # type: ignore[union-attr]
            assert set(CONTRACT["required"]) <= set(message["custom"]) <= set(CONTRACT["properties"])  # type: ignore
