"""A stamp says that a step has been done, and from what."""

from __future__ import annotations

import json
import os
from pathlib import Path


class Stamps:
    """The stamp files of one checkout: one JSON file per step, written whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, step: str) -> dict[str, str] | None:
        """What the step was last done from; None if it was not, or if the stamp is no longer readable."""
        parts = self._field(step, "from")
        return parts if isinstance(parts, dict) else None

    def seconds(self, step: str) -> float | None:
        """How long the step took when it was last done; None as for ``read``."""
        seconds = self._field(step, "seconds")
        return float(seconds) if isinstance(seconds, (int, float)) else None

    def write(self, step: str, parts: dict[str, str], seconds: float) -> None:
        """Keep what the step was made from and how long it took; whole or not at all."""
        self._folder.mkdir(parents=True, exist_ok=True)
        scratch = self._path(step).with_suffix(".tmp")
        scratch.write_text(
            json.dumps({"seconds": round(seconds, 1), "from": parts}, indent=1, sort_keys=True), encoding="utf-8"
        )
        os.replace(scratch, self._path(step))

    def remove(self, step: str) -> None:
        """Forget the step, so that it is done again."""
        if self._path(step).exists():
            self._path(step).unlink()

    def _field(self, step: str, name: str) -> object:
        try:
            return json.loads(self._path(step).read_text(encoding="utf-8"))[name]
        except (OSError, ValueError, KeyError, TypeError):
            return None  # a stamp that cannot be read only costs running the step again

    def _path(self, step: str) -> Path:
        return self._folder / f"{step}.json"


def differences(old: dict[str, str], new: dict[str, str]) -> list[str]:
    """Names of the parts that changed, came or went."""
    return sorted(name for name in {*old, *new} if old.get(name) != new.get(name))
