"""Rasa's REST channel with a guard in front: the same address and the same JSON, but nobody's personal data.

In credentials.yml (keys: see settings.py):

    bot.channels.guarded_rest.GuardedRestInput:
      turn_timeout: 20
"""

from __future__ import annotations

import asyncio
import logging
import os
import traceback
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.guard import Guarded, guard
from bot.channels.kinds import Rejection
from bot.channels.readiness import Readiness, refuse_without_model
from bot.channels.replies import (
    Message,
    WholeMessageOutput,
    error_reply,
    merge_messages,
    named,
    put_first,
    unclear_reply,
    without_debug,
)
from bot.channels.requests import MAX_BODY_BYTES, ChatRequest, RequestError, parse_request
from bot.channels.revival import until_answering
from bot.channels.settings import Settings, read_settings
from bot.channels.texts import Texts, load_texts
from bot.components.reading_ahead import READING_AHEAD
from bot.framing import guard_framing
from bot.inside.door import Door, is_secret_only
from bot.inside.secret import inside_secret
from bot.masking.masking import mask_values
from bot.masking.published import read_published
from bot.setup.ports import LOOPBACK, ports_from
from bot.storage.repeating import TO_BE_REPEATED, AlreadyKept, Unanswered
from bot.storage.unavailable import ConversationsUnavailable

# Nothing in this module logs a message's text, nor an exception's own words, which may quote it.
logger = logging.getLogger(__name__)

ROOT = "/"  # Rasa's own: says which version it is
OnNewMessage = Callable[[UserMessage], Awaitable[Any]]
Prepare = Callable[[str], Awaitable[None]]
Revive = Callable[[], Awaitable[bool]]


class GuardedRestInput(InputChannel):
    """POST /webhooks/rest/webhook: `{"sender", "message", "metadata"?}` in, a list of messages out.

    What was typed is masked, and text is only ever text (a leading "/" means nothing). Every turn is answered in words
    with HTTP 200, also when Rasa or the action server fails; a request that breaks the contract gets 400 or 413.
    """

    @classmethod
    def name(cls) -> str:
        """Takes the place of Rasa's own channel of that name, so clients need no other address."""
        return "rest"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> GuardedRestInput:
        """Called by Rasa with the channel's part of credentials.yml."""
        settings = read_settings(credentials)
        door = Door(inside_secret(os.environ), is_secret_only())
        revived = partial(until_answering, LOOPBACK, ports_from(os.environ).actions, settings.repeat_within)
        return cls(settings, load_texts(), READING_AHEAD.prepare, door, revived)

    def __init__(
        self,
        settings: Settings,
        texts: Texts,
        prepare: Prepare | None = None,
        door: Door | None = None,
        revived: Revive | None = None,
    ) -> None:
        self._settings = settings
        self._texts = texts
        self._published = settings.published(read_published())
        self._prepare = prepare  # work on a message that other conversations need not wait for
        self._revived = revived  # waits until the action server is there again
        self._door = door or Door("")  # without a secret: for programs of our own user

    def blueprint(self, on_new_message: OnNewMessage) -> Blueprint:
        """The routes, as Rasa's server mounts them under /webhooks/rest."""
        routes = Blueprint("guarded_rest")
        guard_framing(routes)
        self._door.guard(routes, but_for=(ROOT,))
        readiness = Readiness()

        @routes.route("/", methods=["GET"])
        async def health(request: Request) -> HTTPResponse:
            if await readiness.ready(getattr(request.app.ctx, "agent", None)):
                return response.json({"status": "ok"})
            return response.json({"status": "not ready"}, status=503)

        @routes.listener("after_server_start")
        async def loaded(app: Sanic, _: Any) -> None:
            refuse_without_model(app.ctx.agent)

        # A streamed body can be refused before it has filled the memory.
        @routes.route("/webhook", methods=["POST"], stream=True)
        async def receive(request: Request) -> HTTPResponse:
            try:
                chat, metadata = self._read(await _read_body(request))
            except RequestError as error:
                logger.info("Request rejected: %s", error.rejection.value)
                return response.json({"error": self._texts.rejected[error.rejection]}, status=error.status)
            return response.json(await self.answer(chat, metadata, on_new_message))

        return routes

    async def answer(
        self, chat: ChatRequest, metadata: dict[str, Any] | None, on_new_message: OnNewMessage
    ) -> list[Message]:
        """The bot's turn: at least one message, whatever happens inside Rasa. `metadata` is already masked."""
        settings = self._settings
        guarded = guard(chat.message, self._texts, settings.max_message_length, self._published)
        if guarded.unclear:
            logger.info("Answered without Rasa: %s", guarded.unclear.value)
            messages = [unclear_reply(chat.sender, self._texts.unclear[guarded.unclear])]
        else:
            messages = await self._ask_rasa(chat, guarded, metadata, on_new_message)
        if guarded.removed:
            logger.info("Masked: %s", ", ".join(sorted(kind.value for kind in guarded.removed)))
            messages = put_first(self._texts.removal_sentence(guarded.removed), messages, guarded.text)
        return messages

    async def _ask_rasa(
        self, chat: ChatRequest, guarded: Guarded, metadata: dict[str, Any] | None, on_new_message: OnNewMessage
    ) -> list[Message]:
        output = WholeMessageOutput()
        user_message = UserMessage(
            guarded.text, output, chat.sender, input_channel=self.name(), message_id=chat.turn, metadata=metadata
        )
        turn = self._turn(user_message, output, on_new_message)
        failure = await _run_turn(turn, self._settings.turn_timeout)
        messages = merge_messages(output.messages)
        if os.environ.get("LOTSEN_DEBUG") != "1":
            messages = without_debug(messages)
        # Rasa swallows a failing action: the turn then ends well and says nothing.
        if failure is None and not messages:
            failure = "Rasa sent no message; is the action server running?"
        if failure is not None:
            logger.error("Turn failed: %s", failure)
            messages.append(error_reply(chat.sender, self._texts.error))
        without_custom = sum("custom" not in message for message in messages)
        if without_custom:
            logger.warning("%d of %d messages of the turn have no custom object", without_custom, len(messages))
        return named(messages, user_message.message_id)

    async def _turn(self, message: UserMessage, output: WholeMessageOutput, on_new_message: OnNewMessage) -> None:
        if self._prepare is not None:
            await self._prepare(message.text or "")
        try:
            await self._played(message, on_new_message)
        except ConversationsUnavailable:
            # What was said is not kept, so it is not said: the next turn would know nothing of it.
            output.messages.clear()
            raise
        except AlreadyKept as kept:
            output.messages.clear()
            for said in kept.said:
                await output.send_response(message.sender_id, said)

    async def _played(self, message: UserMessage, on_new_message: OnNewMessage) -> None:
        """The turn, and once more where nothing was said and nothing kept: the action server went in the middle."""
        first = TO_BE_REPEATED.set(self._revived is not None)
        try:
            return await on_new_message(message)
        except Unanswered:
            logger.warning("Nothing was said in a turn: it is played once more")
        finally:
            TO_BE_REPEATED.reset(first)
        if self._revived is not None and not await self._revived():
            logger.warning("The action server is not back")
        await on_new_message(message)

    def _read(self, body: bytes) -> tuple[ChatRequest, dict[str, Any] | None]:
        chat = parse_request(body)
        try:
            # Rasa stores metadata beside the text, so it is masked like the text.
            metadata = mask_values(chat.metadata, self._texts.placeholders, self._published)
        except ValueError as error:
            raise RequestError(Rejection.METADATA) from error
        return chat, metadata if isinstance(metadata, dict) else None


async def _read_body(request: Request) -> bytes:
    body = b""
    stream = request.stream
    while stream is not None and len(body) <= MAX_BODY_BYTES:
        chunk = await stream.read()
        if chunk is None:
            return body
        body += chunk
    raise RequestError(Rejection.TOO_LARGE)


async def _run_turn(turn: Awaitable[Any], timeout: float) -> str | None:
    """Runs the turn for at most `timeout` seconds; says what went wrong, in words fit for a log, or None.

    The turn is a task of its own: one that ignores its cancelling cannot hold up the reply, and a client that
    hangs up (which cancels this coroutine) is told apart from a turn that was cancelled inside Rasa.
    """
    task = asyncio.ensure_future(turn)
    try:
        done, _ = await asyncio.wait({task}, timeout=timeout)
    except asyncio.CancelledError:
        task.cancel()
        raise
    if not done:
        task.cancel()
        # Whatever it still raises is nobody's any more; asking for it keeps asyncio from logging it.
        task.add_done_callback(lambda late: late.cancelled() or late.exception())
        return f"no answer within {timeout:g} s"
    if task.cancelled():
        return "cancelled inside Rasa"
    error = task.exception()
    if error is None:
        return None
    return f"{type(error).__name__} at\n{''.join(traceback.format_tb(error.__traceback__))}"
