"""What a fresh process has loaded once it has answered a question: nothing that only builds, checks or edits."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.setup.project import this_project
from knowledge.encoder.packing import pack
from tests.knowledge.factories import encode
from tests.knowledge.test_build_and_store import small, write

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = this_project().root
QUESTION = "hur mycket"
#: Answers one question as the action server does, then says what it answered and what is loaded of the project.
ANSWER = """
import json, sys
from actions.action_answer_question import ActionAnswerQuestion
from actions.answer_turn import answer_turn
from knowledge.understanding.context import Context
from knowledge.understanding.turns import Turn

text, vector = json.loads(sys.argv[1])
turn = Turn(text, vector, "ask_amount", {"ask_amount": 0.9}, {"unit_size": "large"}, text)
answer = answer_turn(turn, Context()).answer
loaded = [name for name in sys.modules if name.split(".")[0] in ("actions", "bot", "knowledge")]
foreign = [name for name in ("rasa", "spacy", "torch", "tensorflow") if name in sys.modules]
print(json.dumps({"text": answer.text, "loaded": sorted(loaded), "foreign": foreign}))
"""
#: How many modules of the project a question may load. It loads 130: one idea a file, and none that answers nothing.
MOST = 135


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    file: Path = tmp_path_factory.mktemp("loaded") / "k.sqlite"
    write(file, small("Beloppet är 5 kr."))
    environ = {**os.environ, "LOTSEN_KNOWLEDGE": str(file), "PYTHONPATH": str(ROOT)}
    environ.pop("KNOWLEDGE_URL", None)
    said = json.dumps([QUESTION, pack(encode([QUESTION])[0])])
    done = subprocess.run(
        [sys.executable, "-c", ANSWER, said], env=environ, cwd=ROOT, capture_output=True, text=True, check=True
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def for_editors_only() -> list[str]:
    """The modules that the import contract names."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    [found] = [one for one in project["tool"]["importlinter"]["contracts"] if "editor" in one["name"]]
    return list(found["forbidden_modules"])


def test_the_question_is_answered(answered: dict[str, Any]) -> None:
    assert "5 kr" in answered["text"]


def test_no_editor_s_code_is_loaded_not_even_while_answering(answered: dict[str, Any]) -> None:
    beside = for_editors_only()
    assert [name for name in answered["loaded"] if any(f"{name}.".startswith(f"{one}.") for one in beside)] == []


def test_neither_bot_nor_a_model_is_loaded(answered: dict[str, Any]) -> None:
    assert [name for name in answered["loaded"] if name.split(".")[0] == "bot"] == []
    assert answered["foreign"] == []


def test_so_many_modules_and_no_more_are_loaded(answered: dict[str, Any]) -> None:
    assert len(answered["loaded"]) <= MOST
