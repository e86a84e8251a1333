"""Asks the action server for what stands at an address."""

from __future__ import annotations

import re

import httpx
from pydantic import ValidationError

from bot.gateway.answer_pages.content import PageContent
from bot.gateway.assistant import RETRY_SECONDS
from bot.gateway.parts import Parts
from bot.gateway.problems import Code, Problem

ASK_SECONDS = 10.0
#: What an address can look like; anything else is not even asked for.
ADDRESS = re.compile(r"/(?:vard|svar)(?:/[A-Za-z0-9_.,+-]{1,1000}){0,3}")


async def page_at(parts: Parts, path: str) -> PageContent:
    """What the page at ``path`` shows today.

    Raises:
        Problem: NOT_FOUND, ASSISTANT_UNAVAILABLE, ASSISTANT_TIMEOUT or ASSISTANT_FAILED.
    """
    if not ADDRESS.fullmatch(path):
        raise Problem(Code.NOT_FOUND)
    try:
        found = await parts.client.get(f"{parts.settings.actions}/pages", params={"path": path}, timeout=ASK_SECONDS)
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
        raise Problem(Code.ASSISTANT_UNAVAILABLE, retry_after=RETRY_SECONDS) from error
    except httpx.TimeoutException as error:
        raise Problem(Code.ASSISTANT_TIMEOUT, retry_after=RETRY_SECONDS) from error
    except httpx.HTTPError as error:
        raise Problem(Code.ASSISTANT_FAILED) from error
    return _read(found)


def _read(found: httpx.Response) -> PageContent:
    if found.status_code == 404:
        raise Problem(Code.NOT_FOUND)
    if found.status_code == 503:
        raise Problem(Code.ASSISTANT_UNAVAILABLE, retry_after=RETRY_SECONDS)
    if found.status_code != 200:
        raise Problem(Code.ASSISTANT_FAILED)
    try:
        return PageContent.model_validate_json(found.content)
    except ValidationError as error:
        raise Problem(Code.ASSISTANT_FAILED) from error
