"""Every Swedish sentence that the knowledge base says, kept in YAML files beside this one."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

FOLDER = Path(__file__).parent


@functools.cache
def load(name: str) -> dict[str, Any]:
    """Return the texts of ``<name>.yml`` as plain data (read once)."""
    return YAML(typ="safe").load((FOLDER / f"{name}.yml").read_text(encoding="utf-8"))


def text(file: str, /, *keys: str, **values: object) -> str:
    """Return the sentence at ``keys`` with its blanks filled in; KeyError when there is none."""
    node: Any = load(file)
    for key in keys:
        node = node[key]
    if not isinstance(node, str):
        raise KeyError(f"{file}.yml: {'.'.join(keys)} is not a sentence")
    return node.format(**values)


def editor_text(key: str, /, **values: object) -> tuple[str, str]:
    """Return (what is wrong, what to do) for an editor's message."""
    return text("editor", key, "message", **values), text("editor", key, "remedy", **values)
