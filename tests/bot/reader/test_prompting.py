"""What a model is told: the whole vocabulary, and of the conversation nothing but readings."""

from __future__ import annotations

import dataclasses
import datetime
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from ruamel.yaml import YAML

from bot.reader import prompting
from knowledge.care import CareTable
from knowledge.care.registration import registration
from knowledge.editing.care import load_care
from knowledge.understanding.context import Context
from knowledge.understanding.proposing import LEANS, NONE, checked
from knowledge.words.query import FORMS
from knowledge.words.vocabulary import CARE_ASKED, PAGE_QUESTIONS
from tests.actions.factories import NOW, make_question
from tests.bot.reader.readings import reading, said

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def table() -> CareTable:
    return load_care(ROOT / "knowledge")


def lexicon(entity: str) -> set[str]:
    document: dict[str, Any] = YAML(typ="safe", pure=True).load(
        (ROOT / "data" / "lexicon" / f"{entity}.yml").read_text(encoding="utf-8")
    )
    return set(document["values"])


def test_every_value_that_the_house_reads_has_its_line(table: CareTable) -> None:
    words = prompting.vocabulary(table)
    assert set(words.asked) == {*CARE_ASKED, *PAGE_QUESTIONS, "out_of_scope", "smalltalk"}
    assert set(words.slots["programme"]) == lexicon("programme")
    assert set(words.slots["patient_group"]) == lexicon("patient_group") | {"resident"}
    assert set(words.slots["care_type"]) == lexicon("care_type")
    assert set(words.slots["registration"]) == lexicon("registration")
    assert set(words.slots["registration"]) >= registration().keys() - {"corrected", "denied"}
    told = prompting.system(words)
    for values in (words.asked, *words.slots.values(), prompting.prompt()["manner"], prompting.prompt()["leans"]):
        for value, line in values.items():
            assert f"- {value}: {line}\n" in f"{told}\n"
            assert line.strip()
    assert set(prompting.prompt()["manner"]) == set(FORMS)
    assert set(prompting.prompt()["leans"]) == set(LEANS)


def test_the_schema_is_strict_and_takes_a_reading(table: CareTable) -> None:
    schema = prompting.schema(prompting.vocabulary(table))
    jsonschema.Draft7Validator.check_schema(schema)
    jsonschema.validate(reading(group=said("undocumented", "papperslös"), asks=[said("fee", "kostar")]), schema)
    for wrong in (reading(group=said("martian", "x")), reading(extra=1), {"asks": []}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(wrong, schema)
    assert NONE in schema["properties"]["care"]["properties"]["value"]["enum"]


def test_of_the_conversation_only_readings_are_told() -> None:
    question = dataclasses.replace(make_question("hemlig fråga av förut"), asked={"fee": 0.9})
    context = Context(
        slots={"programme": "care-rights", "patient_group": "undocumented", "unit_size": "small"},
        question=question,
        facts=("care.row.1",),
        sources=({"id": "s", "quote": "hemligt citat"},),
        short="hemligt svar",
        patients=({"patient_group": "undocumented", "patient_age": "17", "role": "girl", "aside": "yes"},),
        offered={"text": "hemligt erbjudande"},
        at=NOW,
    )
    asked = prompting.request("och tandvård?", context)
    assert asked == {
        "message": "och tandvård?",
        "before": {
            "asked": "fee",
            "programme": "care-rights",
            "patient_group": "undocumented",
            "patients": [{"patient_group": "undocumented", "patient_age": "17", "role": "girl"}],
        },
    }
    assert "hemlig" not in json.dumps(asked)
    known = prompting.known(asked)
    assert known["patient_group"] == {"undocumented"}
    assert known["patient_age"] == {"17"}
    assert known["asked"] == {"fee"}


def test_a_first_turn_tells_nothing() -> None:
    assert prompting.request("hej", Context()) == {"message": "hej", "before": {}}
    assert not any(prompting.known(prompting.request("hej", Context())).values())


def test_equal_requests_have_one_key_and_another_prompt_has_another(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = prompting.request("hej", Context())
    key = prompting.key(asked)
    assert key == prompting.key({"before": {}, "message": "hej"})
    assert key != prompting.key(prompting.request("hej då", Context()))
    monkeypatch.setattr(prompting, "version", lambda: "another")
    assert key != prompting.key(asked)


def test_the_lines_name_values_that_the_check_takes(table: CareTable) -> None:
    words = prompting.vocabulary(table)
    for group in words.slots["patient_group"]:
        found = checked(reading(group=said(group, "patienten")), "patienten", {}, words, datetime.date(2026, 11, 22))
        assert found.slots["patient_group"].value == group
