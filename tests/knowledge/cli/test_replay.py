"""Questions put to two builds: what counts as another answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.answering import Answerer
from knowledge.editing.replay import Given, Question, changes, load_answers, read_questions, replay, save_answers
from knowledge.store import Knowledge
from knowledge.swedish.phrases import Match
from tests.knowledge.factories import day, encode, make_fact, make_knowledge, make_programme, no_care

TODAY = day("2026-12-01")
OLD = Given("hur mycket", "answer", None, ("a.amount.b",), "Högst 5 kr.")


def given(**fields: object) -> Given:
    return Given(**{**OLD.__dict__, **fields})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("new", "changed", "reworded"),
    [
        (OLD, 0, 0),
        (given(text="Högst 6 kr."), 0, 1),
        (given(facts=("a.amount.c",)), 1, 0),
        (given(facts=("a.amount.c",), text="Annat."), 1, 0),
        (given(kind="no_answer", reason="out_of_scope", facts=()), 1, 0),
        (given(say="en annan fråga"), 0, 0),
    ],
)
def test_other_facts_or_another_kind_is_another_answer(new: Given, changed: int, reworded: int) -> None:
    found, words = changes({"1/1": OLD, "2/1": OLD}, {"1/1": new, "3/1": new})
    assert (len(found), words) == (changed, reworded)


def test_the_order_of_facts_is_no_change() -> None:
    before, after = given(facts=("a", "b")), given(facts=("b", "a"))
    assert changes({"1/1": before}, {"1/1": after}) == ([], 0)


def test_answers_are_kept_for_the_next_build(tmp_path: Path) -> None:
    path = tmp_path / "new" / "answers.json"
    save_answers(path, TODAY, {"1/1": OLD})
    assert load_answers(path) == (TODAY, {"1/1": OLD})


@pytest.mark.parametrize(
    "content", [None, "", "{}", "[]", '{"today": "igår", "answers": {}}', '{"answers": {"a": {"x": 1}}}']
)
def test_answers_that_cannot_be_read_are_none(tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "answers.json"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    assert load_answers(path) is None


def test_the_committed_questions_are_read() -> None:
    from knowledge.cli.common import QUESTIONS

    questions = read_questions(QUESTIONS)
    assert len(questions) > 300
    assert len({question.id for question in questions}) == len(questions)


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"id": "1", "turns": [{"say": "hej"}]}\n\n{"id": "2"}\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"a\.jsonl:3"):
        read_questions([tmp_path])


def knowledge(text: str = "Högst 5 kr.") -> Knowledge:
    fact = make_fact("bidrag.amount.a", text=text, asks=["hur mycket kan man söka"])
    other = make_fact("bidrag.contact.a", text="Fråga Anna.", asks=["vem frågar man"])
    return make_knowledge(make_programme("bidrag", [fact, other]))


def answers(base: Knowledge) -> dict[str, Given]:
    questions = [Question("1/1", "1", "hur mycket kan man söka"), Question("1/2", "1", "vem frågar man")]
    nothing: list[Match] = []
    return replay(
        Answerer(base, no_care()),
        questions,
        TODAY,
        encode=encode,
        entities=lambda _: nothing,
    )


def test_a_change_of_a_fact_shows_in_the_answers() -> None:
    before, after = answers(knowledge()), answers(knowledge("Högst 6 kr."))
    assert [item.facts for item in before.values()] == [("bidrag.amount.a",), ("bidrag.contact.a",)]
    assert changes(before, after) == ([], 1)
    without = answers(make_knowledge(make_programme("bidrag", [knowledge().facts["bidrag.contact.a"]])))
    [change] = changes(before, without)[0]
    assert change.id == "1/1"
