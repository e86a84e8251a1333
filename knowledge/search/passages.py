"""Passages as they are stored for search: pieces of fair length, their stems, their vectors."""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np

from knowledge.limits import LIMITS
from knowledge.swedish.folding import fold
from knowledge.swedish.stems import analyse

MAX_WORDS, MIN_SENTENCE_WORDS = LIMITS.passages.longest, LIMITS.passages.sentence
_BREAK = re.compile(r"(?<=[.!?:])\s+|\s+[-–•]\s+|\s*•\s*")


@dataclasses.dataclass(frozen=True)
class Passage:
    """A piece of a page under one heading."""

    page: str
    heading: str
    text: str


def sentences(text: str) -> list[str]:
    """The sentences and list items of a text; the whole text when none is long enough to stand alone."""
    found = [part.strip() for part in _BREAK.split(text) if len(part.split()) >= MIN_SENTENCE_WORDS]
    return found or [text]


def windows(text: str) -> list[str]:
    """What of a passage is compared with a question: each sentence, then each two that follow each other."""
    single = sentences(text)
    return [*single, *(f"{one} {next_one}" for one, next_one in itertools.pairwise(single))]


def first_sentence(window: int, number: int) -> int:
    """Index of the sentence that begins window ``window`` of ``number`` windows."""
    singles = (number + 1) // 2
    return window if window < singles else window - singles


def pieces(passages: Iterable[Passage]) -> list[Passage]:
    """The same passages, those over MAX_WORDS cut between sentences, or between words where there are none."""
    return [Passage(p.page, p.heading, piece) for p in passages for piece in _cut(p.text)]


def _cut(text: str) -> list[str]:
    if len(text.split()) <= MAX_WORDS:
        return [text]
    out: list[list[str]] = [[]]
    for unit in (words for part in _BREAK.split(text) for words in _chunks(part.split())):
        if out[-1] and len(out[-1]) + len(unit) > MAX_WORDS:
            out.append([])
        out[-1] += unit
    return [" ".join(words) for words in out if words]


def _chunks(words: list[str]) -> list[list[str]]:
    return [words[at : at + MAX_WORDS] for at in range(0, len(words), MAX_WORDS)]


def with_heading(heading: str, text: str) -> str:
    """What is searched of a passage: its heading belongs to it."""
    return f"{heading}. {text}" if heading else text


def passage_rows(
    passages: Sequence[Passage], encode: Callable[[Sequence[str]], np.ndarray]
) -> Iterable[dict[str, Any]]:
    """Yield a row for each passage, numbered in order; nothing is encoded when there are none."""
    if not passages:
        return
    whole = [with_heading(passage.heading, passage.text).replace("\x00", "") for passage in passages]
    parts = [windows(passage.text.replace("\x00", "")) for passage in passages]
    vectors = encode([*whole, *(window for own in parts for window in own)])
    at = len(whole)
    for number, (passage, text, own) in enumerate(zip(passages, whole, parts, strict=True), 1):
        yield {
            "id": number,
            "page": passage.page,
            "heading": passage.heading.replace("\x00", ""),
            "text": passage.text.replace("\x00", ""),
            "words": " ".join(analyse(text)),
            "vector": vectors[number - 1].astype("<f4"),
            "windows": vectors[at : at + len(own)].astype("<f2").tobytes(),
        }
        at += len(own)


def term_rows(words: Iterable[str]) -> list[dict[str, Any]]:
    """A row for each stem, with the number of passages that hold it."""
    counts = Counter(term for passage in words for term in set(passage.split()))
    return [{"term": term, "folded": fold(term), "passages": count} for term, count in sorted(counts.items())]
