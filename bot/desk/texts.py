"""The desk's Swedish words that do not stand in a template."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

FILE = Path(__file__).with_name("texts.yml")


@functools.cache
def texts() -> dict[str, Any]:
    """Everything in texts.yml, read once."""
    found: dict[str, Any] = YAML(typ="safe").load(FILE.read_text(encoding="utf-8"))
    return found


def say(*keys: str | int, **values: object) -> str:
    """The sentence at ``keys`` with its blanks filled in; KeyError when there is none."""
    node: Any = texts()
    for key in keys:
        node = node[key]
    return str(node).format(**values)
