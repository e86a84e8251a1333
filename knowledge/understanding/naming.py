"""Take the programme's own name out of a question: what is asked, not about what.

Only names go. "Riva hinder" and "modellområde" point to a programme as well,
but they are part of what is asked.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from knowledge.limits import LIMITS
from knowledge.swedish.stems import content_words
from knowledge.texts import load

ENOUGH = LIMITS.reading.own_words


def without_names(
    text: str, spans: Iterable[tuple[int, int]], published: Collection[tuple[int, int]] = frozenset()
) -> str:
    """Return the text without the spans that hold a programme's name; unchanged when nothing else is left.

    The spans of ``published`` names are names whatever they hold.
    """
    names = re.compile("|".join(load("names")["programmes"]), re.IGNORECASE)
    pieces: list[str] = []
    at = 0
    for start, end in sorted(spans):
        if start >= at and ((start, end) in published or names.search(text[start:end])):
            pieces.append(text[at:start])
            at = end
    left = " ".join(" ".join([*pieces, text[at:]]).split()) or text
    return _without_publisher(left)


def _without_publisher(text: str) -> str:
    """Leave out who publishes a page, where enough is said without: every page's question may name that."""
    publishers = re.compile(
        "|".join(rf"(?:(?:från|hos|av|på)\s+)?\b(?:{name})\b" for name in load("names")["publishers"]), re.I
    )
    left = " ".join(publishers.sub(" ", text).split())
    return left if len(content_words(left)) >= ENOUGH else text
