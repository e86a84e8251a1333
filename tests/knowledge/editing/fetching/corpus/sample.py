"""A small file made by program, and what an editor should get when it is fetched."""

from __future__ import annotations

import dataclasses
import datetime
import functools

from knowledge.editing.fetching.download import Download
from knowledge.editing.fetching.model import Reading
from knowledge.editing.fetching.reading import read
from knowledge.swedish.mentions import plain_spaces

TODAY = datetime.date(2026, 12, 1)


@dataclasses.dataclass(frozen=True)
class Sample:
    """One file: its bytes, how it is named and served, and what its reading holds and lacks."""

    name: str
    data: bytes
    suffix: str
    served_as: str = ""  # the Content-Type of the server; empty for a file
    holds: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    warned: tuple[str, ...] = ()  # words of the warnings, one for each, in order
    updated: str | None = None
    file_date: str | None = None
    title: str | None = None
    fault: str | None = None  # words of the fault where the file cannot be read

    @functools.cache  # noqa: B019 - a sample lives as long as the tests
    def read(self) -> Reading:
        """What fetching makes of the file on the day of the test."""
        return read(Download(f"https://example.org/fil{self.suffix}", self.data, self.served_as), today=TODAY)

    def words(self) -> str:
        """The words that are read, as quotations are compared with them."""
        return plain_spaces(self.read().text)
