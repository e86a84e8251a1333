from __future__ import annotations

from typing import Any

import pytest
from rasa.shared.exceptions import SchemaValidationError
from rasa.shared.nlu.training_data.schemas.data_schema import entity_dict_schema
from rasa.shared.utils import validation

from bot.components import checked_once

GOOD = {"entity": "programme", "value": "fardplan", "role": "asked"}
BAD: list[dict[str, Any]] = [{"value": "fardplan"}, {"entity": 3}, {"entity": "programme", "group": 1}]


def test_an_annotation_in_the_right_form_passes() -> None:
    assert validation.validate_training_data is checked_once.validate_training_data
    validation.validate_training_data(GOOD, entity_dict_schema())


@pytest.mark.parametrize("annotation", BAD)
def test_what_rasa_refuses_is_refused_in_its_own_words(annotation: dict[str, Any]) -> None:
    with pytest.raises(SchemaValidationError) as theirs:
        checked_once.rasas_own(annotation, entity_dict_schema())
    with pytest.raises(SchemaValidationError) as ours:
        validation.validate_training_data(annotation, entity_dict_schema())
    assert ours.value.message == theirs.value.message


def test_the_schema_is_checked_once_for_many_annotations(monkeypatch: pytest.MonkeyPatch) -> None:
    checked_once._validator.cache_clear()
    kind = checked_once.validator_for(entity_dict_schema())
    checked: list[object] = []
    monkeypatch.setattr(kind, "check_schema", lambda schema, **options: checked.append(schema))
    for _ in range(3):
        validation.validate_training_data(GOOD, entity_dict_schema())
    assert len(checked) == 1
    checked_once._validator.cache_clear()
