from __future__ import annotations

from pathlib import Path

import pytest

import actions.knowledge_base as base
from knowledge.store import StoreError
from tests.knowledge.factories import no_care
from tests.knowledge.test_build_and_store import small, write


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the knowledge base of this test is served from; nothing is there yet."""
    monkeypatch.setenv(base.SETTING, str(tmp_path / "k.sqlite"))
    monkeypatch.setattr(base, "_opened", None)
    monkeypatch.setattr(base, "load_care", lambda root: no_care())
    return tmp_path / "k.sqlite"


def test_the_setting_names_the_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert base.path() == file
    monkeypatch.delenv(base.SETTING)
    assert base.path() == Path(base.DEFAULT)


def test_the_knowledge_base_is_opened_once(file: Path) -> None:
    write(file)
    assert base.answerer() is base.answerer()


def test_a_new_build_is_picked_up_without_a_restart(file: Path) -> None:
    write(file, small("Beloppet är 5 kr."))
    first = base.answerer()
    write(file, small("Beloppet är 7 kr."))
    second = base.answerer()
    assert second is not first
    assert second.knowledge.facts["bidrag.amount.a"].text == "Beloppet är 7 kr."


def test_a_missing_file_is_refused_with_the_command_and_found_once_built(file: Path) -> None:
    with pytest.raises(StoreError, match="make setup"):
        base.answerer()
    write(file)
    assert base.answerer().knowledge.facts
