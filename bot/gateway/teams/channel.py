"""The channel: guard, Microsoft's library and what we do with what it brings, put together."""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any, cast

import httpx
from microsoft_teams.api import InvokeResponse, TokenProtocol
from microsoft_teams.apps import ActivityEvent, CoreActivity
from pydantic import BaseModel, ValidationError

from bot.gateway.assistant import tls
from bot.gateway.parts import Parts
from bot.gateway.problems import Code, Problem
from bot.gateway.teams.answering import Answering
from bot.gateway.teams.cards.texts import card_texts
from bot.gateway.teams.connector import Connector
from bot.gateway.teams.core_texts import load_core_texts
from bot.gateway.teams.guard import Guard
from bot.gateway.teams.inbox import Inbox
from bot.gateway.teams.login import Login
from bot.gateway.teams.memory import Memory
from bot.gateway.teams.metrics import TeamsMetrics
from bot.gateway.teams.sdk import make_sdk
from bot.gateway.teams.search import Search

#: The types that something is done with. Everything else is taken and let be: reactions, deletions, typing, meetings.
HANDLED = frozenset({"message", "messageUpdate", "conversationUpdate", "installationUpdate", "invoke"})
#: The one invoke that is answered; others (sign-in, dialogs, links) belong to apps that do more.
QUERY = "composeExtension/query"
CLOSE_SECONDS = 4.0  # for turns under way; the supervisor gives five
Body = dict[str, Any]


class TeamsChannel:
    """Raises TextsError when the sentences cannot be used."""

    def __init__(self, parts: Parts) -> None:
        settings = parts.settings
        texts, memory = load_core_texts(), Memory()
        card_texts()  # sentences that cannot be used stop the start, not the first answer
        self._metrics = TeamsMetrics(parts.metrics.registry)
        self._guard = Guard(settings, httpx.AsyncClient(verify=tls()))
        self._login = None if settings.teams_development else Login(settings)
        self._sdk = make_sdk(settings, self._login)
        answering = Answering(parts, Connector(self._sdk.api), memory, texts)
        self._inbox = Inbox(parts, answering, Search(parts, texts, self._metrics), memory, self._metrics)
        self._inbox.listen(self._sdk)

    @property
    def ready(self) -> bool:
        """Whether neither Teams' keys nor our own token were out of reach when last needed."""
        return not self._guard.failing and not (self._login and self._login.failing)

    async def start(self) -> None:
        """Make Microsoft's SDK ready."""
        await self._sdk.initialize()

    async def aclose(self) -> None:
        """Turns under way get a few seconds; then nothing is sent any more."""
        await self._inbox.aclose(CLOSE_SECONDS)
        await self._guard.aclose()
        for client in (self._sdk.http_client, self._sdk.api.http):
            await client.http.aclose()
        if self._login is not None:
            self._login.close()

    async def receive(self, authorization: str | None, activity: Body) -> tuple[int, Body | None]:
        """Status and body for Teams. Raises Problem for what is refused; nothing was done with it then."""
        await self._guard.check(authorization, activity)
        kind = str(activity.get("type"))
        self._metrics.activity(kind)
        if kind not in HANDLED:
            return 200, None
        if kind == "invoke" and activity.get("name") != QUERY:
            raise Problem(Code.NOT_SUPPORTED)
        return _answer(await self._handle(activity))

    async def _handle(self, activity: Body) -> InvokeResponse[Any]:
        """Lets Microsoft's library read it and call the inbox. Raises Problem BAD_REQUEST naming the fields."""
        token = cast(TokenProtocol, SimpleNamespace(service_url=activity["serviceUrl"]))
        handle = self._sdk.server.on_request
        if handle is None:
            raise RuntimeError("start() comes first")
        try:
            return await handle(ActivityEvent(body=CoreActivity.model_validate(activity), token=token))
        except ValidationError as error:
            raise Problem(Code.BAD_REQUEST, fields=_fields(error)) from error


def _answer(response: InvokeResponse[Any]) -> tuple[int, Body | None]:
    body = response.body
    if isinstance(body, BaseModel):
        return response.status, body.model_dump(mode="json", by_alias=True, exclude_none=True)
    return response.status, dict(body) if isinstance(body, Mapping) else None


def _fields(error: ValidationError) -> tuple[str, ...]:
    """The names of what is wrong, never the values."""
    return tuple(dict.fromkeys(".".join(map(str, fault["loc"])) for fault in error.errors()))[:5]
