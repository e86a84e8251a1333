"""Asks the action server for what stands at an address, and for what may be asked."""

from __future__ import annotations

import re
from typing import TypeVar

import httpx
from pydantic import BaseModel, ValidationError

from bot.gateway.answer_pages.content import PageContent, Suggestions
from bot.gateway.assistant import RETRY_SECONDS
from bot.gateway.parts import Parts
from bot.gateway.problems import Code, Problem

Model = TypeVar("Model", bound=BaseModel)
ASK_SECONDS = 10.0
#: What an address can look like; anything else is not even asked for.
ADDRESS = re.compile(r"/(?:vard|svar|for-patienten)(?:/[A-Za-z0-9_.,+-]{1,1000}){0,3}")


async def page_at(parts: Parts, path: str) -> PageContent:
    """What the page at ``path`` shows today.

    Raises:
        Problem: NOT_FOUND, ASSISTANT_UNAVAILABLE, ASSISTANT_TIMEOUT or ASSISTANT_FAILED.
    """
    if not ADDRESS.fullmatch(path):
        raise Problem(Code.NOT_FOUND)
    found = await _asked(parts, "/pages", path=path)
    if found.status_code == 404:
        raise Problem(Code.NOT_FOUND)
    return _read(found, PageContent)


async def suggestions_of(parts: Parts) -> Suggestions:
    """The questions to choose from while typing. Raises Problem as ``page_at`` does."""
    return _read(await _asked(parts, "/suggestions"), Suggestions)


async def _asked(parts: Parts, address: str, **params: str) -> httpx.Response:
    try:
        return await parts.client.get(f"{parts.settings.actions}{address}", params=params, timeout=ASK_SECONDS)
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
        raise Problem(Code.ASSISTANT_UNAVAILABLE, retry_after=RETRY_SECONDS) from error
    except httpx.TimeoutException as error:
        raise Problem(Code.ASSISTANT_TIMEOUT, retry_after=RETRY_SECONDS) from error
    except httpx.HTTPError as error:
        raise Problem(Code.ASSISTANT_FAILED) from error


def _read(found: httpx.Response, model: type[Model]) -> Model:
    if found.status_code == 503:
        raise Problem(Code.ASSISTANT_UNAVAILABLE, retry_after=RETRY_SECONDS)
    if found.status_code != 200:
        raise Problem(Code.ASSISTANT_FAILED)
    try:
        return model.model_validate_json(found.content)
    except ValidationError as error:
        raise Problem(Code.ASSISTANT_FAILED) from error
