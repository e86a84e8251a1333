"""Requests kept in a file, to be answered elsewhere by a model or a person, and read from it again.

JSON, one object a line. The first holds what a reader is told (``prompt``, ``system``, ``schema``), each other one a
``request`` with its ``key`` and its ``reading``: null until somebody has written it. A reading that changes a
conversation makes new requests; a replay adds those too, to be answered before the next.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from bot.reader.breaker import Breaker
from bot.reader.client import ReaderFailure
from bot.reader.prompting import key, version
from bot.reader.reader import Reader

NOT_WRITTEN: Final = "not_written"


class RecordingError(ValueError):
    """A file of recorded requests cannot be used; the message names it and its line."""


class Recording:
    """A source that reads from a file, and adds to it what is asked and not there."""

    def __init__(self, path: Path, *, anew: bool = False) -> None:
        """``anew`` takes no reading of the file, so that only requests are added. Raises RecordingError."""
        self.path = path
        self.asked = 0
        self.missing = 0
        self._anew = anew
        self._readings = _readings(path)

    async def read(self, system: str, schema: Mapping[str, Any], request: Mapping[str, Any]) -> Any:
        """The reading of a request; raises ReaderFailure where the file has none."""
        name = key(request)
        self.asked += 1
        if name not in self._readings:
            self._readings[name] = None
            self._add({"key": name, "request": request, "reading": None}, system, schema)
        if self._anew or self._readings[name] is None:
            self.missing += 1
            raise ReaderFailure(NOT_WRITTEN)
        return self._readings[name]

    def _add(self, entry: Mapping[str, Any], system: str, schema: Mapping[str, Any]) -> None:
        new = not self.path.exists()
        with self.path.open("a", encoding="utf-8") as file:
            if new:
                print(_line({"prompt": version(), "system": system, "schema": schema}), file=file)
            print(_line(entry), file=file)


def reader_of(recording: Recording, *, alone: bool = False) -> Reader:
    """A reader that never rests: a request that has no reading is no fault of a server."""
    return Reader(recording, recording.path.name, breaker=Breaker(sys.maxsize, 0.0), alone=alone)


def _readings(path: Path) -> dict[str, Any]:
    """Key → reading of the file; empty where there is none. Raises RecordingError."""
    if not path.exists():
        return {}
    found: dict[str, Any] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            entry = json.loads(line)
            if "prompt" in entry:
                told = str(entry["prompt"])
            else:
                told = version()
                found[str(entry["key"])] = entry["reading"]
        except (ValueError, KeyError, TypeError) as fault:
            raise RecordingError(f"{path}:{number}: {fault!r}") from fault
        if told != version():
            raise RecordingError(f"{path}:{number}: prompt {told}, now {version()}")
    return found


def _line(entry: Mapping[str, Any]) -> str:
    return json.dumps(entry, ensure_ascii=False)
