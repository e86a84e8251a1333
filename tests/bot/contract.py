"""The reply contract (``bot/contract.yml``), and what a reply breaks of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jsonschema import Draft7Validator
from ruamel.yaml import YAML

from bot.setup.project import this_project

CONTRACT: dict[str, Any] = YAML(typ="safe").load(
    (this_project().root / "bot" / "contract.yml").read_text(encoding="utf-8")
)
FIELDS: dict[str, Any] = CONTRACT["properties"]
_VALIDATOR = Draft7Validator(CONTRACT)


def broken(custom: Mapping[str, Any]) -> list[str]:
    """What a reply's ``custom`` object breaks of the contract, each with its place; nothing where it keeps it."""
    faults = [f"{'.'.join(map(str, fault.path))}: {fault.message}" for fault in _VALIDATOR.iter_errors(dict(custom))]
    allowed = CONTRACT["x-reasons"].get(custom.get("kind"), [])
    reason = custom.get("reason")
    return faults + ([f"reason: {reason} with {custom.get('kind')}"] if reason and reason not in allowed else [])
