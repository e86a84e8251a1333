"""A second reading around one turn: what is answered, put back, remembered and told of it."""

from __future__ import annotations

import asyncio
import dataclasses
import datetime
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rasa_sdk.executor import CollectingDispatcher

from actions.__main__ import check_reader
from actions.action_answer_question import ActionAnswerQuestion
from actions.answer_turn import answer_turn
from actions.second_reading import let_on, second_reading
from bot.reader.client import ChatClient, ReaderFailure
from bot.reader.prompting import version
from bot.reader.reader import Reader, Second
from bot.reader.settings import ReaderSettings
from knowledge.care import CareTable
from knowledge.editing.care import load_care
from knowledge.limits import GATES, Gates
from knowledge.store import Knowledge
from knowledge.understanding.context import CERTAINTY, Context
from knowledge.understanding.proposing import Proposal, Value
from knowledge.words.answer import Answer
from knowledge.words.query import CARE, Query
from tests.actions.factories import NOW, make_answer, make_tracker, make_turn
from tests.bot.reader.fake_model import always, serving
from tests.bot.reader.readings import reading, said
from tests.knowledge.factories import make_knowledge

ROOT = Path(__file__).parents[2]
TABLE = load_care(ROOT / "knowledge")
TEXT = "får papperslösa tandvård"


def answer_of(group: str, **fields: Any) -> Answer:
    made = make_answer(text=f"Svar om {group}.", facts=(f"care.{group}",), programme=CARE, question_type="care_right")
    return dataclasses.replace(made, question=f"Vad gäller {group}?", likeness=1.0, lead=1.0, **fields)


@dataclasses.dataclass
class FakeAnswerer:
    """Answers by the group that is said; refuses where none is."""

    care: CareTable = dataclasses.field(default_factory=lambda: TABLE)
    gates: Gates = dataclasses.field(default_factory=lambda: dataclasses.replace(GATES, risk=1.0))
    knowledge: Knowledge = dataclasses.field(default_factory=make_knowledge)

    def answer(self, query: Query, today: datetime.date) -> Answer:
        group = query.said.get("patient_group")
        return answer_of(group) if group else make_answer("no_answer", text="Vet inte.", reason="not_in_knowledge")


class FakeSource:
    def __init__(self, given: Any) -> None:
        self.given = given
        self.asked = 0

    async def read(self, system: str, schema: Any, request: Any) -> Any:
        self.asked += 1
        if isinstance(self.given, Exception):
            raise self.given
        return self.given


@pytest.fixture(autouse=True)
def _answerer(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr("actions.knowledge_base.answerer", FakeAnswerer)
    monkeypatch.setenv("LOTSEN_TODAY", "2026-11-22")
    yield
    let_on(None)


def proposing(group: str, **fields: Any) -> Second:
    return Second(Proposal(slots={"patient_group": Value(group, (4, 15))}, **fields), milliseconds=12)


def run(given: Any, context: Context | None = None) -> tuple[list[dict[str, Any]], list[dict[str, Any]], FakeSource]:
    """The messages and events of one turn that a source reads too."""
    source = FakeSource(given)
    let_on(Reader(source, "namn"))
    dispatcher = CollectingDispatcher()
    entities = [{"entity": "patient_group", "value": "undocumented", "start": 4, "end": 15}]
    tracker = make_tracker(TEXT, "ask_care_right", entities=entities, context=context)
    events = asyncio.run(ActionAnswerQuestion().run(dispatcher, tracker, {}))
    return dispatcher.messages, events, source


def turn(group: str | None = "undocumented") -> Any:
    return make_turn(TEXT, "ask_care_right", **({"patient_group": group} if group else {}))


def test_the_same_reading_leaves_the_answer_as_it_was() -> None:
    alone = answer_turn(turn(), Context(at=NOW))
    both = answer_turn(turn(), Context(at=NOW), proposing("undocumented"))
    assert (both.answer, both.events) == (alone.answer, alone.events)
    assert alone.reader is None
    assert both.reader is not None
    assert both.reader["outcome"] == "agreed"


def test_another_answer_is_put_back_and_either_can_be_had() -> None:
    found = answer_turn(turn(), Context(at=NOW), proposing("visitor"))
    assert (found.answer.kind, found.answer.reason, found.answer.facts) == ("clarify", "unsure", ())
    assert [button.payload for button in found.answer.buttons] == ["Vad gäller undocumented?", "Vad gäller visitor?"]
    memory = next(event["value"] for event in found.events if event["name"] == "memory")
    assert memory["missing"] == CERTAINTY
    assert memory["offered"]["facts"] == ("care.undocumented",)  # a yes takes the first
    assert found.reader is not None
    assert (found.reader["outcome"], found.reader["differs"]) == ("asked_back", ["patient_group"])


def test_what_the_own_reading_refuses_is_at_most_asked() -> None:
    found = answer_turn(turn(None), Context(at=NOW), proposing("visitor"))
    assert found.answer.kind == "clarify"
    assert [button.payload for button in found.answer.buttons] == ["Vad gäller visitor?"]
    slots = {event["name"]: event["value"] for event in found.events}
    assert slots["patient_group"] == "visitor"  # once somebody says yes, it is what was meant


def test_what_was_put_back_is_not_read_a_second_time() -> None:
    messages, _, source = run(reading(group=said("visitor", "papperslösa")), Context(missing=CERTAINTY, at=time.time()))
    assert source.asked == 0
    assert messages[0]["text"] == "Svar om undocumented."


def test_a_reading_counts_alone_only_where_it_is_measured() -> None:
    alone = dataclasses.replace(proposing("visitor"), alone=True)
    assert answer_turn(turn(), Context(at=NOW), alone).answer.facts == ("care.visitor",)


def test_every_event_has_the_prompt_and_what_became_of_the_reading() -> None:
    messages, _, source = run(reading(group=said("martian", "papperslösa"), manner="yes_no"))
    assert source.asked == 1
    about = messages[0]["metadata"]["about"] if "metadata" in messages[0] else messages[0]["about"]
    told = dict(about["reader"])
    assert isinstance(told.pop("milliseconds"), int)
    assert told == {
        "prompt": version(),
        "model": "namn",
        "outcome": "agreed",
        "why": "",
        "differs": [],
        "dropped": 1,
        "kept": False,
    }
    assert "reader" not in messages[0]["custom"]


def test_without_a_reader_events_are_as_they_were() -> None:
    dispatcher = CollectingDispatcher()
    asyncio.run(ActionAnswerQuestion().run(dispatcher, make_tracker(TEXT, "ask_care_right"), {}))
    assert "reader" not in str(dispatcher.messages)


@pytest.mark.parametrize("given", [ReaderFailure("timeout"), "Ja, det går bra.", {"asks": []}, None, []])
def test_whatever_fails_the_own_reading_answers(given: Any) -> None:
    messages, events, _ = run(given)
    assert messages[0]["text"] == "Svar om undocumented."
    assert events


def test_a_slow_model_holds_up_no_other_turn_and_this_one_no_longer_than_its_limit() -> None:
    async def two_turns(url: str) -> tuple[list[Second | None], float]:
        let_on(Reader(ChatClient(ReaderSettings(url, "trög", timeout=0.4))))
        start = time.monotonic()
        found = await asyncio.gather(*(second_reading(turn(), Context(at=float(at))) for at in range(2)))
        return list(found), time.monotonic() - start

    with serving(always(reading())) as model:
        model.wait = 2.0
        found, seconds = asyncio.run(two_turns(model.url))
    assert [one.why for one in found if one] == ["timeout", "timeout"]
    assert seconds < 0.75


def test_nothing_of_it_is_loaded_while_it_is_off() -> None:
    code = "import sys, actions.action_answer_question; print([n for n in sys.modules if n.startswith('bot.reader')])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_an_address_in_the_settings_lets_a_reader_on(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(always(reading(group=said("visitor", "papperslösa")))) as model:
        monkeypatch.setenv("LOTSEN_READER_URL", model.url)
        monkeypatch.setenv("LOTSEN_READER_MODEL", "namn")
        second = asyncio.run(second_reading(turn(), Context(at=NOW)))
    assert second is not None
    assert second.proposal is not None
    assert second.proposal.slots["patient_group"].value == "visitor"


def test_the_action_server_does_not_start_with_settings_that_cannot_be_used(monkeypatch: pytest.MonkeyPatch) -> None:
    check_reader()  # off
    monkeypatch.setenv("LOTSEN_READER_URL", "http://127.0.0.1:11434/v1")
    with pytest.raises(SystemExit, match="LOTSEN_READER_MODEL"):
        check_reader()
