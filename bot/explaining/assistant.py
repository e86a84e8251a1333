"""The whole assistant in this process, channel and actions included, with what decided each reply."""

from __future__ import annotations

import dataclasses
import logging
import os
import uuid
from collections.abc import Mapping
from typing import Any

import bot.lean.now  # noqa: F401 - before Rasa is loaded

# isort: split

from rasa.shared.core.events import ActionExecuted
from rasa.utils.log_utils import configure_structlog

from bot.channels.guard import guard
from bot.channels.guarded_rest import GuardedRestInput
from bot.channels.requests import ChatRequest
from bot.channels.settings import read_settings
from bot.channels.texts import load_texts
from bot.evaluation.in_process import InProcessBot
from bot.masking.published import read_published


@dataclasses.dataclass(frozen=True)
class Reply:
    """One turn: what was typed, what Rasa got, what came back and what decided it."""

    typed: str
    masked: str  # as the channel handed it on; "" when the channel answered itself
    messages: list[dict[str, Any]]
    parse: Mapping[str, Any]
    slots: Mapping[str, Any]
    action: str  # that spoke, or "channel"
    policy: str

    @property
    def debug(self) -> Mapping[str, Any]:
        """What the knowledge base decided; empty where it was not asked (small talk, "var står det?")."""
        found = [(message.get("custom") or {}).get("debug") for message in self.messages]
        return next((debug for debug in found if debug), {})


class Assistant:
    """One conversation at a time; starting it takes some ten seconds."""

    def __init__(self, bot: InProcessBot | None = None) -> None:
        os.environ["LOTSEN_DEBUG"] = "1"  # of this process only
        # Rasa's structured log goes to standard output, with everything, unless told otherwise
        configure_structlog(logging.WARNING)
        logging.getLogger().setLevel(logging.WARNING)
        self._bot = bot or InProcessBot()
        self._texts = load_texts()
        self._settings = read_settings(None)
        self._published = self._settings.published(read_published())
        self._channel = GuardedRestInput(self._settings, self._texts)
        self.reset()

    def reset(self) -> None:
        """Begin another conversation."""
        self.conversation = uuid.uuid4().hex

    def say(self, text: str) -> Reply:
        """Send one message the way a user's goes, through the guarded channel."""
        bot = self._bot
        guarded = guard(text, self._texts, self._settings.max_message_length, self._published)
        answering = self._channel.answer(ChatRequest(self.conversation, text, None), None, bot.agent.handle_message)
        messages = bot.loop.run_until_complete(answering)
        if guarded.unclear:
            return Reply(text, "", messages, {}, {}, "channel", guarded.unclear.value)
        tracker = bot.loop.run_until_complete(bot.agent.tracker_store.retrieve(self.conversation))
        spoken = [e for e in tracker.events if isinstance(e, ActionExecuted) and e.action_name != "action_listen"]
        return Reply(
            text,
            guarded.text,
            messages,
            tracker.latest_message.parse_data or {},
            {name: value for name, value in tracker.current_slot_values().items() if value and name != "memory"},
            spoken[-1].action_name or "" if spoken else "",
            f"{spoken[-1].policy} {spoken[-1].confidence or 0:.2f}" if spoken else "",
        )
