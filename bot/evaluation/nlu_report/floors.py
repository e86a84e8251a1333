"""The committed figures and the floors below which they must not fall: docs/nlu-figures.json."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

FILE = Path("docs/nlu-figures.json")


def load_figures(path: Path = FILE) -> dict[str, Any]:
    """{"figures": …, "floors": …}; empty parts when there is no file yet."""
    if not path.is_file():
        return {"figures": {}, "floors": {}}
    return json.loads(path.read_text(encoding="utf-8"))


def save_figures(figures: Mapping[str, Any], path: Path = FILE) -> None:
    """Write the figures; the floors stay, because only a person lowers them."""
    kept = load_figures(path)
    text = json.dumps({"floors": kept["floors"], "figures": figures}, indent=1, ensure_ascii=False)
    path.write_text(f"{text}\n", encoding="utf-8")


def below_floor(figures: Mapping[str, Any], floors: Mapping[str, float]) -> list[str]:
    """A line for each figure under its floor; a floor is named as "intents.accuracy".

    "per_intent.*.f1" holds for every class. Raises KeyError for a floor of something that is not measured.
    """
    lines = []
    for name, floor in floors.items():
        for place, value in _values(figures, name.split(".")):
            if value < floor:
                lines.append(f"{place}: {value} is below its floor {floor}")
    return lines


def _values(figures: Mapping[str, Any], keys: list[str], at: str = "") -> list[tuple[str, float]]:
    if not keys:
        return [(at, figures)]  # type: ignore[list-item]
    names = list(figures) if keys[0] == "*" else [keys[0]]
    return [item for name in names for item in _values(figures[name], keys[1:], f"{at}.{name}".strip("."))]
