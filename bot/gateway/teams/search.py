"""The message extension: a search whose hits are put into somebody's own message as cards."""

from __future__ import annotations

import asyncio
import secrets

from microsoft_teams.api.models import Attachment
from microsoft_teams.api.models.messaging_extension import (
    MessagingExtensionAttachment,
    MessagingExtensionAttachmentLayout,
    MessagingExtensionQuery,
    MessagingExtensionResponse,
    MessagingExtensionResult,
    MessagingExtensionResultType,
)

from bot.gateway.parts import Parts
from bot.gateway.problems import Problem
from bot.gateway.teams.cards import SearchResult, search_results
from bot.gateway.teams.connector import CARD
from bot.gateway.teams.core_texts import CoreTexts
from bot.gateway.teams.metrics import TeamsMetrics
from bot.gateway.teams.words import plain

COMMAND = "sokLotsen"
PARAMETER = "fraga"
SECONDS = 4.0  # Teams itself gives up after 5
PREVIEW = "application/vnd.microsoft.card.thumbnail"


class Search:
    """Each search is a conversation of its own: what was searched for before does not colour it."""

    def __init__(self, parts: Parts, texts: CoreTexts, metrics: TeamsMetrics) -> None:
        self._parts = parts
        self._texts = texts
        self._metrics = metrics

    async def answer(self, query: MessagingExtensionQuery) -> MessagingExtensionResponse:
        """Hits as cards, or a sentence that says why there are none."""
        words = words_of(query)
        if not words:
            return self.saying("empty", self._texts.search_empty)
        try:
            async with asyncio.timeout(SECONDS):
                replies = await self._parts.assistant.ask(f"teams-search-{secrets.token_hex(16)}", words)
        except TimeoutError:
            return self.saying("late", self._texts.search_late)
        except Problem as problem:
            return self.refusing(problem)
        found = search_results(replies)
        if not found:
            return self.saying("nothing", self._texts.search_nothing)
        self._metrics.searches.labels("found").inc()
        return _response(
            type=MessagingExtensionResultType.RESULT,
            attachment_layout=MessagingExtensionAttachmentLayout.LIST,
            attachments=[_attachment(one) for one in found],
        )

    def refusing(self, problem: Problem) -> MessagingExtensionResponse:
        """What went wrong, in the gateway's words."""
        self._parts.metrics.problems.labels(problem.code.value).inc()
        return self.saying("problem", self._parts.texts[problem.code].format(seconds=problem.retry_after))

    def saying(self, result: str, text: str) -> MessagingExtensionResponse:
        """A sentence in place of results, counted as ``result``."""
        self._metrics.searches.labels(result).inc()
        return _response(type=MessagingExtensionResultType.MESSAGE, text=text)


def words_of(query: MessagingExtensionQuery) -> str:
    """What is searched for; empty for another command, and when Teams only opens the search."""
    if query.command_id != COMMAND:
        return ""
    values = [each.value for each in query.parameters or [] if each.name == PARAMETER]
    return plain(values[0]) if values and isinstance(values[0], str) else ""


def _attachment(found: SearchResult) -> MessagingExtensionAttachment:
    preview = Attachment(content_type=PREVIEW, content={"title": found.title, "text": found.text})
    return MessagingExtensionAttachment(content_type=CARD, content=found.rendered.card, preview=preview)


def _response(**named: object) -> MessagingExtensionResponse:
    return MessagingExtensionResponse(compose_extension=MessagingExtensionResult.model_validate(named))
