"""What the routes share, made once per application."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Protocol

import httpx
from fastapi import Depends, Request

from bot.gateway.assistant import Assistant
from bot.gateway.feedback import FeedbackStore
from bot.gateway.limits import Limiter
from bot.gateway.metrics import Metrics
from bot.gateway.problems import Code
from bot.gateway.settings import Settings
from bot.gateway.sign_in import SignIn
from bot.gateway.signing import Signer


class Channel(Protocol):
    """A channel beside the chat's routes, with servers of its own to talk with."""

    @property
    def ready(self) -> bool:
        """Whether what it needs was there when last needed."""

    async def start(self) -> None:
        """Make ready, before the first request."""

    async def aclose(self) -> None:
        """End what still runs and close connections."""


@dataclass(frozen=True)
class Parts:
    """The gateway's parts; a channel mounted beside the chat uses the same."""

    settings: Settings
    texts: dict[Code, str]
    assistant: Assistant
    client: httpx.AsyncClient  # asks the servers beside us how they are
    signer: Signer
    limiter: Limiter
    feedback: FeedbackStore
    sign_in: SignIn | None
    metrics: Metrics
    channels: dict[str, Channel] = field(default_factory=dict)  # by name; those that are switched on


def _parts(request: Request) -> Parts:
    parts: Parts = request.app.state.parts
    return parts


PartsOf = Annotated[Parts, Depends(_parts)]
