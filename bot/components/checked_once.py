"""The schema of annotated entities, itself checked once and not with each of the thousands of annotations.

Rasa calls ``jsonschema.validate`` for each, which first checks the (fixed) schema: most of the time that reading the
training data took, and a training reads it five times. Taken into use by importing this module.
"""

from __future__ import annotations

import functools
import json
from typing import Any

from jsonschema.protocols import Validator
from jsonschema.validators import validator_for
from rasa.shared.utils import validation

rasas_own = validation.validate_training_data


@functools.lru_cache(maxsize=8)
def _validator(schema: str) -> Validator:
    """The validator that ``jsonschema.validate`` would make each time, its schema checked."""
    found = json.loads(schema)
    kind = validator_for(found)
    kind.check_schema(found)
    return kind(found)


def validate_training_data(json_data: Any, schema: dict[str, Any]) -> None:
    """In the place of Rasa's own; what is wrong is left to that, so that it says what it always said."""
    if not _validator(json.dumps(schema, sort_keys=True)).is_valid(json_data):
        rasas_own(json_data, schema)


validation.validate_training_data = validate_training_data
