"""The benchmark's reading and its figures, on a small file of the same form."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from knowledge.evaluation import bench_retrieval, swefaq
from knowledge.evaluation.bench_retrieval import by_scores, by_search
from knowledge.evaluation.collections import search_in
from tests.knowledge.factories import encode

CHEMIST = ["Apoteket öppnar klockan nio.", "Ja."]
PARKING = ["Parkeringen kostar tio kronor."]
ROWS = [
    {"category_id": 1, "question": "när öppnar apoteket", "candidate_answers": CHEMIST, "label": 0},
    {"category_id": 1, "question": "får hunden följa med", "candidate_answers": CHEMIST, "label": 1},
    {"category_id": 2, "question": "vad kostar parkeringen", "candidate_answers": PARKING, "label": 0},
]


@pytest.fixture
def data(tmp_path: Path) -> swefaq.SweFaq:
    path = tmp_path / "swefaq.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in ROWS), encoding="utf-8")
    return swefaq.load(path)


def test_answers_stand_once_a_category(data: swefaq.SweFaq) -> None:
    assert [answer.text for answer in data.answers] == [
        "Apoteket öppnar klockan nio.",
        "Ja.",
        "Parkeringen kostar tio kronor.",
    ]
    assert [question.right for question in data.questions] == [0, 1, 2]
    assert data.candidates(data.questions[0]) == [0, 1]


def test_figures_are_accuracy_recall_and_mean_reciprocal_rank(data: swefaq.SweFaq) -> None:
    scores = np.array([[3, 1, 2], [2, 1, 3], [2, 3, 1]])  # right: 0, 1, 2
    figures = swefaq.judge(data, by_scores(scores))
    assert figures.accuracy == pytest.approx(2 / 3)  # question 1 prefers answer 0 of its two
    assert figures.recall == pytest.approx(1 / 3)
    assert figures.mrr == pytest.approx((1 + 1 / 3 + 1 / 3) / 3)


def test_the_search_is_judged_by_its_own_order(data: swefaq.SweFaq, tmp_path: Path) -> None:
    search = search_in(data.answers, encode, tmp_path / "k.sqlite")
    order = by_search(data, search, encode([question.text for question in data.questions]))
    assert order(2, range(3))[0] == 2
    assert order(0, data.candidates(data.questions[0])) == [0, 1]


def test_a_missing_benchmark_is_said_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert bench_retrieval.main() == 2
    error = capsys.readouterr().err
    assert "swefaq_dev.jsonl is not there" in error
    assert len(error.splitlines()) == 1
