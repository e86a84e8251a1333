"""The file of questions about the whole: what is read, and what an editor is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from knowledge.editing.build import ROOT
from knowledge.editing.reading.overviews import FILE, load_overviews
from knowledge.editing.reading.problems import KnowledgeError, Problem
from knowledge.words.programmes import SHOWS
from tests.knowledge.factories import write_yaml

ASKS = [f"fråga nummer {number}" for number in range(8)]


def entry(**fields: Any) -> dict[str, Any]:
    return {"id": "whole.open", "shows": "open", "question": ["status"], "asks": ASKS, **fields}


def problems(tmp_path: Path, *entries: dict[str, Any]) -> list[Problem]:
    write_yaml(tmp_path / FILE, {"overviews": list(entries)})
    with pytest.raises(KnowledgeError) as raised:
        load_overviews(tmp_path)
    return list(raised.value.problems)


def test_the_projects_own_show_everything_that_can_be_shown() -> None:
    assert {overview.shows for overview in load_overviews(ROOT).values()} == set(SHOWS)


def test_without_the_file_there_are_none(tmp_path: Path) -> None:
    assert load_overviews(tmp_path) == {}


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"shows": "allt"}, "shows"),
        ({"question": ["okänd"]}, "question"),
        ({"id": "utlysning-2021.open"}, "id"),
        ({"asks": ASKS[:3]}, "asks"),
        ({"okänt": "ord"}, "okänt"),
    ],
)
def test_a_fault_is_told_with_file_line_and_field(tmp_path: Path, fields: dict[str, Any], field: str) -> None:
    [problem] = problems(tmp_path, entry(**fields))
    assert problem.file == FILE.name
    assert problem.line >= 1
    assert field in problem.field


def test_an_id_used_twice_is_told(tmp_path: Path) -> None:
    assert any(problem.field == "id" for problem in problems(tmp_path, entry(), entry()))
