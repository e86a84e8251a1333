"""How old a page may be, per topic, before an answer says that it may be out of date."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.editing.build import Contents
from knowledge.editing.reading.freshness import read_limits, unknown_topics
from knowledge.editing.reading.problems import KnowledgeError
from knowledge.saying.freshness import Limits, age, load_limits, months_after
from knowledge.saying.wording import source_line
from knowledge.words.query import CARE
from tests.knowledge.factories import day, make_page

LIMITS = Limits.parse_obj(
    {
        "default": {"months": 12, "reason": "a"},
        "topics": {"sida": {"months": 24, "reason": "b"}},
        "questions": {"contact": {"months": 6, "reason": "c"}},
    }
)


@pytest.mark.parametrize(
    ("topic", "questions", "months"),
    [
        ("annan", (), 12),
        ("sida", (), 24),
        ("sida", ("amount",), 24),
        ("sida", ("contact",), 6),
        ("annan", ("contact",), 6),
    ],
)
def test_the_shorter_of_topic_and_question_decides(topic: str, questions: tuple[str, ...], months: int) -> None:
    assert LIMITS.of(topic, questions).months == months


@pytest.mark.parametrize(
    ("start", "months", "then"),
    [("2021-11-09", 12, "2022-11-09"), ("2024-01-31", 1, "2024-02-29"), ("2021-12-31", 2, "2022-02-28")],
)
def test_months_are_calendar_months(start: str, months: int, then: str) -> None:
    assert months_after(day(start), months) == day(then)


@pytest.mark.parametrize(
    ("today", "stale"), [("2023-10-05", False), ("2025-10-05", False), ("2025-10-06", True), ("2030-01-01", True)]
)
def test_an_answer_warns_from_the_day_on_which_the_limit_is_reached(today: str, stale: bool) -> None:
    page = make_page("glesbygd", updated="2023-10-06")
    assert ("uppgiften kan vara inaktuell" in source_line(page, day(today))) is stale


def test_a_page_without_a_date_has_no_age() -> None:
    assert age(make_page(updated=None)) is None


def test_the_real_limits_are_about_real_pages_and_say_why(contents: Contents) -> None:
    limits = load_limits()
    assert not list(unknown_topics([*contents.pages, CARE]))
    assert set(limits.topics) == {*contents.pages, CARE}
    assert all(
        len(limit.reason) > 10 for limit in [limits.default, *limits.topics.values(), *limits.questions.values()]
    )


def test_a_limit_for_no_page_is_shown_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "freshness.yml"
    path.write_text("default: {months: 1, reason: a}\ntopics:\n  sidan: {months: 2, reason: b}\n", encoding="utf-8")
    [problem] = unknown_topics(["sida"], path)
    assert (problem.line, problem.field) == (3, "topics")
    assert "sidan" in problem.message


@pytest.mark.parametrize("months", ["0", "ett", "-3"])
def test_a_limit_that_is_no_number_of_months_is_shown(tmp_path: Path, months: str) -> None:
    path = tmp_path / "freshness.yml"
    path.write_text(f"default: {{months: {months}, reason: a}}\n", encoding="utf-8")
    with pytest.raises(KnowledgeError) as raised:
        read_limits(path)
    assert "default.months" in str(raised.value)
    assert "Här ska det stå ett" in str(raised.value)
