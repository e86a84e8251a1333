"""SweQUAD-MC as a search among answers: where pages are cut, which passages stand together, what is asked of which."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from knowledge.evaluation import swequad
from knowledge.evaluation.swefaq import NotThere
from tests.knowledge.factories import encode

PAGE = "Visum\r\nDu ska ta med ditt pass. Det kostar tio kronor.\r\nVi svarar inom en månad. "


def row(question: str, answer: str, page: str = PAGE) -> dict[str, object]:
    start = page.index(answer)
    return {"question": question, "passage": page, "answer": answer, "start": start, "end": start + len(answer)}


def written(folder: Path, rows: list[dict[str, object]]) -> Path:
    for part, own in zip(swequad.PARTS, (rows, []), strict=True):
        (folder / f"{part}.jsonl").write_text("\n".join(json.dumps(each) for each in own), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        (1, ["Visum", "Du ska ta med ditt pass.", "Det kostar tio kronor.", "Vi svarar inom en månad."]),
        (5, ["Visum\r\nDu ska ta med ditt pass.", "Det kostar tio kronor.\r\nVi svarar inom en månad."]),
        (99, [PAGE.strip()]),
    ],
)
def test_a_page_is_cut_between_sentences_when_a_passage_has_its_words(words: int, parts: list[str]) -> None:
    assert [PAGE[start:end] for start, end in swequad.cut(PAGE, words)] == parts


def test_nothing_is_cut_of_an_empty_page() -> None:
    assert swequad.cut("", 30) == []


def test_every_passage_has_one_group_and_like_ones_share_it() -> None:
    east, west = np.array([1.0, 0.0]), np.array([-1.0, 0.0])
    groups = swequad.grouped(np.array([east, west] * 20))
    assert min(groups) == 0
    sizes = [groups.count(group) for group in set(groups)]
    assert max(sizes) <= max(swequad.SIZES)
    # the passage that was drawn first takes those of its own direction before any other
    assert len({at % 2 for at, group in enumerate(groups) if group == 0}) == 1


def test_each_question_belongs_to_the_passage_that_holds_its_answer(tmp_path: Path) -> None:
    other = "En annan sida. " + "Här står ord. " * 40 + "Porten är blå."
    rows = [row("vad tar jag med", "ditt pass"), row("vilken färg har porten", "blå", other)]
    data = swequad.in_groups(swequad.read(written(tmp_path, rows)), encode)
    assert [question.text for question in data.questions] == ["vad tar jag med", "vilken färg har porten"]
    held = [data.answers[question.right].text for question in data.questions]
    assert "ditt pass" in held[0]
    assert "\r\n" not in held[0]
    assert held[1].endswith("Porten är blå.")


def test_an_answer_that_is_cut_in_two_is_not_asked_for(tmp_path: Path) -> None:
    page = "Ett ord till. " * 200
    whole = {"question": "vad står här", "passage": page, "answer": page, "start": 0, "end": len(page)}
    asked = swequad.read(written(tmp_path, [whole, row("vad kostar det", "tio kronor")]))
    assert [question for question, _ in asked] == ["vad kostar det"]


def test_a_missing_benchmark_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotThere, match=r"training\.jsonl is not there"):
        swequad.read(tmp_path)
