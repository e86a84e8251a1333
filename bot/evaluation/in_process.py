"""The whole assistant inside one process: the trained model, the rules and the real actions.

``rasa test`` never runs custom actions. Here messages come in through the
guarded channel, and Rasa's calls to the action server are answered by
rasa_sdk's own executor in the same process, so what a test sees is what a user
would read, without a port.
"""

from __future__ import annotations

import asyncio
import copy
import logging
import uuid
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import bot.lean.now  # noqa: F401 - before Rasa is loaded

# isort: split

from rasa.core.agent import Agent, load_agent
from rasa.core.channels.channel import UserMessage
from rasa.shared.core.events import ActionExecuted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig
from rasa.utils.log_utils import configure_structlog
from rasa_sdk.executor import ActionExecutor

from bot.channels.guard import guard
from bot.channels.guarded_rest import GuardedRestInput
from bot.channels.requests import ChatRequest
from bot.channels.settings import read_settings
from bot.channels.texts import load_texts
from bot.components.reading_ahead import READING_AHEAD
from bot.evaluation.vectors import RememberedVectors
from bot.masking.published import read_published
from bot.setup.tracebacks import hide_locals
from knowledge.encoder.kept_vectors import kept_vectors
from knowledge.encoder.loading import load_encoder

MODEL = Path("models/lotsen.tar.gz")


class InProcessActions(EndpointConfig):
    """An action endpoint that runs the actions instead of calling a server."""

    def __init__(self) -> None:
        super().__init__("http://127.0.0.1/in-process")
        self.executor = ActionExecutor()
        self.executor.register_package("actions")

    async def request(self, method: str = "post", subpath: str | None = None, **options: Any) -> Any:
        """Run the action that Rasa asks for; failures rise as they are."""
        return await self.executor.run(copy.deepcopy(options["json"]))


class InProcessBot:
    """Talk to the assistant: ``bot.say("hej", conversation)``.

    A message is read by the NLU once, however often it is said: its reading does not depend on the conversation.
    """

    def __init__(self, model: Path = MODEL) -> None:
        hide_locals()
        configure_structlog(logging.ERROR)  # unset it prints every step of every turn, and takes most of the time
        self.loop = asyncio.new_event_loop()
        self.agent: Agent = self.loop.run_until_complete(load_agent(model_path=str(model)))
        if self.agent.processor is None:
            raise FileNotFoundError(f"{model} is missing or does not load; run 'make setup'")
        self.agent.action_endpoint = InProcessActions()
        self.agent.processor.action_endpoint = self.agent.action_endpoint
        self.texts = load_texts()
        self.settings = read_settings({"turn_timeout": 600})  # a busy machine is no wrong answer
        self.channel = GuardedRestInput(self.settings, self.texts)
        self.published = self.settings.published(read_published())
        encoder = load_encoder(None)  # asked as the pipeline asks, so it is the same object
        self._vectors = RememberedVectors(encoder.encode_both, kept_vectors(encoder).encode_both)
        vars(encoder)["encode_both"] = self._vectors
        self._read = self.agent.processor.parse_message
        self._readings: dict[str, dict[str, Any]] = {}
        self.agent.processor.parse_message = self._parse_once

    def read_ahead(self, messages: Iterable[str]) -> None:
        """Encode what is going to be said and its parts, together, as the channel and the reader will pass them on."""
        longest = self.settings.max_message_length
        said = [guard(message, self.texts, longest, self.published).text for message in messages]
        texts_of = READING_AHEAD.texts_of
        self._vectors.remember([text for one in said for text in (texts_of(one) if texts_of else [one])])

    def say(self, text: str, conversation: str | None = None) -> list[dict[str, Any]]:
        """Send one message; return the bot's messages as the channel gives them."""
        request = ChatRequest(conversation or uuid.uuid4().hex, text, None)
        return self.loop.run_until_complete(self.channel.answer(request, None, self.agent.handle_message))

    def parse(self, text: str) -> dict[str, Any]:
        """The NLU's reading of a message."""
        return self.loop.run_until_complete(self.agent.parse_message(text))

    def trace(self, conversation: str) -> tuple[list[str], list[str]]:
        """The intents read and the actions run in a conversation; a turn that the channel answers leaves none."""
        tracker = self.loop.run_until_complete(self.agent.tracker_store.retrieve(conversation))
        events = tracker.events if isinstance(tracker, DialogueStateTracker) else ()
        intents = [event.intent_name or "" for event in events if isinstance(event, UserUttered)]
        return intents, [event.action_name or "" for event in events if isinstance(event, ActionExecuted)]

    def close(self) -> None:
        """End the loop that the assistant runs in."""
        self.loop.close()

    async def _parse_once(self, message: UserMessage, *arguments: Any, **options: Any) -> dict[str, Any]:
        """In the place of the processor's own reading."""
        text = message.text or ""
        if text not in self._readings:
            self._readings[text] = await self._read(message, *arguments, **options)
        return copy.deepcopy(self._readings[text])
