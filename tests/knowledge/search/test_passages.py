"""Passages as they are stored: cut to fair length, sentences and windows, counted stems."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest

from knowledge.editing import build as building
from knowledge.editing.build import prepare
from knowledge.editing.reading.pages import SavedPage
from knowledge.editing.reading.problems import KnowledgeError
from knowledge.search.passages import MAX_WORDS, Passage, first_sentence, pieces, sentences, term_rows, windows
from knowledge.store import open_store
from knowledge.store.schema import passage as table
from tests.knowledge.factories import encode, make_page, write_yaml
from tests.knowledge.test_build_and_store import small


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Det första gäller. Det andra gäller inte!", ["Det första gäller.", "Det andra gäller inte!"]),
        ("Bidraget ges till: • kurser för personal • hyra av lokal", 3),
        ("Läs mer.", ["Läs mer."]),
        ("Ja. Det betalas alltid ut.", ["Det betalas alltid ut."]),
    ],
)
def test_sentences(text: str, parts: list[str] | int) -> None:
    found = sentences(text)
    assert found == parts if isinstance(parts, list) else len(found) == parts


def test_windows_are_sentences_and_pairs_and_know_where_they_begin() -> None:
    text = "Ett två tre. Fyra fem sex. Sju åtta nio."
    found = windows(text)
    assert found[3:] == ["Ett två tre. Fyra fem sex.", "Fyra fem sex. Sju åtta nio."]
    assert [first_sentence(at, len(found)) for at in range(5)] == [0, 1, 2, 0, 1]


@pytest.mark.parametrize("text", ["Ord " * 1000, "Det här är en mening om ingenting. " * 150])
def test_a_long_passage_is_cut_and_loses_nothing(text: str) -> None:
    cut = pieces([Passage("sida", "Rubrik", text)])
    assert len(cut) > 3
    assert all(len(piece.text.split()) <= MAX_WORDS for piece in cut)
    assert " ".join(piece.text for piece in cut).split() == text.split()
    assert {piece.heading for piece in cut} == {"Rubrik"}


def test_stems_are_counted_once_a_passage() -> None:
    rows = {row["term"]: row for row in term_rows(["får får far", "får"])}
    assert rows["får"] == {"term": "får", "folded": "far", "passages": 2}
    assert rows["far"]["passages"] == 1


def test_a_page_of_headings_only_is_built_without_passages(tmp_path: Path) -> None:
    saved = SavedPage(make_page("bidrag"), "Rubrik\n\nEn till\n")
    contents = dataclasses.replace(small(), pages={"bidrag": saved})
    asked: list[int] = []

    def counting(texts: list[str]) -> np.ndarray:
        asked.append(len(texts))
        return encode(texts)

    rows = prepare(contents, queries=encode, passages=counting, mask=str, encoder="fake")
    assert (rows.tables[table], asked) == ([], [])
    out = tmp_path / "k.sqlite"
    building.build(contents, out, queries=encode, passages=counting, mask=str, encoder="fake")
    assert open_store(out).facts


def test_a_page_of_millions_of_characters_is_refused_with_its_line_and_the_limit(tmp_path: Path) -> None:
    sources = tmp_path / "sources"
    pages = [make_page("liten").dict(), make_page("stor").dict()]
    write_yaml(sources / "pages.yml", pages)
    (sources / "liten.txt").write_text("Rubrik\n\nText.\n", encoding="utf-8")
    (sources / "stor.txt").write_text("Samma rad om och om igen.\n" * 200_000, encoding="utf-8")
    (tmp_path / "facts").mkdir()
    with pytest.raises(
        KnowledgeError, match=r"stor\.txt är för stor: 5\.\d miljoner tecken.*högst 1 miljoner"
    ) as raised:
        building.read(tmp_path)
    [problem] = raised.value.problems
    assert (problem.file, problem.line) == ("pages.yml", 9)
