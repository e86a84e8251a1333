from __future__ import annotations

import copy
from typing import Any

import pytest
import spacy
from jsonschema import ValidationError, validate
from rasa.core.actions.action import RemoteAction
from rasa.engine.storage.resource import Resource
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig, read_endpoint_config

from bot.components import once
from bot.components.once import SharedSpacyNLP, load_pipeline, whole_call
from bot.setup.project import this_project

GOOD = {"events": [{"event": "slot", "name": "memory", "value": {"at": 1.0}, "timestamp": None}], "responses": []}
BAD: list[dict[str, Any]] = [
    {**GOOD, "responses": "hej"},
    {**GOOD, "responses": ["hej"]},
    {**GOOD, "events": [{"event": "slot", "value": 1}]},
    {**GOOD, "events": [{"event": "no such event"}]},
]


@pytest.fixture
def action() -> RemoteAction:
    return RemoteAction("action_answer_question", None)


def test_a_reply_in_the_right_form_passes(action: RemoteAction) -> None:
    assert action._validate_action_result(copy.deepcopy(GOOD)) is True
    assert action._validate_action_result({}) is True


@pytest.mark.parametrize("reply", BAD)
def test_what_rasas_own_check_refuses_is_refused_in_the_same_place(reply: dict[str, Any], action: RemoteAction) -> None:
    with pytest.raises(ValidationError) as theirs:
        validate(reply, RemoteAction.action_response_format_spec())
    with pytest.raises(ValidationError, match="not in the form that Rasa expects") as ours:
        action._validate_action_result(reply)
    assert ours.value.absolute_path == theirs.value.absolute_path
    assert ours.value.message.startswith(theirs.value.message)


def test_the_schema_is_checked_once_for_many_replies(action: RemoteAction, monkeypatch: pytest.MonkeyPatch) -> None:
    once.reply_validator.cache_clear()
    kind = type(once.reply_validator())
    once.reply_validator.cache_clear()
    checked = []
    monkeypatch.setattr(kind, "check_schema", lambda schema, **options: checked.append(schema))
    for _ in range(3):
        action._validate_action_result(copy.deepcopy(GOOD))
    assert len(checked) == 1
    once.reply_validator.cache_clear()


def test_events_are_read_back_as_what_they_were() -> None:
    assert Event.resolve_by_type("slot") is SlotSet
    assert Event.resolve_by_type("user") is UserUttered
    with pytest.raises(ValueError, match="Unknown event"):
        Event.resolve_by_type("no such event")
    assert Event.from_parameters({"event": "slot", "name": "memory", "value": 1}) == SlotSet("memory", 1)


def test_both_nodes_of_the_graph_share_one_pipeline(tmp_path: Any) -> None:
    spacy.blank("sv").to_disk(tmp_path / "pipeline")
    load_pipeline.cache_clear()
    config = {"model": str(tmp_path / "pipeline")}
    first, second = (SharedSpacyNLP.create(config, None, Resource("spacy"), None) for _ in range(2))  # type: ignore[arg-type]
    assert first.provide().model is second.provide().model
    assert first.provide().model.lang == "sv"
    load_pipeline.cache_clear()


def test_a_call_of_the_action_server_holds_the_latest_message_and_slots_and_no_history() -> None:
    domain = Domain.from_dict({"slots": {"memory": {"type": "any", "mappings": [{"type": "custom"}]}}})
    said = [UserUttered(text, {"name": "ask_amount"}) for text in ("hur mycket?", "och för en liten?")]
    tracker = DialogueStateTracker.from_events("somebody", [said[0], SlotSet("memory", 1), said[1]], domain.slots)
    action = RemoteAction("action_answer_question", EndpointConfig("http://127.0.0.1/webhook"))
    whole, call = whole_call(action, tracker, domain), action._action_call_format(tracker, domain)
    assert [event["event"] for event in whole["tracker"]["events"]] == ["user", "slot", "user"]
    assert call["tracker"]["events"] == []
    assert call["tracker"]["latest_message"]["text"] == "och för en liten?"
    assert call["tracker"]["slots"]["memory"] == 1
    whole["tracker"]["events"] = []
    assert call == whole


def test_the_domain_stays_at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOTSEN_ACTION_PORT", "5055")
    monkeypatch.setenv("LOTSEN_INSIDE_SECRET", "a secret of the tests")
    endpoint = read_endpoint_config(str(this_project().root / "endpoints.yml"), "action_endpoint")
    action = RemoteAction("action_answer_question", endpoint)
    tracker = DialogueStateTracker.from_events("somebody", [UserUttered("hej")], [])
    assert "domain" not in action._action_call_format(tracker, Domain.load(str(this_project().root / "domain")))
