"""One turn through a made-up knowledge base, and the actions around it."""

from __future__ import annotations

import asyncio
import dataclasses
import datetime
import time
from pathlib import Path
from typing import Any

import pytest
from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.utils import call_potential_coroutine
from ruamel.yaml import YAML

from actions.action_answer_question import ActionAnswerQuestion
from actions.action_say_age import ActionSayAge
from actions.action_say_whom_to_ask import ActionSayWhomToAsk
from actions.action_shorten import ActionShorten
from actions.action_show_quote import ActionShowQuote
from actions.answer_turn import answer_turn, changes
from actions.rendering import send
from knowledge.care import CareTable
from knowledge.limits import GATES, Gates
from knowledge.store import Knowledge
from knowledge.understanding.context import Context
from knowledge.words.answer import Answer, Button
from knowledge.words.query import Query
from tests.actions.factories import SOURCE, entity, make_answer, make_question, make_tracker, make_turn
from tests.knowledge.factories import make_knowledge, no_care

ROOT = Path(__file__).parents[2]
ACTIONS = (ActionAnswerQuestion, ActionSayAge, ActionSayWhomToAsk, ActionShorten, ActionShowQuote)
ABOUT = (ActionSayAge, ActionShorten, ActionShowQuote)
REFUSAL = make_answer("no_answer", text="Vet inte.", reason="out_of_scope")


@dataclasses.dataclass
class FakeAnswerer:
    """Gives one answer and remembers what it was asked."""

    reply: Answer
    care: CareTable = dataclasses.field(default_factory=no_care)
    gates: Gates = GATES
    knowledge: Knowledge = dataclasses.field(default_factory=make_knowledge)
    asked: list[tuple[Query, datetime.date]] = dataclasses.field(default_factory=list)

    def answer(self, query: Query, today: datetime.date) -> Answer:
        self.asked.append((query, today))
        return self.reply


@pytest.fixture
def answerer(monkeypatch: pytest.MonkeyPatch) -> FakeAnswerer:
    fake = FakeAnswerer(make_answer(text="Nytt svar.", programme="utlysning-2021"))
    monkeypatch.setattr("actions.knowledge_base.answerer", lambda: fake)
    monkeypatch.setenv("LOTSEN_TODAY", "2021-11-23")
    return fake


def run(action: type[Action], tracker: Tracker) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The messages and events of one action."""
    dispatcher = CollectingDispatcher()
    events = asyncio.run(call_potential_coroutine(action().run(dispatcher, tracker, {})))
    return dispatcher.messages, events


def slots_of(events: list[dict[str, Any]]) -> dict[str, Any]:
    assert all(event["event"] == "slot" for event in events)
    return {event["name"]: event["value"] for event in events}


def test_a_turn_is_answered_for_the_fixed_day_and_remembered(answerer: FakeAnswerer) -> None:
    answered = answer_turn(make_turn("hur mycket", "ask_amount"), Context(at=5.0))
    assert dataclasses.replace(answered.answer, understood=()) == answerer.reply
    assert [part["slot"] for part in answered.answer.understood] == ["programme"]
    [(query, today)] = answerer.asked
    assert (query.text, today) == ("hur mycket", datetime.date(2021, 11, 23))
    slots = slots_of(answered.events)
    assert slots["programme"] == "utlysning-2021"
    assert slots["memory"]["question"]["text"] == "hur mycket"


def test_every_slot_that_is_remembered_is_in_the_domain(answerer: FakeAnswerer) -> None:
    declared = YAML(typ="safe").load((ROOT / "domain" / "slots.yml").read_text(encoding="utf-8"))["slots"]
    answered = answer_turn(make_turn("hur mycket"), Context())
    assert set(slots_of(answered.events)) <= set(declared)


@pytest.mark.parametrize("action", ACTIONS)
def test_an_action_is_named_as_its_file_and_stands_in_the_domain(action: type[Action]) -> None:
    declared = YAML(typ="safe").load((ROOT / "domain" / "actions.yml").read_text(encoding="utf-8"))["actions"]
    assert action().name() == action.__module__.rsplit(".", 1)[-1]
    assert action().name() in declared


def test_a_question_is_answered_with_text_contract_and_memory(answerer: FakeAnswerer) -> None:
    messages, events = run(ActionAnswerQuestion, make_tracker("hur mycket"))
    [message] = messages
    assert message["text"] == "Nytt svar."
    custom = dict(message["custom"])
    assert custom.pop("answer_id")
    [assumed] = custom.pop("understood")
    assert (assumed["slot"], assumed["value"], assumed["inferred"]) == ("programme", "utlysning-2021", True)
    expected = answerer.reply.contract()
    del expected["understood"]
    assert custom == expected
    assert slots_of(events)["memory"]["facts"] == ["a.b.c"]


def test_what_is_not_known_is_refused(answerer: FakeAnswerer) -> None:
    answerer.reply = REFUSAL
    [message], events = run(ActionAnswerQuestion, make_tracker("vad blir det för väder", "out_of_scope"))
    assert message["custom"]["reason"] == "out_of_scope"
    assert slots_of(events)["memory"]["question"] is None


def test_likely_small_talk_is_answered_as_such_where_nothing_is_known(answerer: FakeAnswerer) -> None:
    answerer.reply = REFUSAL
    tracker = make_tracker("tjabba", "nlu_fallback", ranking={"nlu_fallback": 0.5, "greet": 0.4})
    [message], events = run(ActionAnswerQuestion, tracker)
    assert message["response"] == "utter_greet"
    assert events == []


def test_a_known_answer_goes_before_small_talk(answerer: FakeAnswerer) -> None:
    [message], _ = run(ActionAnswerQuestion, make_tracker("hej, hur mycket", ranking={"greet": 0.9}))
    assert message["text"] == "Nytt svar."


@pytest.mark.parametrize("buttons", [(), (Button("Utlysning 2021", "Utlysning 2021"),)])
def test_an_answer_is_sent_as_one_message(buttons: tuple[Button, ...]) -> None:
    dispatcher = CollectingDispatcher()
    send(dispatcher, make_answer("clarify", text="Vilket?", buttons=buttons))
    [message] = dispatcher.messages
    assert message["buttons"] == [{"title": button.title, "payload": button.payload} for button in buttons]
    assert message["custom"]["kind"] == "clarify"


# --- about the last answer ---


def answered() -> Context:
    return Context(
        slots={"programme": "utlysning-2021"},
        question=make_question(),
        facts=("a.b.c",),
        sources=(SOURCE,),
        short="Beloppet var 5 kr.",
        at=time.time(),
    )


@pytest.mark.parametrize(
    ("action", "words"),
    [(ActionShowQuote, "”Orden”"), (ActionSayAge, "daterad 9 november 2021"), (ActionShorten, "Beloppet var 5 kr.")],
)
def test_the_last_answer_is_explained(answerer: FakeAnswerer, action: type[Action], words: str) -> None:
    [message], events = run(action, make_tracker("var står det", "ask_source", context=answered()))
    assert words in message["text"]
    assert message["custom"]["facts"] == ["a.b.c"]
    assert events == []
    assert answerer.asked == []


@pytest.mark.parametrize("action", ABOUT)
def test_without_a_last_answer_that_is_said(answerer: FakeAnswerer, action: type[Action]) -> None:
    answerer.reply = REFUSAL
    [message], events = run(action, make_tracker("var står det", "ask_source"))
    assert "Ställ en fråga först" in message["text"]
    assert message["custom"]["reason"] == "unclear"
    assert events == []


@pytest.mark.parametrize("action", ABOUT)
def test_a_message_that_names_another_programme_is_a_question_of_its_own(
    answerer: FakeAnswerer, action: type[Action]
) -> None:
    text = "hur gammal är Färdplanen"
    found = [entity(text, "Färdplanen", "programme", "fardplan")]
    [message], events = run(action, make_tracker(text, "ask_information_age", entities=found, context=answered()))
    assert message["text"] == "Nytt svar."
    assert slots_of(events)["memory"]["question"]["text"] == text


def test_naming_the_same_programme_still_asks_about_the_answer(answerer: FakeAnswerer) -> None:
    text = "hur gammal är uppgiften om Utlysning 2021"
    found = [entity(text, "Utlysning 2021", "programme", "utlysning-2021")]
    [message], _ = run(ActionSayAge, make_tracker(text, "ask_information_age", entities=found, context=answered()))
    assert "daterad 9 november 2021" in message["text"]


def test_an_unsure_reading_is_tried_as_a_question_first(answerer: FakeAnswerer) -> None:
    tracker = make_tracker(
        "sedan när har den funnits", "ask_information_age", ranking={"ask_information_age": 0.4}, context=answered()
    )
    [message], _ = run(ActionSayAge, tracker)
    assert message["text"] == "Nytt svar."
    answerer.reply = REFUSAL
    [message], events = run(ActionSayAge, tracker)
    assert "daterad 9 november 2021" in message["text"]
    assert events == []


def test_only_what_changes_a_slot_is_an_event() -> None:
    events = [SlotSet("programme", "glesbygd"), SlotSet("unit_size", None), SlotSet("memory", {"at": 2.0})]
    slots = {"programme": "glesbygd", "unit_size": None, "memory": {"at": 1.0}}
    assert changes(events, slots) == [SlotSet("memory", {"at": 2.0})]
    assert changes(events, {"unit_size": "large"}) == events
