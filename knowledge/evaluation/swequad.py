"""SweQUAD-MC as a search among answers: its pages cut to passages, those that answer a question in groups of like ones.

A page of questions and answers holds a handful of texts about one topic, each of which answers one question. So the
pages of the authorities are cut to passages, those that hold an answer are kept, and every group is a
passage with the ones nearest to it.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from knowledge.evaluation.swefaq import NotThere, Question, SweFaq
from knowledge.search.passages import Passage

FOLDER = Path("../shared/benchmarks/swequad_mc")
PARTS = ("training", "dev")
# words of a passage, drawn for each page: answers are long on one page and short on another
SHORTEST, LONGEST = 30, 100
# passages of a group, drawn for each group
SIZES = (4, 8, 9, 12, 14, 18)
# how much of an answer must lie in one passage
HELD = 0.8
SEED = 7
_BREAK = re.compile(r"(?<=[.!?])\s+|\s*[\r\n]+\s*")
_SPACE = re.compile(r"\s+")

Encode = Callable[[Sequence[str]], np.ndarray]
Span = tuple[int, int]


def read(folder: Path = FOLDER) -> list[tuple[str, str]]:
    """Each question with the passage that holds its answer, of both parts; raises NotThere when a file is missing."""
    return _asked(_rows(folder))


def in_groups(asked: Sequence[tuple[str, str]], encode: Encode) -> SweFaq:
    """The same as a search among answers, page = group; ``encode`` gives the passages' vectors, of length 1."""
    texts = list(dict.fromkeys(text for _, text in asked))
    groups = grouped(encode(texts))
    index = {text: at for at, text in enumerate(texts)}
    answers = tuple(Passage(str(group), "", text) for group, text in zip(groups, texts, strict=True))
    return SweFaq(
        tuple(Question(question, answers[index[text]].page, index[text]) for question, text in asked), answers
    )


def cut(page: str, words: int) -> list[Span]:
    """Spans of passages between sentences or lines, each ended when it has so many words."""
    spans: list[Span] = []
    start, at = None, 0
    for end, following in [*((found.start(), found.end()) for found in _BREAK.finditer(page)), (len(page), len(page))]:
        start = at if start is None else start
        if end > start and (len(page[start:end].split()) >= words or following == len(page)):
            spans.append((start, end))
            start = None
        at = following
    return spans


def grouped(vectors: np.ndarray) -> list[int]:
    """The number of each passage's group: a passage that is drawn and the ones nearest to it that have none yet."""
    chance = random.Random(SEED)
    centred = vectors - vectors.mean(axis=0)
    centred /= np.maximum(np.linalg.norm(centred, axis=1, keepdims=True), 1e-9)
    group_of = [-1] * len(vectors)
    left = list(range(len(vectors)))
    for group in range(len(vectors)):
        if not left:
            break
        likeness = centred[left] @ centred[chance.choice(left)]
        members = {left[place] for place in np.argsort(-likeness, kind="stable")[: chance.choice(SIZES)]}
        for member in members:
            group_of[member] = group
        left = [at for at in left if at not in members]
    return group_of


def _rows(folder: Path) -> list[dict]:
    rows = []
    for part in PARTS:
        path = folder / f"{part}.jsonl"
        if not path.is_file():
            raise NotThere(f"{path} is not there: this measurement needs the benchmark beside the project")
        rows += [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return rows


def _asked(rows: Sequence[dict]) -> list[tuple[str, str]]:
    """Each question with the text of the passage that holds its answer; one whose answer is cut in two is left out."""
    chance = random.Random(SEED)
    spans: dict[str, list[Span]] = {}
    asked = []
    for row in rows:
        page = row["passage"]
        if page not in spans:
            spans[page] = cut(page, chance.randint(SHORTEST, LONGEST))
        start, end = row["start"], row["end"]
        shares = [(min(end, last) - max(start, first)) / (end - start) for first, last in spans[page]]
        best = int(np.argmax(shares))
        if shares[best] >= HELD:
            first, last = spans[page][best]
            asked.append((row["question"], _SPACE.sub(" ", page[first:last])))
    return asked
