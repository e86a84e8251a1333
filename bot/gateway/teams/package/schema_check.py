"""The manifest against Microsoft's own schema file, which lies beside this one so that no network is needed.

Where it comes from stands in schema/README.md.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator
from jsonschema.exceptions import ValidationError

SCHEMA_FILE = Path(__file__).with_name("schema") / "MicrosoftTeams.schema.json"
MAX_SHOWN = 200  # characters of one message; some of jsonschema's repeat the whole object


def schema_faults(manifest: Mapping[str, Any]) -> list[str]:
    """Every place that the schema does not allow, as 'where: what'; empty if it is allowed."""
    found = sorted(_validator().iter_errors(manifest), key=lambda error: [str(step) for step in error.absolute_path])
    return [f"{_place(error)}: {_shown(error.message)}" for error in found]


@cache
def _validator() -> Draft7Validator:
    """The file calls itself draft 4 but uses `const`, which only later drafts know: as draft 4 it would let pass
    a manifest of another version."""
    text = SCHEMA_FILE.read_text(encoding="utf-8")
    # Python's re does not know the letters of Unicode by this name; one pattern, of functions that we have not, does.
    return Draft7Validator(json.loads(text.replace(r"\\p{L}", r"\\w")))


def _place(error: ValidationError) -> str:
    """The place in the form `bots[0].botId`."""
    path = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in error.absolute_path)
    return path.removeprefix(".") or "manifest"


def _shown(message: str) -> str:
    return message if len(message) <= MAX_SHOWN else f"{message[:MAX_SHOWN]}…"
