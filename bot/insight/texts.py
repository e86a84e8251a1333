"""The report's Swedish words, read from texts.yml."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

FILE = Path(__file__).with_name("texts.yml")


@functools.lru_cache(maxsize=1)
def texts() -> dict[str, Any]:
    """All texts, as written."""
    return YAML(typ="safe").load(FILE.read_text(encoding="utf-8"))


def say(key: str, **values: object) -> str:
    """One sentence with its blanks filled in; KeyError when there is none."""
    return str(texts()[key]).format(**values)
