"""Order candidates: four likenesses, each made comparable within the candidates, then added.

Pure, and the same for every database: only the candidates come from it.

- ``vector``: cosine of question and passage.
- ``window``: cosine of question and the nearest sentence of the passage, or two sentences that follow each other.
- ``characters``: BM25 over 3–5-grams within words, å/ä/ö folded: for compounds and misspellings.
- ``words``: BM25 over stems.

BM25 (k1 = 1.2, the textbook's value) counts how rare something is among
the candidates themselves: what all of them hold does not tell them apart. A passage's length counts in full (b = 1): a
long passage holds much by chance. Likenesses of different kinds are brought to mean 0 and deviation 1 before they are
added, so that none counts more because its numbers are larger.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Sequence

import numpy as np

from knowledge.limits import LIMITS
from knowledge.search.passages import first_sentence, with_heading
from knowledge.search.question import SearchQuestion
from knowledge.swedish.folding import fold

K1, B = LIMITS.search.saturation, LIMITS.search.length
DIGITS = LIMITS.search.decimals


@dataclasses.dataclass(frozen=True)
class SearchWeights:
    """What each likeness counts for; how they were chosen: docs/search.md."""

    vector: float = LIMITS.search.vector
    window: float = LIMITS.search.window
    characters: float = LIMITS.search.characters
    words: float = LIMITS.search.words
    length: float = B  # how much BM25 takes off for a long passage, from 0 to 1


@dataclasses.dataclass(frozen=True)
class Candidate:
    """A passage that may be the answer, as it is stored."""

    id: int
    page: str
    heading: str
    text: str
    words: str
    vector: np.ndarray
    windows: np.ndarray  # float16, one row a window


@dataclasses.dataclass(frozen=True)
class Evidence:
    """How near a passage is, whatever else was found; all in 0..1 (cosines of unrelated texts are about 0.8)."""

    vector: float
    window: float
    words: float  # share of the question's words that the passage holds
    characters: float  # share of the question's character n-grams that it holds


@dataclasses.dataclass(frozen=True)
class Hit:
    """A passage that was found; ``score`` orders the hits of one search and means nothing beside another's."""

    id: int
    page: str
    heading: str
    text: str
    score: float
    evidence: Evidence
    sentence: int  # index of the sentence that begins the nearest window


def rank(
    question: SearchQuestion, candidates: Sequence[Candidate], limit: int, weights: SearchWeights | None = None
) -> list[Hit]:
    """The best candidates, best first; equal scores by id."""
    if not candidates:
        return []
    weights = weights or SearchWeights()
    rows = sorted(candidates, key=lambda candidate: candidate.id)
    counts = Counts.of(question, rows)
    total = scores(counts, weights)
    best = sorted(range(len(rows)), key=lambda at: (-total[at], rows[at].id))
    return [_hit(rows[at], counts, at, total[at]) for at in best[:limit]]


@dataclasses.dataclass(frozen=True)
class Counts:
    """Everything that is counted of the candidates, a row each."""

    vector: np.ndarray
    window: np.ndarray
    nearest: np.ndarray  # index of the sentence that begins the nearest window
    grams: np.ndarray  # how often each of the question's n-grams stands in it
    gram_length: np.ndarray
    stems: np.ndarray
    stem_length: np.ndarray
    covered: np.ndarray  # share of the question's words

    @classmethod
    def of(cls, question: SearchQuestion, rows: Sequence[Candidate]) -> Counts:
        """Count what the question shares with each candidate."""
        near = [row.windows.astype(np.float32) @ question.vector for row in rows]
        letters = [_letters(row.heading, row.text) for row in rows]
        stems = [row.words.split() for row in rows]
        held = [set(words) for words in stems]
        return cls(
            vector=np.array([float(row.vector @ question.vector) for row in rows]),
            window=np.array([float(each.max()) for each in near]),
            nearest=np.array([first_sentence(int(each.argmax()), len(each)) for each in near]),
            grams=np.array([[text.count(gram) for gram in question.grams] for text in letters], dtype=np.float64),
            gram_length=np.array([float(len(text)) for text in letters]),
            stems=np.array([[words.count(stem) for stem in question.stems] for words in stems], dtype=np.float64),
            stem_length=np.array([float(len(words)) for words in stems]),
            covered=np.array([_share([bool(held_by & set(w)) for w in question.words]) for held_by in held]),
        )


@functools.lru_cache(maxsize=4096)
def _letters(heading: str, text: str) -> str:
    """The words, folded, a space on each side of every one: no n-gram of a word is found across two."""
    return "".join(f" {word} " for word in re.findall(r"\w+", fold(with_heading(heading, text))))


def _share(held: Sequence[bool]) -> float:
    return sum(held) / len(held) if held else 0.0


def scores(counts: Counts, weights: SearchWeights) -> np.ndarray:
    """The sum that orders the candidates, a number each."""
    total = (
        weights.vector * _standard(counts.vector)
        + weights.window * _standard(counts.window)
        + weights.characters * _standard(bm25(counts.grams, counts.gram_length, b=weights.length))
        + weights.words * _standard(bm25(counts.stems, counts.stem_length, b=weights.length))
    )
    return np.round(total, DIGITS)


def bm25(
    counts: np.ndarray,
    lengths: np.ndarray,
    idf: np.ndarray | None = None,
    mean_length: float | None = None,
    *,
    b: float = B,
) -> np.ndarray:
    """BM25 of each row of ``counts`` (a column a term); rareness and mean length are the rows' own unless given."""
    if counts.size == 0:
        return np.zeros(len(lengths))
    if idf is None:
        holding = (counts > 0).sum(axis=0)
        idf = np.log1p((len(counts) - holding + 0.5) / (holding + 0.5))
    norm = K1 * (1 - b + b * lengths / max(float(lengths.mean()) if mean_length is None else mean_length, 1e-9))
    return (counts * (K1 + 1) / (counts + norm[:, None])) @ idf


def _standard(values: np.ndarray) -> np.ndarray:
    deviation = float(values.std())
    return (values - values.mean()) / deviation if deviation > 1e-9 else np.zeros(len(values))


def _hit(row: Candidate, counts: Counts, index: int, score: float) -> Hit:
    evidence = Evidence(
        vector=float(counts.vector[index]),
        window=float(counts.window[index]),
        words=float(counts.covered[index]),
        characters=_share(list(counts.grams[index] > 0)),
    )
    return Hit(row.id, row.page, row.heading, row.text, float(score), evidence, int(counts.nearest[index]))
