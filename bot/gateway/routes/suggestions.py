"""GET /api/suggestions: what may be asked. A page chooses among them itself, so nothing that is typed leaves it."""

from __future__ import annotations

from fastapi import APIRouter, Response

from bot.gateway.answer_pages.content import Suggestions
from bot.gateway.answer_pages.source import suggestions_of
from bot.gateway.callers import OwnerOf
from bot.gateway.parts import PartsOf
from bot.gateway.routes.descriptions import problems

router = APIRouter(prefix="/api", tags=["chat"])
#: The list changes with the facts only; a reader's own browser may keep it for a while.
KEPT = "private, max-age=600"


@router.get("/suggestions", responses=problems(401, 429, 500, 502, 503, 504))
async def suggestions(response: Response, parts: PartsOf, owner: OwnerOf) -> Suggestions:
    """Every question that may be suggested while somebody types."""
    found = await suggestions_of(parts)
    response.headers["Cache-Control"] = KEPT
    return found
