"""What being registered or not, insured or not, or a denial makes of a patient group: the editors' file."""

from __future__ import annotations

import functools
from pathlib import Path

from ruamel.yaml import YAML

FILE = Path(__file__).parents[1] / "facts" / "care" / "registration.yml"


@functools.lru_cache(maxsize=1)
def registration() -> dict[str, dict[str, str]]:
    """What is said of the registration → group → the group that it makes; under ``denied``, value → value."""
    return YAML(typ="safe").load(FILE.read_text(encoding="utf-8"))
