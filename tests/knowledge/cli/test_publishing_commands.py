"""Taking in, publishing and undoing from a shell are the desk's own functions."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from knowledge.cli.check_all import check_all
from knowledge.cli.common import BAD_INPUT, PROBLEMS_FOUND
from knowledge.editing.history import History, Who
from knowledge.editing.publishing import Publishing
from knowledge.editing.rebuilding import Rebuilder
from knowledge.store import Address, open_store
from tests.knowledge.cli.conftest import Run, one_line
from tests.knowledge.web_server import Site

NAMED = ("--name", "Kurslyftet 2027", "--definite", "kurslyftet", "--called", "kurspengarna 2027")
ASK = "en fråga som ingen har ställt"


@pytest.fixture
def store(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The copy lies in a repository, and nothing is computed."""
    (root / "asks").mkdir()
    for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "as it was"]):
        who = ["-c", "user.name=Test", "-c", "user.email=test@example.invalid"]
        subprocess.run(["git", "-C", str(root.parent), *who, *command], check=True)

    def encode(texts: object) -> np.ndarray:
        return np.eye(4, dtype=np.float32)[np.zeros(len(list(texts)), dtype=int)]  # type: ignore[call-overload]

    out = tmp_path / "k.sqlite"
    rebuilder = Rebuilder(encode, encode, lambda question, names: question, "none")
    for name in ("publish", "undo"):
        made = lambda: Publishing(root, [Address.of(out)], rebuilder)  # noqa: E731
        monkeypatch.setattr(sys.modules[f"knowledge.cli.{name}"], "publishing_here", made)
    return out


def test_a_page_is_taken_in_with_its_programme_and_its_likely_facts_are_shown(run: Run, root: Path, site: Site) -> None:
    result = run("take-in", site("/bidrag"), *NAMED, "--today", "2026-12-01")
    assert result.exit_code == 0, result.stderr
    assert "ser ut som ett faktum: Maxbeloppet är 40 000 kronor för en liten enhet" in result.stdout
    assert "följer inte med: Start" in result.stdout
    made = next(one for one in check_all(root).programmes if one.id == "bidrag-till-kurser")
    assert made.programme.names == ["kurspengarna 2027"]


def test_a_name_that_means_something_else_stops_it_and_nothing_is_written(run: Run, root: Path, site: Site) -> None:
    result = run("take-in", site("/bidrag"), "--name", "Utlysning 2021", "--definite", "utlysningen")
    assert "betyder redan Utlysning 2021" in one_line(result, PROBLEMS_FOUND)
    assert not (root / "facts" / "bidrag-till-kurser.yml").exists()
    assert "Slaget x finns inte" in one_line(run("take-in", site("/bidrag"), "--kind", "x"), BAD_INPUT)


def test_what_was_changed_is_published_and_taken_back(run: Run, root: Path, store: Path) -> None:
    assert "Inget är ändrat" in one_line(run("publish", "för att"), PROBLEMS_FOUND)
    file = root / "facts" / "glesbygd.yml"
    before = file.read_text(encoding="utf-8")
    file.write_text(before.replace("    asks:\n", f"    asks:\n      - {ASK}\n", 1), encoding="utf-8")
    result = run("publish", "Personalen frågar så.", "--subject", "Ny fråga")
    assert result.exit_code == 0, result.stderr
    assert ASK in open_store(store).asks.texts
    shown = run("undo").stdout
    assert "Ny fråga" in shown
    assert run("undo", shown.split()[0]).exit_code == 0
    assert file.read_text(encoding="utf-8") == before
    assert ASK not in open_store(store).asks.texts
    assert "Ingen publicerad ändring" in one_line(run("undo", "ffffffff"), PROBLEMS_FOUND)


def test_a_fault_publishes_nothing(run: Run, root: Path, store: Path) -> None:
    file = root / "facts" / "glesbygd.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("  - id: ", "  - id: annat", 1), encoding="utf-8")
    result = run("publish", "för att")
    assert result.exit_code == PROBLEMS_FOUND
    assert not store.exists()
    assert "Inget har publicerats än." in run("undo").stdout


def test_whoever_works_in_the_repository_is_named(root: Path, store: Path) -> None:
    for key, value in (("user.name", "Anna"), ("user.email", "anna@example.invalid")):
        subprocess.run(["git", "-C", str(root), "config", key, value], check=True)
    assert History(root).me() == Who("Anna", "anna@example.invalid")
