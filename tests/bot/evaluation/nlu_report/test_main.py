from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.evaluation.nlu_report import __main__ as command
from bot.evaluation.nlu_report import floors, measuring
from tests.bot.evaluation.nlu_report.test_report import EXAMPLES
from tests.knowledge.factories import encode


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of some sentences, with floors that it keeps."""
    root = Path(__file__).parents[4]
    (tmp_path / "docs").mkdir()
    (tmp_path / "config.yml").write_text((root / "config.yml").read_text(encoding="utf-8"), encoding="utf-8")
    floors.save_figures({}, tmp_path / floors.FILE)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(command, "load_examples", lambda: EXAMPLES)
    monkeypatch.setattr(command, "kept_vectors", lambda: type("Kept", (), {"encode": staticmethod(encode)}))
    monkeypatch.setattr(measuring, "found_entities", lambda texts: [[] for _ in texts])
    monkeypatch.setitem(measuring.VARIATIONS, "split_compounds", str.upper)
    return tmp_path


def test_the_report_is_written_and_nothing_committed_changes(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (project / floors.FILE).read_text(encoding="utf-8")
    assert command.main([]) == 0
    assert "18 sentences, 3 classes" in capsys.readouterr().out
    assert sorted(path.name for path in (project / ".build/nlu-report").iterdir()) == [
        "nlu-confidence.png", "nlu-confusion.png", "nlu-report.html", "nlu-report.md",
    ]  # fmt: skip
    assert (project / floors.FILE).read_text(encoding="utf-8") == before


def test_saving_writes_figures_and_markdown_to_be_committed(project: Path) -> None:
    assert command.main(["--save"]) == 0
    assert json.loads((project / floors.FILE).read_text(encoding="utf-8"))["figures"]["sentences"] == 18
    assert (project / "docs/nlu-report.md").is_file()
    assert not (project / "docs/nlu-report.html").exists()


def test_a_figure_below_its_floor_ends_with_1(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / floors.FILE).write_text('{"figures": {}, "floors": {"intents.accuracy": 1.1}}', encoding="utf-8")
    assert command.main([]) == 1
    assert "intents.accuracy" in capsys.readouterr().err
