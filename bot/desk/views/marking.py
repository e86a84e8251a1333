"""A page's text with what looks like facts marked in it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from knowledge.editing.likely_facts import Likely, likely_facts


@dataclasses.dataclass(frozen=True)
class Stretch:
    """A piece of a page's text; ``likely`` where it looks like a fact, ``number`` among those."""

    words: str
    likely: Likely | None = None
    number: int = 0


def stretches(text: str) -> Iterator[Stretch]:
    """The whole text in pieces, so that what looks like facts can be marked in it."""
    at = 0
    for number, one in enumerate(likely_facts(text), 1):
        yield Stretch(text[at : one.start])
        yield Stretch(text[one.start : one.end], one, number)
        at = one.end
    yield Stretch(text[at:])
