"""What is explained is what was decided, on the whole assistant."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from rich.console import Console
from typer.testing import CliRunner

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def assistant() -> Iterator[object]:
    from bot.explaining.assistant import Assistant

    patch = pytest.MonkeyPatch()
    patch.setenv("LOTSEN_TODAY", "2026-12-01")
    patch.setenv("LOTSEN_DEBUG", "0")  # restored afterwards; the assistant turns it on for itself
    yield Assistant()
    patch.undo()


def test_a_page_s_answer_is_explained_by_its_best_candidate(assistant) -> None:
    assistant.reset()
    reply = assistant.say("hur mycket kan en liten enhet få i kompetensutvecklingsbidraget?")
    custom = reply.messages[0]["custom"]
    assert reply.debug["scores"][0]["fact"] == custom["facts"][0] == "kompetensutvecklingsbidrag.amount.max.small"
    steps = {decision["step"]: decision for decision in reply.debug["decisions"]}
    assert steps["pages"]["facts"][0] == custom["facts"][0]
    assert 0.0 < steps["risk"]["chance"] < 1.0
    assert reply.slots["unit_size"] == "small"


def test_a_follow_up_shows_the_question_it_builds_on(assistant) -> None:
    assistant.reset()
    first = "hur mycket kan en liten enhet få i kompetensutvecklingsbidraget?"
    assistant.say(first)
    query = assistant.say("och en stor?").debug["query"]
    assert (query["elliptical"], query["previous"]) == (True, first)


def test_a_right_is_explained_by_its_cell(assistant) -> None:
    assistant.reset()
    reply = assistant.say("vad kostar abort för asylsökande")
    steps = {decision["step"]: decision for decision in reply.debug["decisions"]}
    assert steps["care_place"] == {
        "step": "care_place", "group": "asylum_seeker", "age": "adult", "kind_of_care": "abortion", "aspect": "fee",
    }  # fmt: skip
    assert set(steps["care_cell"]["rows"]) & set(reply.messages[0]["custom"]["facts"])


def test_small_talk_says_which_rule_spoke(assistant) -> None:
    assistant.reset()
    reply = assistant.say("hej")
    assert (reply.action, reply.debug) == ("utter_greet", {})


def test_what_the_channel_answers_is_told(assistant) -> None:
    assistant.reset()
    assert assistant.say("???").action == "channel"


def test_everything_is_printed(assistant) -> None:
    from bot.explaining.explain import show

    assistant.reset()
    out = io.StringIO()
    show(assistant.say("vad blir det för väder imorgon"), Console(file=out, width=160))
    printed = out.getvalue()
    assert "out_of_scope" in printed
    assert "decided: refuse" in printed


def test_a_bad_day_is_told() -> None:
    from bot.lotsen import app

    result = CliRunner().invoke(app, ["explain", "hej", "--today", "igår"])
    assert result.exit_code == 2
    assert "--today" in result.output
