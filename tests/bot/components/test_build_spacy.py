from __future__ import annotations

from pathlib import Path

import pytest

from bot.components.build_spacy import build
from knowledge.understanding.lexicons import pipeline


class FakePipeline:
    """Stands where spaCy's pipeline stands: the real one takes seconds to fill and to write."""

    def __init__(self, fails: bool) -> None:
        self.fails = fails
        self.pipes: dict[str, str] = {}
        self.ready = False

    def add_pipe(self, factory: str, name: str) -> None:
        self.pipes[name] = factory

    def initialize(self) -> None:
        self.ready = True

    def to_disk(self, folder: Path) -> None:
        folder.mkdir()
        (folder / "meta.json").write_text("half")
        if self.fails:
            raise OSError("disk full")
        assert self.ready
        assert self.pipes == {"lemmatizer": "packed_lemmatizer"}
        (folder / "meta.json").write_text("whole")


@pytest.fixture
def fails(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Set its one item to make the next build fail."""
    failing = [False]
    monkeypatch.setattr("spacy.blank", lambda language: FakePipeline(failing[0]))
    return failing


def test_the_pipeline_is_written_where_it_is_wanted(tmp_path: Path, fails: list[bool]) -> None:
    build(tmp_path / "new" / "spacy")
    assert (tmp_path / "new" / "spacy" / "meta.json").read_text() == "whole"
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["spacy"]


def test_a_new_pipeline_replaces_the_old(tmp_path: Path, fails: list[bool]) -> None:
    out = tmp_path / "spacy"
    out.mkdir()
    (out / "left.over").touch()
    build(out)
    assert [path.name for path in out.iterdir()] == ["meta.json"]


def test_a_failed_build_leaves_the_old_pipeline_and_nothing_else(tmp_path: Path, fails: list[bool]) -> None:
    build(tmp_path / "spacy")
    fails[0] = True
    with pytest.raises(OSError, match="disk full"):
        build(tmp_path / "spacy")
    assert (tmp_path / "spacy" / "meta.json").read_text() == "whole"
    assert [path.name for path in tmp_path.iterdir()] == ["spacy"]


@pytest.mark.model
def test_the_built_pipeline_reads_swedish() -> None:
    doc = pipeline()("Gäller bidragen vårdcentralerna?")
    assert [token.text for token in doc] == ["Gäller", "bidragen", "vårdcentralerna", "?"]
    assert doc[1].lemma_ == "bidrag"
