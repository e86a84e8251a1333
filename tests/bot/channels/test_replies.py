"""The messages of one turn are kept whole and in order."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.channels.replies import WholeMessageOutput, merge_messages, put_first, without_debug

CUSTOM = {"kind": "answer"}
BUTTONS = [{"title": "Stor enhet", "payload": "stor enhet"}]


def text(words: str, **parts: Any) -> dict[str, Any]:
    return {"recipient_id": "u", "text": words, **parts}


def custom(value: dict[str, Any] = CUSTOM) -> dict[str, Any]:
    return {"recipient_id": "u", "custom": value}


@pytest.mark.parametrize(
    ("messages", "merged"),
    [
        ([], []),
        ([text("a"), custom()], [text("a", custom=CUSTOM)]),
        ([text("a", buttons=BUTTONS), custom()], [text("a", buttons=BUTTONS, custom=CUSTOM)]),
        ([text("a"), custom(), text("b"), custom()], [text("a", custom=CUSTOM), text("b", custom=CUSTOM)]),
        ([text("a"), text("b"), custom()], [text("a"), text("b", custom=CUSTOM)]),
        ([text("a", custom=CUSTOM), custom({"kind": "error"})], [text("a", custom=CUSTOM), custom({"kind": "error"})]),
        ([custom(), text("a")], [custom(), text("a")]),
        ([text("a")], [text("a")]),
        ([custom(), custom()], [custom(), custom()]),
    ],
)  # fmt: skip
def test_text_and_the_custom_object_after_it_become_one(messages: list[dict], merged: list[dict]) -> None:
    assert merge_messages(messages) == merged


def test_merging_leaves_the_given_messages_alone() -> None:
    messages = [text("a"), custom()]
    merge_messages(messages)
    assert messages == [text("a"), custom()]


def test_sentence_is_put_before_the_first_text_only() -> None:
    assert put_first("Obs.", [text("a"), text("b")], "kvar") == [text("Obs.\n\na"), text("b")]
    told = custom()
    assert put_first("Obs.", [told], "kvar") == [
        {**told, "text": "Obs.", "custom": {**told["custom"], "masked": "kvar"}}
    ]


@pytest.mark.parametrize(
    ("utterance", "messages"),
    [
        ({"text": "a\n\nb", "custom": CUSTOM, "image": None}, [text("a\n\nb", custom=CUSTOM)]),
        ({"text": "a", "buttons": BUTTONS, "custom": CUSTOM}, [text("a", buttons=BUTTONS, custom=CUSTOM)]),
        ({"text": "a", "custom": {}, "buttons": [], "elements": []}, [text("a")]),
        ({"custom": CUSTOM}, [custom()]),
        ({"text": "a", "quick_replies": BUTTONS}, [text("a", buttons=BUTTONS)]),
        ({"text": "", "buttons": []}, []),
        ({"elements": [{"title": "t", "subtitle": "s", "buttons": BUTTONS}]}, [text("t : s", buttons=BUTTONS)]),
    ],
)  # fmt: skip
def test_an_utterance_is_collected_as_one_message(utterance: dict[str, Any], messages: list[dict]) -> None:
    output = WholeMessageOutput()
    asyncio.run(output.send_response("u", utterance))
    assert output.messages == messages


def test_debug_is_taken_out_and_nothing_else() -> None:
    messages = [text("a", custom={"kind": "answer", "debug": {"slots": {}}}), text("b")]
    assert without_debug(messages) == [text("a", custom={"kind": "answer"}), text("b")]
    assert "debug" in messages[0]["custom"]  # the given messages stay as they are
