from __future__ import annotations

import datetime
import os

import pytest

from actions.clock import SETTING
from bot.evaluation.conversations import report
from bot.evaluation.conversations.playing import play, right_once_pressed
from tests.bot.evaluation.conversations.factories import TableBot, make_conversation, message

DAY = datetime.date(2026, 11, 21)


def test_turns_are_said_in_order_on_the_day_in_one_conversation(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SETTING, "2001-01-01")
    bot = TableBot(hej=message(), då=message())
    played = play(make_conversation({"say": "hej"}, {"say": "då"}), DAY, bot)
    assert bot.said == [("hej", "a-2026-11-21", "2026-11-21"), ("då", "a-2026-11-21", "2026-11-21")]
    assert played.right
    assert os.environ[SETTING] == "2001-01-01"


def test_the_day_is_given_back_to_nobody_when_nobody_had_set_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(SETTING, raising=False)
    play(make_conversation(), DAY, TableBot(hej=message()))
    assert SETTING not in os.environ


def test_a_button_sends_its_payload() -> None:
    bot = TableBot(hej=message(kind="clarify", buttons=["Färdplanen"]), färdplanen=message())
    played = play(make_conversation({"say": "hej", "kind": "clarify"}, {"press": "Färdplanen"}), DAY, bot)
    assert played.right
    assert bot.said[1][0] == "färdplanen"


def test_a_button_that_is_not_there_is_an_error_that_names_those_that_are() -> None:
    bot = TableBot(hej=message(buttons=["Färdplanen"]))
    turn = play(make_conversation({"say": "hej"}, {"press": "Utlysning"}), DAY, bot).turns[1]
    assert (turn.mark, turn.differences[0].came) == ("error", "Färdplanen")


def test_a_bot_that_says_nothing_is_an_error() -> None:
    assert play(make_conversation(), DAY, TableBot()).turns[0].mark == "error"


@pytest.mark.parametrize(
    ("known", "text", "as_noted"), [(None, "x", True), (None, "y", False), ("why", "x", False), ("why", "y", True)]
)
def test_a_known_failure_has_to_fail(known: str | None, text: str, as_noted: bool) -> None:
    conversation = make_conversation({"say": "hej", "must": ["x"]}, known_failure=known)
    assert play(conversation, DAY, TableBot(hej=message(text))).as_noted is as_noted


def test_the_report_shows_what_was_said_expected_and_came() -> None:
    conversation = make_conversation({"say": "hej", "must": ["135"], "kind": "clarify"})
    told = report.told(play(conversation, DAY, TableBot(hej=message("Högst 60."))))
    assert told.splitlines() == [
        "fil.yml:3 a (2026-11-21)",
        "  1. du: hej",
        "     lotsen: Högst 60.",
        "     FEL kind: väntat clarify, kom answer",
        "     FEL must: väntat /135/, kom inget",
    ]


def test_the_total_counts_conversations_and_turns() -> None:
    bot = TableBot(hej=message("x"), då=message("y"))
    good = play(make_conversation({"say": "hej"}), DAY, bot)
    bad = play(make_conversation({"say": "då", "must": ["x"]}), DAY, bot)
    known = play(make_conversation({"say": "då", "must": ["x"]}, known_failure="why"), DAY, bot)
    line = report.total([good, bad, known], 1.0)
    assert line.startswith("1 av 3 samtal rätt, 1 kända fel, 1 nya fel; 3 turer: 33.3% rätta, 0.0% avstod, 66.7% fel")


def test_a_question_back_may_come_right_once_one_of_its_buttons_is_pressed() -> None:
    asks = message("Menar du så här?", kind="clarify", buttons=["Nej", "Rätt"])
    bot = TableBot(hej=message(), vad=asks, nej=message("Fel."), rätt=message("Rätt svar."))
    played = play(make_conversation({"say": "hej"}, {"say": "vad", "must": ["Rätt svar"]}), DAY, bot)
    assert played.turns[1].mark == "abstained"
    bot.said.clear()
    assert right_once_pressed(played, 1, bot)
    # each button in a conversation of its own, played up to there
    assert [said for said, _, _ in bot.said] == ["hej", "vad", "nej", "hej", "vad", "rätt"]
    assert len({name for _, name, _ in bot.said}) == 2
    bot.answers["rätt"] = message("Också fel.")
    assert not right_once_pressed(played, 1, bot)
