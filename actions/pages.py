"""GET /pages?path=…: what a page shows today; GET /suggestions: what may be asked. The gateway itself knows neither.

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
SUGGESTIONS: Final = "/suggestions"
logger = logging.getLogger(__name__)


def add_pages(app: Sanic) -> None:
    """Registers the routes: 200 with what is asked for, 404 where there is no page, 503 without a knowledge base."""
    app.add_route(_page, PATH, methods=["GET"], name="pages")
    app.add_route(_suggestions, SUGGESTIONS, methods=["GET"], name="suggestions")


@functools.lru_cache(maxsize=1)  # the current build's
def _base(answerer: Answerer) -> Base:
    return Base(answerer.knowledge, answerer.care)


async def _page(request: Request) -> HTTPResponse:
    path = request.args.get("path", "")
    try:
        found = knowledge_base.use(lambda answerer: page_at(_base(answerer), path, today()))
    except StoreError as fault:
        return _no_base(fault)
    if found is None:
        return response.json({"error": "no such page"}, status=404)
    return response.json(dataclasses.asdict(found))


async def _suggestions(request: Request) -> HTTPResponse:
    try:
        found = knowledge_base.use(lambda answerer: _base(answerer).suggestions)
    except StoreError as fault:
        return _no_base(fault)
    return response.json({"suggestions": [dataclasses.asdict(one) for one in found]})


def _no_base(fault: StoreError) -> HTTPResponse:
    logger.error("No knowledge base: %s", fault)
    return response.json({"error": "no knowledge base"}, status=503)
