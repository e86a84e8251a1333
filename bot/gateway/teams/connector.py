"""Sends to Teams, through Microsoft's client: messages with a card, changes of them, the typing sign."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

import httpx
import structlog
from microsoft_teams.api import ApiClient, TypingActivityInput
from microsoft_teams.api.activities.message import MessageActivityInput
from microsoft_teams.api.clients import ConversationClient
from microsoft_teams.api.models import Attachment

from bot.gateway.teams.cards import Rendered
from bot.gateway.teams.login import LoginFailed

CARD = "application/vnd.microsoft.card.adaptive"
MAX_ACTIVITY_BYTES = 28_000  # what Teams takes, everything around the card included
MAX_PLAIN = MAX_ACTIVITY_BYTES // 4  # characters: no letter takes more than four bytes
MAX_SUMMARY = 400  # characters: it is what a notification shows

log = structlog.get_logger()


class NotSent(Exception):
    """Teams did not take it; the log says why. Nothing more can be said in that conversation now."""

    def __init__(self, status: int = 0) -> None:
        super().__init__(str(status))
        self.status = status  # of Teams' answer, 0 when there was none

    @property
    def gone(self) -> bool:
        """Whether what we wrote to is no longer there, or no longer ours to write to."""
        return self.status in (403, 404)


@dataclass(frozen=True)
class Address:
    """Where an answer goes: the service that Teams named (checked by the guard) and its conversation."""

    service_url: str
    conversation: str


class Connector:
    """Every method raises NotSent."""

    def __init__(self, api: ApiClient) -> None:
        self._api = api

    async def send(self, to: Address, rendered: Rendered) -> str:
        """A new message; its id."""
        try:
            return await self._create(to, message(rendered))
        except NotSent as error:
            if error.status != 413:
                raise
            return await self._create(to, _plain(rendered))

    async def update(self, to: Address, message_id: str, rendered: Rendered) -> None:
        """The card takes the place of what stands in an earlier message of ours."""
        try:
            with suppress(KeyError):  # the library looks for an id in an answer that need not have one
                await self._conversations(to).update_activity(to.conversation, message_id, message(rendered))
        except (httpx.HTTPError, LoginFailed) as error:
            raise _not_sent("update", error) from error

    async def delete(self, to: Address, message_id: str) -> None:
        """Take a message away; a failure is logged and changes nothing else."""
        try:
            await self._conversations(to).delete_activity(to.conversation, message_id)
        except (httpx.HTTPError, LoginFailed) as error:
            raise _not_sent("delete", error) from error

    async def typing(self, to: Address) -> None:
        """Show that an answer is being written."""
        await self._create(to, TypingActivityInput())

    async def _create(self, to: Address, activity: MessageActivityInput | TypingActivityInput) -> str:
        try:
            return (await self._conversations(to).create_activity(to.conversation, activity)).id
        except (httpx.HTTPError, LoginFailed) as error:
            raise _not_sent("send", error) from error

    def _conversations(self, to: Address) -> ConversationClient:
        return self._api.from_service_url(to.service_url).conversations


def message(rendered: Rendered) -> MessageActivityInput:
    """The card; its words only as summary, for Teams would show a text beside the card."""
    activity = MessageActivityInput(
        attachments=[Attachment(content_type=CARD, content=rendered.card)],
        summary=" ".join(rendered.text.split())[:MAX_SUMMARY],
    )
    size = len(httpx.Request("POST", "", json=activity.model_dump(by_alias=True, exclude_none=True)).content)
    if size <= MAX_ACTIVITY_BYTES:
        return activity
    log.warning("teams_card_too_large", bytes=size)
    return _plain(rendered)


def _plain(rendered: Rendered) -> MessageActivityInput:
    return MessageActivityInput(text=rendered.text[:MAX_PLAIN], text_format="plain")


def _not_sent(what: str, error: httpx.HTTPError | LoginFailed) -> NotSent:
    status = error.response.status_code if isinstance(error, httpx.HTTPStatusError) else 0
    why = str(error) if isinstance(error, LoginFailed) else type(error).__name__
    log.warning("teams_not_sent", what=what, status=status, why=why)
    return NotSent(status)
