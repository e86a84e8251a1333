"""SweFAQ 2.0, development part: its questions and answers, and its two tasks."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Sequence
from pathlib import Path

from knowledge.search.passages import Passage

FILE = Path("../shared/benchmarks/swefaq/swefaq_dev.jsonl")
CUTOFF = 10


class NotThere(RuntimeError):
    """The benchmark's file is not on this machine."""


@dataclasses.dataclass(frozen=True)
class Question:
    """A question of SweFAQ with the answer that belongs to it."""

    text: str
    category: str
    right: int  # index among the answers


@dataclasses.dataclass(frozen=True)
class SweFaq:
    """``answers`` stand once a category, page = category; ``own[i]`` are those of question i's category."""

    questions: tuple[Question, ...]
    answers: tuple[Passage, ...]

    def candidates(self, question: Question) -> list[int]:
        """Indices of the answers of the question's own category."""
        return [at for at, answer in enumerate(self.answers) if answer.page == question.category]


@dataclasses.dataclass(frozen=True)
class Figures:
    """Official accuracy among the category's own answers; open: recall@1 and MRR@10 among all."""

    accuracy: float
    recall: float
    mrr: float


def load(path: Path = FILE) -> SweFaq:
    """Read the file; raises NotThere when it is missing."""
    if not path.is_file():
        raise NotThere(f"{path} is not there: this measurement needs the benchmark beside the project")
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    answers = tuple(
        Passage(category, "", answer)
        for category, answer in dict.fromkeys(
            (str(row["category_id"]), answer) for row in rows for answer in row["candidate_answers"]
        )
    )
    index = {(answer.page, answer.text): at for at, answer in enumerate(answers)}
    questions = tuple(
        Question(
            row["question"],
            str(row["category_id"]),
            index[str(row["category_id"]), row["candidate_answers"][row["label"]]],
        )
        for row in rows
    )
    return SweFaq(questions, answers)


Order = Callable[[int, Sequence[int]], Sequence[int]]


def judge(data: SweFaq, order: Order) -> Figures:
    """Measure a method: ``order(i, among)`` gives indices of answers for question i, best first, out of ``among``."""
    hits, ranks = 0, []
    everything = range(len(data.answers))
    for at, question in enumerate(data.questions):
        hits += order(at, data.candidates(question))[0] == question.right
        best = list(order(at, everything))[:CUTOFF]
        ranks.append(best.index(question.right) + 1 if question.right in best else 0)
    number = len(data.questions)
    return Figures(
        hits / number, sum(rank == 1 for rank in ranks) / number, sum(1 / rank for rank in ranks if rank) / number
    )
