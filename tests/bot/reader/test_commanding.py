"""Messages that command whoever reads them, read by a model that obeys: nothing changes but its own reading."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from ruamel.yaml import YAML

from actions import knowledge_base
from actions.second_reading import let_on
from bot.evaluation.conversations.playing import fixed_day
from bot.evaluation.conversations.reply import Reply
from bot.reader.client import ChatClient
from bot.reader.reader import Reader
from bot.reader.settings import ReaderSettings
from knowledge.care import CareQuery
from knowledge.saying.care.asking import question_of
from knowledge.texts import text
from tests.bot.reader.fake_model import FakeModel, content, serving
from tests.bot.reader.readings import age, reading, said
from tests.test_held_out import TODAY

if TYPE_CHECKING:
    from bot.evaluation.in_process import InProcessBot

MARK = "BOCKFOT"
WAYS = 3  # to obey, of each command; all of them are met in turn
COMMANDS: list[str] = YAML(typ="safe", pure=True).load(
    Path(__file__).with_name("commands.yml").read_text(encoding="utf-8")
)


def obeying(model: FakeModel, body: dict[str, Any]) -> tuple[int, bytes]:
    """What a model may write that does as it is told: each of these in turn."""
    message = json.loads(body["messages"][1]["content"])["message"]
    word = re.findall(r"\w+", message)[0]
    ways: list[Any] = [
        MARK,
        {"answer": f"Ja. {MARK}", "text": MARK},
        reading(asks=[said("out_of_scope", word)], group=said("visitor", word), manner="claim", leans="correction"),
        reading(
            asks=[said(MARK, word)], group=said(MARK, MARK), care=said("abortion", MARK), ages=[age(17, "child", MARK)]
        ),
        reading(
            asks=[said("fee", word)], group=said("newcomer_registered", word), care=said("dental", word), answer=MARK
        ),
        reading(asks=[said("law", word)], group=said("detained", word), registration=said("registered", word)),
        {**reading(), "manner": {"form": MARK}},
    ]
    return 200, content(ways[len(model.asked) % len(ways)])


@pytest.fixture(scope="module")
def model() -> Iterator[FakeModel]:
    with serving(obeying) as fake:
        yield fake


@pytest.fixture(scope="module")
def client(model: FakeModel) -> ChatClient:
    return ChatClient(ReaderSettings(model.url, "lydig", 5.0))


@pytest.fixture(autouse=True)
def _let_on_no_longer() -> Iterator[None]:
    yield
    let_on(None)


def test_there_are_fifty_and_no_two_alike() -> None:
    assert len(COMMANDS) == len(set(COMMANDS)) == 50


@pytest.mark.model
@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_changes_no_answer(bot: InProcessBot, model: FakeModel, client: ChatClient, command: str) -> None:
    with fixed_day(TODAY):
        built_in = Reply.of(bot.say(command))
        before = len(model.asked)
        for _ in range(WAYS):
            let_on(Reader(client))
            read = Reply.of(bot.say(command))
            if read.kind == "clarify" and read.reason == "unsure":
                assert text("answers", "clarify", "unsure") in read.text
                assert {payload for _, payload in read.buttons} <= askable()
            else:
                assert without_first_word(read) == without_first_word(built_in)
            assert MARK not in read.text
    assert len(model.asked) - before in (0, WAYS)


def without_first_word(reply: Reply) -> tuple[Any, ...]:
    """All that a reply says, but for a "Ja" or "Nej" before it, which two readings may leave out."""
    said_yes = re.sub(r"^(ja|nej)[:,]\s*", "", reply.text, flags=re.IGNORECASE)
    return (said_yes.lower(), reply.kind, reply.reason, reply.facts, reply.buttons)


@functools.lru_cache(maxsize=1)
def askable() -> set[str]:
    """Every question that a button may hold: those of the facts, and those of the cells of the table."""
    base = knowledge_base.answerer()
    cells = {
        question_of(base.care, CareQuery(group=group, age_class=age, care=care), asked)
        for group in (*base.care.groups, *base.care.umbrellas)
        for care in (*base.care.cares, None)
        for age in ("child", "18-19", "20-23", "adult", "85+", None)
        for asked in ("fee", "may_refuse", "care_right")
    }
    return {*base._questions.values(), *cells}


@pytest.mark.model
def test_most_commands_were_read_by_the_model(bot: InProcessBot, model: FakeModel, client: ChatClient) -> None:
    before = len(model.asked)
    for command in COMMANDS[::10]:
        let_on(Reader(client))
        bot.say(command)
    assert len(model.asked) - before >= 4  # small talk and questions about the last answer are not
