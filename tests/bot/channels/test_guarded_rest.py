"""The channel over HTTP, mounted as Rasa mounts it, with a fake Rasa behind it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Any

import pytest
from rasa.core.channels.channel import UserMessage
from rasa.shared.utils.common import class_from_module_path

from bot.channels.guarded_rest import GuardedRestInput
from bot.channels.texts import Texts
from bot.storage.unavailable import ConversationsUnavailable
from tests.bot.channels.conftest import Server
from tests.framing import FRAMINGS, status_of

SECRET = "hemligt ord"


async def raise_error(message: UserMessage) -> None:
    raise RuntimeError(f"could not handle {message.text}")


async def hang(message: UserMessage) -> None:
    await asyncio.sleep(60)


async def hang_and_ignore_cancelling(message: UserMessage) -> None:
    for _ in range(10):
        try:
            await asyncio.sleep(0.2)
        except asyncio.CancelledError:
            continue


async def cancel_itself(message: UserMessage) -> None:
    raise asyncio.CancelledError


async def say_nothing(message: UserMessage) -> None:
    pass


async def answer_then_raise(message: UserMessage) -> None:
    await message.output_channel.send_response(message.sender_id, {"text": "Början.", "custom": {"kind": "answer"}})
    raise RuntimeError


async def answer_in_two_utterances(message: UserMessage) -> None:
    await message.output_channel.send_response(message.sender_id, {"text": "Text."})
    await message.output_channel.send_response(message.sender_id, {"custom": {"kind": "clarify"}})


async def answer_with_id(message: UserMessage) -> None:
    reply = {"text": "Text.", "custom": {"kind": "answer", "answer_id": "answer-1"}}
    await message.output_channel.send_response(message.sender_id, reply)


async def answer_without_custom(message: UserMessage) -> None:
    await message.output_channel.send_response(message.sender_id, {"text": "Text."})


def empty_custom(**outcome: str) -> dict[str, Any]:
    return {**outcome, "facts": [], "status": None, "sources": [], "contacts": []}


class TestTurn:
    def test_rasa_gets_the_message_and_the_reply_is_whole(self, say: Callable[..., Any]) -> None:
        served = say("Vem kan söka?")
        (message,) = served.seen
        assert (message.text, message.sender_id, message.input_channel) == ("Vem kan söka?", "user-1", "rest")
        assert served.status == 200
        (reply,) = served.body
        assert (reply["recipient_id"], reply["text"], reply["custom"]["kind"]) == ("user-1", "Svaret.", "answer")

    def test_metadata_reaches_rasa_masked(self, serve: Callable[..., Any]) -> None:
        body = {"sender": "a", "message": "hej", "metadata": {"surface": "widget", "name": "a@b.se"}}
        assert serve(body).seen[0].metadata == {"surface": "widget", "name": "[e-postadress]"}

    def test_personal_data_never_reaches_rasa_and_the_user_is_told(self, say: Callable[..., Any]) -> None:
        served = say("Pat 850101-1234, har hon rätt till vård?")
        assert served.seen[0].text == "Pat [personnummer], har hon rätt till vård?"
        assert served.body[0]["text"] == (
            "Jag tog bort ett personnummer ur din fråga: skriv inga patientuppgifter här.\n\nSvaret."
        )
        assert served.body[0]["custom"]["kind"] == "answer"

    def test_user_is_told_also_when_the_turn_fails(self, say: Callable[..., Any], texts: Texts) -> None:
        served = say("Pat 850101-1234, vård?", raise_error)
        assert served.body[0]["text"].startswith("Jag tog bort ett personnummer")
        assert served.body[0]["text"].endswith(texts.error)

    def test_allowed_address_reaches_rasa(self, say: Callable[..., Any]) -> None:
        assert say("Är kjv@exempel.se rätt?").seen[0].text == "Är kjv@exempel.se rätt?"

    def test_typed_command_reaches_rasa_as_text(self, say: Callable[..., Any]) -> None:
        assert say("/restart").seen[0].text == "restart"

    @pytest.mark.parametrize("message", ["", "🙂", "hej " * 501, "\x00\x01\x02", "Как подать?"])
    def test_unclear_message_is_answered_without_rasa(self, say: Callable[..., Any], message: str) -> None:
        served = say(message)
        assert served.seen == []
        assert served.status == 200
        (reply,) = served.body
        assert reply["text"]
        assert reply["custom"] == empty_custom(kind="no_answer", reason="unclear")

    def test_a_page_is_told_what_was_kept_of_a_question(self, say: Callable[..., Any]) -> None:
        (reply,) = say("850101-1234").body
        assert reply["custom"] == {**empty_custom(kind="no_answer", reason="unclear"), "masked": "[personnummer]"}
        (reply,) = say("Hon heter Fatima Al-Hassan, får hon vård?", answer_in_two_utterances).body
        assert reply["custom"]["masked"] == "Hon heter [namn], får hon vård?"
        (reply,) = say("Får hon vård?", answer_in_two_utterances).body
        assert "masked" not in reply["custom"]

    def test_text_and_custom_sent_apart_come_out_together(self, say: Callable[..., Any]) -> None:
        served = say("hej", answer_in_two_utterances)
        custom = {"kind": "clarify", "answer_id": served.seen[0].message_id}
        assert served.body == [{"recipient_id": "user-1", "text": "Text.", "custom": custom}]

    def test_reply_without_an_id_gets_that_of_the_message_and_others_keep_theirs(self, say: Callable[..., Any]) -> None:
        served = say("Hej!")
        assert served.body[0]["custom"]["answer_id"] == served.seen[0].message_id
        assert say("Hej!", answer_with_id).body[0]["custom"]["answer_id"] == "answer-1"

    def test_missing_custom_is_logged(self, say: Callable[..., Any], caplog: pytest.LogCaptureFixture) -> None:
        assert say("hej", answer_without_custom).body == [{"recipient_id": "user-1", "text": "Text."}]
        assert "1 of 1 messages of the turn have no custom object" in caplog.text


class TestFailure:
    @pytest.mark.parametrize("behave", [raise_error, hang, hang_and_ignore_cancelling, cancel_itself, say_nothing])
    def test_failed_turn_gets_an_apology(self, say: Callable[..., Any], texts: Texts, behave: Any) -> None:
        served = say("Vem kan söka?", behave)
        assert served.status == 200
        custom = {**empty_custom(kind="error", reason=None), "answer_id": served.seen[0].message_id}
        assert served.body == [{"recipient_id": "user-1", "text": texts.error, "custom": custom}]

    def test_what_was_said_before_the_failure_is_kept(self, say: Callable[..., Any], texts: Texts) -> None:
        body = say("Vem kan söka?", answer_then_raise).body
        assert [message["text"] for message in body] == ["Början.", texts.error]
        assert body[1]["custom"]["kind"] == "error"

    @pytest.mark.parametrize("behave", [raise_error, hang, say_nothing, answer_without_custom])
    def test_log_never_holds_what_was_typed(
        self, say: Callable[..., Any], caplog: pytest.LogCaptureFixture, behave: Any
    ) -> None:
        with caplog.at_level(logging.DEBUG):
            say(f"{SECRET} 850101-1234", behave)
        assert caplog.text
        assert SECRET not in caplog.text
        assert "850101" not in caplog.text

    def test_log_says_where_it_failed(self, say: Callable[..., Any], caplog: pytest.LogCaptureFixture) -> None:
        say("hej", raise_error)
        assert "RuntimeError" in caplog.text
        assert "in raise_error" in caplog.text


class TestRejection:
    @pytest.mark.parametrize(
        ("body", "reason"),
        [
            (None, "not_json"),
            (b"", "not_json"),
            (b"{", "not_json"),
            (b"\xff\xfe\xfa", "not_json"),
            pytest.param(b"[" * 60_000, "not_json", id="deep"),
            (b'{"sender": "a", "message": "hej", "metadata": {"x": NaN}}', "not_json"),
            ([], "not_object"),
            ("hej", "not_object"),
            (3, "not_object"),
            ({"message": "hej"}, "sender"),
            ({"sender": None, "message": "hej"}, "sender"),
            ({"sender": 7, "message": "hej"}, "sender"),
            ({"sender": "", "message": "hej"}, "sender"),
            ({"sender": "a b", "message": "hej"}, "sender"),
            ({"sender": "a\n", "message": "hej"}, "sender"),
            ({"sender": "å", "message": "hej"}, "sender"),
            ({"sender": "a" * 129, "message": "hej"}, "sender"),
            ({"sender": "a"}, "message"),
            ({"sender": "a", "message": None}, "message"),
            ({"sender": "a", "message": ["hej"]}, "message"),
            ({"sender": "a", "message": "hej", "metadata": "x"}, "metadata"),
            ({"sender": "a", "message": "hej", "metadata": {"a": [[[[[[[[[]]]]]]]]]}}, "metadata"),
        ],
    )
    def test_broken_request_gets_400_and_a_reason(
        self, serve: Callable[..., Any], texts: Texts, body: Any, reason: str
    ) -> None:
        served = serve(body)
        assert (served.status, served.seen) == (400, [])
        assert served.body == {"error": next(text for key, text in texts.rejected.items() if key.value == reason)}

    @pytest.mark.parametrize("size", [64 * 1024 + 1, 300_000])
    def test_large_body_gets_413(self, serve: Callable[..., Any], size: int) -> None:
        served = serve(b" " * size)
        assert (served.status, served.body) == (413, {"error": "Anropet är större än 64 KiB."})

    def test_a_body_just_within_the_limit_is_read(self, serve: Callable[..., Any]) -> None:
        body = b'{"sender": "a", "message": "hej"}'
        assert serve(body + b" " * (64 * 1024 - len(body))).status == 200


class TestPlaceInRasa:
    def test_health(self, serve: Callable[..., Any]) -> None:
        served = serve(path="", method="GET")
        assert (served.status, served.body) == (200, {"status": "ok"})

    def test_stream_is_ignored(self, serve: Callable[..., Any]) -> None:
        assert serve({"sender": "a", "message": "hej"}, path="webhook?stream=true").body[0]["text"] == "Svaret."

    def test_rasa_finds_the_class_named_in_credentials(self) -> None:
        channel = class_from_module_path("bot.channels.guarded_rest.GuardedRestInput")
        assert channel is GuardedRestInput
        assert channel.from_credentials({"turn_timeout": 5}).url_prefix() == "rest"


@pytest.mark.parametrize(("setting", "shown"), [("1", True), ("0", False), ("", False)])
def test_what_decided_an_answer_leaves_in_development_mode_only(
    say: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, setting: str, shown: bool
) -> None:
    async def debugging(message: UserMessage) -> None:
        custom = {"kind": "answer", "debug": {"slots": {}}}
        await message.output_channel.send_response(message.sender_id, {"text": "Svaret.", "custom": custom})

    monkeypatch.setenv("LOTSEN_DEBUG", setting)
    [message] = say("hej", debugging).body
    assert ("debug" in message["custom"]) is shown


@pytest.mark.parametrize("framing", FRAMINGS)
def test_body_without_an_end_is_refused_and_the_next_message_is_answered(
    server: Server, say: Callable[..., Any], framing: str
) -> None:
    """Sanic reads a body of -1 bytes for ever, with the whole processor."""
    assert status_of(server.port, "/webhooks/rest/webhook", FRAMINGS[framing]) == 400
    assert say("Vem kan söka?").status == 200


async def answer_and_keep_nothing(message: UserMessage) -> None:
    await message.output_channel.send_response(message.sender_id, {"text": "Svaret.", "custom": {"kind": "answer"}})
    raise ConversationsUnavailable("OperationalError")


def test_answer_that_could_not_be_kept_is_not_given(say: Callable[..., Any], texts: Texts) -> None:
    (reply,) = say("Vem kan söka?", answer_and_keep_nothing).body
    assert (reply["text"], reply["custom"]["kind"]) == (texts.error, "error")
