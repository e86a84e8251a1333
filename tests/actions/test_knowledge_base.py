"""The knowledge base of the action server: opened once, renewed by a new build, apologised for when it is gone."""

from __future__ import annotations

import logging
import subprocess
import sys
from pathlib import Path

import pytest

import actions.knowledge_base as base
from actions.answer_turn import answer_turn
from knowledge.editing.build import ROOT
from knowledge.store import Address, StoreChanged, StoreError
from knowledge.texts import text
from knowledge.understanding.context import Context
from knowledge.words.answer import Answer
from tests.actions.factories import make_turn
from tests.knowledge.test_build_and_store import small, write


def asked() -> Answer:
    """The answer to one question, as the actions give it."""
    return answer_turn(make_turn("hur mycket", "ask_amount", unit_size="large"), Context()).answer


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the knowledge base of this test is served from; nothing is there yet."""
    monkeypatch.setenv("LOTSEN_KNOWLEDGE", str(tmp_path / "k.sqlite"))
    monkeypatch.delenv("KNOWLEDGE_URL", raising=False)
    monkeypatch.setattr(base, "_opened", None)
    return tmp_path / "k.sqlite"


def test_the_settings_name_the_file_or_the_database() -> None:
    assert Address.from_settings({}).file == Path(".build/knowledge.sqlite")
    assert Address.from_settings({"LOTSEN_KNOWLEDGE": "k.sqlite"}).file == Path("k.sqlite")
    both = Address.from_settings({"LOTSEN_KNOWLEDGE": "k.sqlite", "KNOWLEDGE_URL": "postgresql://a:hemligt@h/db"})
    assert both.file is None
    assert "h/db" in str(both)
    assert "hemligt" not in str(both)


@pytest.mark.parametrize("url", ["mysql://h/db", "sqlite:///k.sqlite", "http://h", "postgresql://h:port/db"])
def test_an_address_of_another_kind_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(StoreError, match=r"KNOWLEDGE_URL .*postgresql://") as refused:
        Address.from_settings({"KNOWLEDGE_URL": url})
    assert url not in str(refused.value)


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


def test_a_missing_file_is_an_apology_in_swedish_to_staff(file: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.ERROR)
    answer = asked()
    assert (answer.kind, answer.text) == ("error", text("search", "unavailable"))
    assert "make setup" in caplog.text
    assert "make setup" not in answer.text
    write(file)
    assert asked().kind == "answer"


def test_a_build_that_comes_in_the_middle_of_an_answer_is_answered_from(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(file)
    first = base.answerer()
    calls = []

    def changed(*arguments: object) -> None:
        calls.append(arguments)
        write(file, small("Beloppet är 7 kr."))
        raise StoreChanged("another build")

    monkeypatch.setattr(first, "answer", changed)
    assert "7 kr" in asked().text
    assert len(calls) == 1


def test_the_action_server_does_not_start_without_a_knowledge_base(file: Path) -> None:
    command = [sys.executable, "-m", "actions"]
    done = subprocess.run(command, cwd=ROOT.parent, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    lines = [line for line in done.stderr.splitlines() if "Warning" not in line and not line.startswith("  ")]
    assert lines[-1] == f"{file} is missing; run 'make setup'"
    assert "Traceback" not in done.stderr
