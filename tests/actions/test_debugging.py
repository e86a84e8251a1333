from __future__ import annotations

import asyncio
import dataclasses
import datetime
import json
from typing import Any

import pytest
from rasa_sdk.executor import CollectingDispatcher

from actions.action_answer_question import ActionAnswerQuestion
from actions.answer_turn import answer_turn
from actions.debugging import SHOWN, debug_payload, is_on
from knowledge.answering import Answerer
from knowledge.care import CareTable
from knowledge.limits import GATES, Gates
from knowledge.store import Knowledge
from knowledge.understanding.context import Context
from knowledge.words.answer import Answer
from knowledge.words.query import Query
from knowledge.words.tracing import Trace, below, note, traced
from tests.actions.factories import make_answer, make_question, make_tracker, make_turn
from tests.knowledge.factories import day, make_fact, make_knowledge, make_programme, make_query, no_care

FACTS = [make_fact(f"sida.amount.nr{n}", asks=[f"hur mycket nr{n}"]) for n in "abcdefghijk"]
assert len(FACTS) > SHOWN
KNOWLEDGE = make_knowledge(make_programme("sida", FACTS))


def payload(text: str = "hur mycket nrd") -> dict[str, Any]:
    query = make_query(text, types={"amount": 0.9}, slots={"programme": "sida"})
    with traced() as trace:
        answer = Answerer(KNOWLEDGE, no_care()).answer(query, day("2026-12-01"))
    return debug_payload(make_turn(text, "ask_amount"), Context(), query, answer, trace)


@pytest.fixture
def dispatcher(monkeypatch: pytest.MonkeyPatch) -> CollectingDispatcher:
    monkeypatch.setattr("actions.knowledge_base.answerer", lambda: Answerer(KNOWLEDGE, no_care()))
    return CollectingDispatcher()


def test_the_payload_is_json_and_shows_the_best_candidates_only() -> None:
    found = json.loads(json.dumps(payload()))
    assert len(found["scores"]) == SHOWN
    assert [entry["score"] for entry in found["scores"]] == sorted((e["score"] for e in found["scores"]), reverse=True)
    assert found["scores"][0]["fact"] == found["facts"][0] == "sida.amount.nrd"
    assert found["scores"][0]["best_ask"]["ask"] == "hur mycket nrd"


def test_a_score_is_the_sum_of_the_parts_that_are_shown() -> None:
    for entry in payload()["scores"]:
        whole = entry["likeness"] + entry["question_type"] + sum(entry["lifts"].values())
        assert entry["score"] == pytest.approx(whole, abs=0.002)
        assert entry["lifts"] == {"context_bonus": GATES.context_bonus_opening}


def test_gates_about_facts_that_are_not_shown_are_left_out() -> None:
    shown = {entry["fact"] for entry in payload()["scores"]}
    abouts = {gate["about"] for gate in payload()["gates"] if gate["about"]}
    assert abouts
    assert abouts <= shown | {"sida"}


@pytest.mark.parametrize(("value", "on"), [("1", True), ("0", False), ("true", False), ("", False), (None, False)])
def test_development_mode_is_on_for_1_only(value: str | None, on: bool) -> None:
    assert is_on({} if value is None else {"LOTSEN_DEBUG": value}) is on


@pytest.mark.parametrize("setting", [None, "0", "yes"])
def test_replies_carry_no_debug_unless_it_is_on(
    setting: str | None, dispatcher: CollectingDispatcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LOTSEN_DEBUG", raising=False)
    if setting:
        monkeypatch.setenv("LOTSEN_DEBUG", setting)
    asyncio.run(ActionAnswerQuestion().run(dispatcher, make_tracker("hur mycket nrd"), {}))
    assert "debug" not in dispatcher.messages[0]["custom"]


def test_replies_carry_debug_when_it_is_on(dispatcher: CollectingDispatcher, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOTSEN_DEBUG", "1")
    asyncio.run(ActionAnswerQuestion().run(dispatcher, make_tracker("hur mycket nrd"), {}))
    debug = dispatcher.messages[0]["custom"]["debug"]
    assert debug["query"]["text"] == "hur mycket nrd"
    assert {note["step"]: note for note in debug["decisions"]}["pages"]["decided"] == "answer"


def test_what_was_not_traced_is_shown_as_nothing() -> None:
    found = debug_payload(make_turn("hej"), Context(), make_query("hej"), make_answer(), Trace())
    assert (found["scores"], found["gates"], found["decisions"]) == ([], [], [])


@dataclasses.dataclass
class TracedAnswerer:
    """Leaves the name of what it answers in the trace, and refuses what is not read as a follow-up."""

    care: CareTable = dataclasses.field(default_factory=no_care)
    gates: Gates = GATES
    knowledge: Knowledge = dataclasses.field(default_factory=make_knowledge)

    def answer(self, query: Query, today: datetime.date) -> Answer:
        name = "going on" if query.text != "och sen?" else "alone"
        note("answerable", chance=0.1 if name == "alone" else 0.9, read=name)
        below(name, 1.0, 2.0)
        if name == "alone":
            return make_answer("no_answer", reason="not_in_knowledge")
        return make_answer(programme="sida", facts=("sida.amount.sum",))


def test_the_scores_shown_are_those_of_the_reading_that_was_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("actions.knowledge_base.answerer", TracedAnswerer)
    monkeypatch.setattr(
        "actions.answer_turn.read_follow_up",
        lambda turn, context, query: dataclasses.replace(query, text="hur mycket, och sen?"),
    )
    monkeypatch.setenv("LOTSEN_DEBUG", "1")
    context = Context(slots={"programme": "sida"}, question=make_question("hur mycket"), at=5.0)
    debug = answer_turn(make_turn("och sen?", "ask_amount"), context).debug
    assert debug is not None
    assert [gate["name"] for gate in debug["gates"]] == ["going on", "risk"]
    assert [found["read"] for found in debug["decisions"] if found["step"] == "answerable"] == ["going on"]
    [turn] = [found for found in debug["decisions"] if found["step"] == "turn"]
    assert (turn["decided"], turn["rejected"]) == ("follow-up", "no_answer")
