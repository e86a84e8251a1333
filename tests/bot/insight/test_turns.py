from __future__ import annotations

import pytest

from bot.insight.event_store import StoredTurn
from bot.insight.turns import MAX_WAITING, TurnReader
from tests.bot.insight.factories import NOON, bot_event, half, listen, user_event


def read(*events: dict) -> list[StoredTurn]:
    reader = TurnReader()
    return [turn for event in events if (turn := reader.read(event))]


def test_a_question_and_its_reply_become_one_turn() -> None:
    source = {"id": "sida", "title": "Sidan", "updated": "2021-11-09", "quote": "Orden", "url": "https://example.org"}
    reply = bot_event(about={"topic": "glesbygd", "question_type": "amount"}, sources=[source])
    [turn] = read(user_event("hur mycket"), reply, listen())
    assert (turn.answer_id, turn.at, turn.question, turn.kind) == ("answer-1", NOON, "hur mycket", "answer")
    assert (turn.topic, turn.question_type, turn.facts) == ("glesbygd", "amount", ("a.b.c",))
    assert turn.sources == ({"id": "sida", "title": "Sidan", "updated": "2021-11-09"},)
    assert turn.vector == half("hur mycket")


def test_who_asked_is_not_kept_and_cannot_be_computed() -> None:
    events = (user_event("ett"), bot_event(), user_event("två"), bot_event(), user_event("tre", "s2"), bot_event("s2"))
    one, two, three = read(*events)
    assert one.conversation == two.conversation != three.conversation
    assert "s1" not in repr(one)
    [again] = read(user_event("ett"), bot_event())  # another process
    assert again.conversation != one.conversation


def test_a_turn_that_ends_in_silence_is_an_error() -> None:
    [turn] = read(user_event("hur mycket"), listen())
    assert (turn.kind, turn.reason, turn.facts) == ("error", None, ())
    assert turn.answer_id


@pytest.mark.parametrize("reply", [bot_event(kind="smalltalk", answer_id=None), listen()])
def test_a_reply_without_an_id_is_stored_under_the_message_that_it_answers(reply: dict) -> None:
    [turn] = read({**user_event("hej"), "message_id": "4b6d0f1e2a3b4c0d7e3a5b9c1f4e2a8b"}, reply)
    assert turn.answer_id == "4b6d0f1e2a3b4c0d7e3a5b9c1f4e2a8b"


def test_a_second_message_of_a_turn_is_no_second_turn() -> None:
    assert len(read(user_event("hej"), bot_event(), bot_event(), listen())) == 1


def test_conversations_do_not_mix() -> None:
    turns = read(user_event("ett"), user_event("två", "s2"), bot_event("s2"), bot_event())
    assert [turn.question for turn in turns] == ["två", "ett"]


@pytest.mark.parametrize(
    ("entities", "topic"),
    [
        ([], None),
        ([{"entity": "programme", "value": "glesbygd"}, {"entity": "patient_group", "value": "x"}], "glesbygd"),
        ([{"entity": "patient_group", "value": "asylum_seeker"}], "care-rights"),
        ([{"entity": "care_type", "value": "dental"}], "care-rights"),
        ([{"entity": "unit_size", "value": "small"}], None),
    ],
)
def test_a_refusal_s_topic_is_what_the_question_names(entities: list[dict], topic: str | None) -> None:
    [turn] = read(user_event("x", entities=entities), bot_event(kind="no_answer", reason="out_of_scope", facts=[]))
    assert (turn.topic, turn.question_type) == (topic, "amount")


@pytest.mark.parametrize(
    ("fact", "topic"),
    [
        ("glesbygd.purpose.assignment", "glesbygd"),
        ("care-rights.fee.x", "care-rights"),
        ("care.eu.adult", "care-rights"),
    ],
)
def test_an_answer_about_an_answer_has_its_facts_topic(fact: str, topic: str) -> None:
    [turn] = read(user_event("var står det?"), bot_event(facts=[fact]))
    assert turn.topic == topic


@pytest.mark.parametrize("event", [{}, {"event": "slot"}, {"event": "bot"}, {"event": "user", "text": ""}, listen()])
def test_other_events_say_nothing(event: dict) -> None:
    assert read(event) == []


def test_unanswered_questions_do_not_pile_up() -> None:
    reader = TurnReader()
    for n in range(MAX_WAITING + 5):
        reader.read(user_event("x", f"s{n}"))
    assert reader.read(bot_event("s0")) is None
    assert reader.read(bot_event(f"s{MAX_WAITING}")) is not None


def test_what_a_second_reading_did_comes_along() -> None:
    [turn] = read(user_event("hur mycket"), bot_event(about={"reader": {"outcome": "agreed"}}))
    assert turn.reader == {"outcome": "agreed"}
