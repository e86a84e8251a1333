"""A question that asks of both ends at once: "det minsta och det mesta", "när öppnade och stängde den?"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.limits import LIMITS
from knowledge.swedish.folding import lowered
from knowledge.texts import load

Span = tuple[int, int]
MOST_BETWEEN = LIMITS.reading.between_opposites
JOINT = r"(?:\s*[/&]\s*|\s+(?:och|o|å|samt|respektive|resp\.?|and)\s+)"
ARTICLES = r"(?:(?:som|det|dä|den|de|dom|the)\s+)*"


def both_readings(text: str, start: int, end: int) -> tuple[tuple[Span, ...], ...]:
    """The stretches of text[start:end] for each of two opposite words, as if it stood alone; () for most questions."""
    low = lowered(text)  # as long as the text, letter by letter
    for pair in load("questions")["opposites"]:
        for one, other in (pair, pair[::-1]):
            for ways in _ways(_either(one), _either(other)):
                found = ways.search(low, start, end)
                if found:
                    return _readings(found, start, end)
    return ()


def _ways(one: str, other: str) -> Iterator[re.Pattern[str]]:
    """How the second word can follow: right behind the first, with the first one's noun, or at the sentence's end."""
    first, second = rf"\b(?P<one>{one})\b", rf"{JOINT}{ARTICLES}\b(?P<other>{other})\b"
    yield re.compile(rf"{first}(?P<kept>){second}")
    yield re.compile(rf"{first}(?P<kept>\s+(?P<noun>\w+)){second}\s+(?P=noun)\b")
    yield re.compile(rf"{first}(?P<kept>(?:\s+[\w-]+){{1,{MOST_BETWEEN}}}?){second}(?=\s*(?:då)?\s*(?:[?.!]|$))")


def _readings(found: re.Match[str], start: int, end: int) -> tuple[tuple[Span, ...], ...]:
    rest = (found.end(), end)
    first = ((start, found.end("kept")), rest)
    second = ((start, found.start("one")), found.span("other"), found.span("kept"), rest)
    return tuple(
        tuple(_trimmed(found.string, *span) for span in spans if found.string[slice(*span)].strip())
        for spans in (first, second)
    )


def _trimmed(text: str, start: int, end: int) -> Span:
    """The span less the spaces at its ends."""
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())


def _either(words: list[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))
