"""Synthetic collections: as many passages as asked for, the same each time, searchable on both stores alike."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from knowledge.editing.build import Contents
from knowledge.evaluation.bench_knowledge import RECENT, _rows, percentiles
from knowledge.evaluation.collections import BUILD
from knowledge.evaluation.synthetic import DIMENSION, Synthetic
from knowledge.search import PassageSearch
from knowledge.search.passages import term_rows
from knowledge.store import Address, Store
from knowledge.store.writing import write
from tests.postgres import new_database


def test_the_rows_are_as_many_as_asked_for_and_the_same_each_time(contents: Contents) -> None:
    made = Synthetic(contents.passages, 50)
    first, second = list(made.rows()), list(made.rows())
    assert [row["id"] for row in first] == list(range(1, 51))
    assert [row["text"] for row in first] == [row["text"] for row in second]
    assert [row["words"] for row in first] == list(made.words())
    assert abs(np.linalg.norm(first[7]["vector"]) - 1) < 1e-5
    assert first[0]["vector"].shape == (DIMENSION,)
    assert {row["page"] for row in first} == {page for page, _ in made.pages()}


def test_both_stores_give_equal_hits_among_thousands(contents: Contents, server: object, tmp_path: Path) -> None:
    """More passages than are looked at for their words, so that every way of asking for them is used."""
    made = Synthetic(contents.passages, 2000)
    assert max(row["passages"] for row in term_rows(made.words())) > 400
    searches = []
    for where in (tmp_path / "k.sqlite", new_database(server)):  # type: ignore[arg-type]
        write(_rows(made), Address.of(where))
        searches.append(PassageSearch(Store(where), BUILD))
    for question, vector in made.questions(12):
        in_file, in_database = (search.search(question, vector, RECENT) for search in searches)
        assert in_file
        assert in_file == in_database


def test_percentiles_are_median_and_95th() -> None:
    assert percentiles([float(value) for value in range(101)]) == (50.0, 95.0)
