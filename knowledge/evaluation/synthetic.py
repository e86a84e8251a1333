"""Any number of passages out of the real ones, their sentences shuffled, with random vectors."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from knowledge.search.passages import Passage, sentences
from knowledge.swedish.stems import analyse

DIMENSION = 384
SENTENCES = 3
PASSAGES_PER_PAGE = 20
YEARS = 10


class Synthetic:
    """``number`` passages of three real sentences and a made-up word; unit vectors drawn from a normal distribution."""

    def __init__(self, real: Sequence[Passage], number: int, seed: int = 5) -> None:
        self._sentences = [part for passage in real for part in sentences(passage.text)]
        self._stems = [" ".join(analyse(part)) for part in self._sentences]
        self.number = number
        self._seed = seed

    def pages(self) -> Iterator[tuple[str, str]]:
        """Id and day of each page; the days are spread over ten years."""
        for page in range(-(-self.number // PASSAGES_PER_PAGE)):
            yield f"page{page}", f"{2015 + page % YEARS}-06-01"

    def _choices(self) -> Iterator[tuple[list[int], str]]:
        """What each passage is made of: indices of sentences, and a rare word, which shuffled sentences lack."""
        chance = random.Random(self._seed)
        for _ in range(self.number):
            yield chance.sample(range(len(self._sentences)), SENTENCES), f"ärende{chance.randrange(self.number)}"

    def words(self) -> Iterator[str]:
        """The stems of each passage."""
        for chosen, rare in self._choices():
            yield " ".join([*(self._stems[at] for at in chosen), rare])

    def rows(self) -> Iterator[dict[str, Any]]:
        """The rows of the passage table."""
        vectors = np.random.default_rng(self._seed)
        for number, ((chosen, rare), words) in enumerate(zip(self._choices(), self.words(), strict=True)):
            windows = vectors.standard_normal((2 * SENTENCES - 1, DIMENSION)) / np.sqrt(DIMENSION)
            yield {
                "id": number + 1,
                "page": f"page{number // PASSAGES_PER_PAGE}",
                "heading": "",
                "text": " ".join([*(self._sentences[at] for at in chosen), rare]),
                "words": words,
                "vector": unit(vectors.standard_normal(DIMENSION)),
                "windows": windows.astype("<f2").tobytes(),
            }

    def questions(self, number: int) -> list[tuple[str, np.ndarray]]:
        """Questions of a few words out of a real sentence, half of them with a rare word; random vectors."""
        chance = random.Random(self._seed + 1)
        vectors = np.random.default_rng(self._seed + 1)
        asked = []
        for at in range(number):
            words = chance.choice(self._sentences).split()
            start = chance.randrange(max(len(words) - 6, 1))
            rare = [f"ärende{chance.randrange(self.number)}"] if at % 2 else []
            asked.append((" ".join([*words[start : start + 6], *rare]), unit(vectors.standard_normal(DIMENSION))))
        return asked


def unit(vector: np.ndarray) -> np.ndarray:
    """The vector, float32, of length 1."""
    return (vector / np.linalg.norm(vector)).astype(np.float32)
