"""Every conversation of this folder, played on each of its days against the whole assistant."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.evaluation.conversations import report
from bot.evaluation.conversations.known_facts import known_ids, unknown_facts
from bot.evaluation.conversations.model import NO_STATUS, Conversation
from bot.evaluation.conversations.playing import Played, play
from bot.evaluation.conversations.reading import read
from knowledge.editing.care import load_care
from knowledge.editing.reading import yaml_files
from knowledge.words.vocabulary import KINDS, REASONS, STATES

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.evaluation.in_process import InProcessBot

ROOT = Path(__file__).parents[2]
CONVERSATIONS = read([Path(__file__).parent])
LEAST = 80  # a set that shrinks is noticed


class NotAsExpected(AssertionError):
    """Shown as the report of the conversation; the only failure that a known failure may be."""


@pytest.fixture(scope="module")
def played(bot: InProcessBot) -> Callable[[Conversation, datetime.date], Played]:
    """Plays each conversation once a day, however many tests look at it."""
    bot.read_ahead(turn.say for one in CONVERSATIONS for turn in one.turns if turn.say)
    seen: dict[tuple[str, datetime.date], Played] = {}

    def once(conversation: Conversation, day: datetime.date) -> Played:
        if (conversation.id, day) not in seen:
            seen[conversation.id, day] = play(conversation, day, bot)
        return seen[conversation.id, day]

    return once


def cases() -> list[object]:
    found = []
    for one in CONVERSATIONS:
        for day in one.today:
            why = one.known_failure_on(day)
            marks = [pytest.mark.xfail(reason=why, strict=True, raises=NotAsExpected)] if why else []
            found.append(pytest.param(one, day, id=f"{one.id}-{day}", marks=marks))
    return found


@pytest.mark.model
@pytest.mark.parametrize(("conversation", "day"), cases())
def test_conversation(
    conversation: Conversation, day: datetime.date, played: Callable[[Conversation, datetime.date], Played]
) -> None:
    result = played(conversation, day)
    if not result.right:
        raise NotAsExpected("\n" + report.told(result))


@pytest.mark.model
def test_the_facts_that_are_named_exist() -> None:
    assert unknown_facts(CONVERSATIONS, known_ids()) == []


@pytest.mark.model
def test_every_intent_and_action_is_met_in_a_turn_that_goes_right(
    bot: InProcessBot, played: Callable[[Conversation, datetime.date], Played]
) -> None:
    intents, actions = set(), set()
    for one in CONVERSATIONS:
        for day in one.today:
            if played(one, day).right:
                read_as, done = bot.trace(f"{one.id}-{day.isoformat()}")
                intents.update(read_as)
                actions.update(done)
    domain = bot.agent.domain
    assert set(intents_of_the_project()) - intents == set()
    # "ja" is taken up by an action, which utters the response itself where nothing was asked
    assert set(domain.user_actions) - actions == {"utter_affirm"}


def intents_of_the_project() -> list[str]:
    return [str(intent) for intent in yaml_files.load(ROOT / "domain" / "intents.yml")["intents"]]


def expected(field: str) -> set[str]:
    """All values that some turn on some day is to have; those of known failures do not count."""
    values: set[str] = set()
    for one in CONVERSATIONS:
        for day in one.today:
            if one.known_failure_on(day) is None:
                for turn in one.turns:
                    value = getattr(turn.expected_on(day), field)
                    values.update([value] if isinstance(value, str) else value or [])
    return values


def test_every_outcome_is_expected_somewhere() -> None:
    reachable = set(KINDS) - {"error"}  # what a failing part leads to is tested at the channel
    assert reachable - expected("kind") == set()
    assert set(STATES) - expected("status") - {NO_STATUS} == set()


@pytest.mark.parametrize("reason", REASONS)
def test_every_refusal_reason_is_expected_somewhere(reason: str) -> None:
    assert reason in expected("reason")


def test_every_programme_is_cited_somewhere() -> None:
    pages = {str(page["id"]) for page in yaml_files.load(ROOT / "knowledge" / "sources" / "pages.yml")}
    assert pages - expected("sources") == set()


@pytest.mark.model
def test_every_patient_group_is_met_in_a_turn_that_goes_right(
    played: Callable[[Conversation, datetime.date], Played],
) -> None:
    right = [result for one in CONVERSATIONS for day in one.today if (result := played(one, day)).right]
    replies = [turn.reply for result in right for turn in result.turns]
    # a group is met by name in the words, or in the id of a row or topic of its own
    met = " ".join([*(reply.text.lower() for reply in replies), *(fact for reply in replies for fact in reply.facts)])
    groups = load_care(ROOT / "knowledge").groups.values()
    names = {
        group.id: [name.lower() for name in (*group.one.values(), group.id, group.id.replace("_", "-"))]
        for group in groups
    }
    assert [group for group, ways in names.items() if not any(way in met for way in ways)] == []


def test_there_are_enough_conversations() -> None:
    assert len(CONVERSATIONS) >= LEAST
    assert sum(len(one.turns) >= 3 for one in CONVERSATIONS) >= 15, "long conversations"
