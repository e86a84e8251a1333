"""The editors' commands run on a copy of the sources and facts, so that nothing of the project is written to."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from knowledge.cli import app, ask, build, check, confirm, diff, fetch, show, stale, table, take_in  # noqa: F401
from knowledge.cli.common import ROOT

Run = Callable[..., Result]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of knowledge/ with its data only; the commands are pointed at it, and run in another folder."""
    import sys

    copy = tmp_path / "project" / "knowledge"
    for part in ("sources", "facts"):
        shutil.copytree(ROOT / part, copy / part)
    shutil.copy(ROOT / "freshness.yml", copy / "freshness.yml")
    for name in ("check", "show", "stale", "fetch", "diff", "table", "confirm", "take_in", "publish", "undo"):
        monkeypatch.setattr(sys.modules[f"knowledge.cli.{name}"], "ROOT", copy)
    for name in ("fetch", "diff"):
        monkeypatch.setattr(sys.modules[f"knowledge.cli.{name}"], "SOURCES", copy / "sources")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    return copy


@pytest.fixture
def run(root: Path) -> Run:
    """Run ``lotsen knowledge …``; no command may end in a stack trace."""

    def invoke(*args: str) -> Result:
        result = CliRunner(mix_stderr=False).invoke(app, list(args))
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
        return result

    return invoke


def one_line(result: Result, code: int) -> str:
    """The single line with which a command ended."""
    assert result.exit_code == code, result.stdout + result.stderr
    [line] = result.stderr.strip().splitlines()
    return line
