"""GET /pages?path=…: what a page shows today, for the gateway, which knows neither facts nor the day.

On loopback only, like everything that the action server serves.
"""

from __future__ import annotations

import dataclasses
import functools
import logging
from typing import Final

from sanic import Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from actions import knowledge_base
from actions.clock import today
from knowledge.answering import Answerer
from knowledge.showing import Base, page_at
from knowledge.store import StoreError

PATH: Final = "/pages"
logger = logging.getLogger(__name__)


def add_pages(app: Sanic) -> None:
    """Registers the route: 200 with the page, 404 where there is none, 503 while there is no knowledge base."""
    app.add_route(_page, PATH, methods=["GET"], name="pages")


@functools.lru_cache(maxsize=1)  # the current build's
def _base(answerer: Answerer) -> Base:
    return Base(answerer.knowledge, answerer.care)


async def _page(request: Request) -> HTTPResponse:
    path = request.args.get("path", "")
    try:
        found = knowledge_base.use(lambda answerer: page_at(_base(answerer), path, today()))
    except StoreError as fault:
        logger.error("No knowledge base: %s", fault)
        return response.json({"error": "no knowledge base"}, status=503)
    if found is None:
        return response.json({"error": "no such page"}, status=404)
    return response.json(dataclasses.asdict(found))
