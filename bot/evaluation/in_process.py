"""The whole assistant inside one process: the trained model, the rules and the real actions.

``rasa test`` never runs custom actions. Here Rasa's calls to the action server
are answered by rasa_sdk's own executor in the same process, so what a test
sees is what a user would read, without a port.
"""

from __future__ import annotations

import asyncio
import copy
import uuid
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent, load_agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor

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
    """Talk to the assistant: ``bot.say("hej", conversation)``."""

    def __init__(self, model: Path = MODEL) -> None:
        self.loop = asyncio.new_event_loop()
        self.agent: Agent = self.loop.run_until_complete(load_agent(model_path=str(model)))
        if self.agent.processor is None:
            raise FileNotFoundError(f"{model} is missing or does not load; run 'make setup'")
        self.agent.action_endpoint = InProcessActions()
        self.agent.processor.action_endpoint = self.agent.action_endpoint

    def say(self, text: str, conversation: str | None = None) -> list[dict[str, Any]]:
        """Send one message; return the bot's messages as the channel would."""
        output = CollectingOutputChannel()
        message = UserMessage(text, output, conversation or uuid.uuid4().hex, input_channel="rest")
        self.loop.run_until_complete(self.agent.handle_message(message))
        return output.messages

    def parse(self, text: str) -> dict[str, Any]:
        """The NLU's reading of a message."""
        return self.loop.run_until_complete(self.agent.parse_message(text))
