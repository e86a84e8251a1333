from __future__ import annotations

import dataclasses
import io
import os
import re
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from bot.explaining.shell import OTHER, VIEWS, Shell
from bot.explaining.tables import MEANINGS
from knowledge.limits import Gates

ROOT = Path(__file__).parents[3]

DEBUG: dict[str, Any] = {
    "query": {"text": "hur mycket", "out_of_scope": 0.01, "previous": None},
    "scores": [
        {
            "fact": "sida.amount.max", "score": 1.2, "likeness": 0.7, "question_type": 0.35,
            "best_ask": {"ask": "hur mycket kan man få", "vector": 0.5, "characters": 0.9, "words": 0.8},
            "lifts": {"context_bonus": 0.15},
        }
    ],
    "gates": [
        {"name": "answer", "value": 0.7, "limit": 0.28, "comparison": "<", "held": False, "about": "sida.amount.max"}
    ],
    "decisions": [{"step": "care_cell", "right": "yes", "rules": ["like_asylum"]}],
}  # fmt: skip


class FakeReply:
    def __init__(self, typed: str, debug: dict[str, Any]) -> None:
        self.typed = self.masked = typed
        self.debug = debug
        custom = {"kind": "answer", "facts": ["sida.amount.max"], "answer_id": "id-1", "debug": debug}
        self.messages = [
            {"text": "[bold] 60 000 kronor", "custom": custom, "buttons": [{"title": "A", "payload": "a"}]}
        ]
        self.parse = {"text": typed, "intent_ranking": [{"name": "ask_amount", "confidence": 0.987}], "entities": []}
        self.slots = {"programme": "sida"}
        self.action, self.policy = "action_answer_question", "RulePolicy 1.00"


class FakeAssistant:
    def __init__(self, debug: dict[str, Any] | None = None) -> None:
        self.debug = DEBUG if debug is None else debug
        self.said: list[str] = []
        self.resets = 0

    def say(self, text: str) -> Any:
        self.said.append(text)
        return FakeReply(text, self.debug)

    def reset(self) -> None:
        self.resets += 1


def talk(*lines: str, assistant: FakeAssistant | None = None) -> str:
    out = io.StringIO()
    Shell(assistant or FakeAssistant(), Console(file=out, width=200)).run(lines)
    return out.getvalue()


@pytest.mark.parametrize(
    ("view", "shown"),
    [
        ("/parse", ["ask_amount", "0.987"]),
        ("/slots", ["programme", "sida"]),
        ("/query", ["out_of_scope", "0.01"]),
        ("/facts", ["sida.amount.max"]),
        ("/scores", ["0.700", "context_bonus +0.15", "hur mycket kan man få"]),
        ("/gates", ["answer", "0.280", "no", "nothing is near enough", "care_cell", "like_asylum"]),
    ],
)
def test_each_view_shows_what_is_behind_the_last_reply(view: str, shown: list[str]) -> None:
    printed = talk("hur mycket", view)
    for words in shown:
        assert words in printed


def test_every_view_is_tested_and_in_the_help() -> None:
    printed = talk("/help")
    assert all(name in printed for name in [*VIEWS, *OTHER])


def test_the_reply_is_printed_as_written() -> None:
    assert "bot> [bold] 60 000 kronor" in talk("hur mycket")


def test_a_view_can_follow_every_reply() -> None:
    printed = talk("/slots on", "ett", "två", "/slots off", "tre")
    assert printed.count("sida") - printed.count("sida.amount") == 2


def test_a_view_before_any_message_says_so() -> None:
    assert "Nothing has been said yet" in talk("/parse")


def test_small_talk_has_no_scores_and_says_who_spoke() -> None:
    assert "was not asked: action_answer_question" in talk("hej", "/scores", assistant=FakeAssistant({}))


def test_an_unknown_command_is_not_sent() -> None:
    assistant = FakeAssistant()
    assert "/foo is not a command" in talk("/foo bar", assistant=assistant)
    assert assistant.said == []


def test_the_day_is_fixed_and_freed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOTSEN_TODAY", "2020-01-01")
    assert "2021-11-01" in talk("/today 2021-11-01")
    assert os.environ["LOTSEN_TODAY"] == "2021-11-01"
    assert "Write the day" in talk("/today igår")
    assert os.environ["LOTSEN_TODAY"] == "2021-11-01"
    talk("/today")
    assert "LOTSEN_TODAY" not in os.environ


def test_a_reset_forgets_and_quit_leaves() -> None:
    assistant = FakeAssistant()
    printed = talk("hej", "/reset", "/parse", "/quit", "mer", assistant=assistant)
    assert assistant.resets == 1
    assert assistant.said == ["hej"]
    assert "Nothing has been said yet" in printed


def test_every_gate_that_is_asked_about_says_what_it_leads_to() -> None:
    asked = set()
    for file in (ROOT / "knowledge").rglob("*.py"):
        asked |= set(re.findall(r'(?:at_least|at_most|below)\(\s*"(\w+)"', file.read_text(encoding="utf-8")))
    assert {"gap", "sure", "gap_lead", "companion"} <= asked
    assert asked <= set(MEANINGS)
    assert set(MEANINGS) <= {field.name for field in dataclasses.fields(Gates)}
