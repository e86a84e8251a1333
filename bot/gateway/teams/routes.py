"""POST /api/messages: where Teams sends everything."""

from __future__ import annotations

import json

from fastapi import APIRouter, Request, Response
from starlette.responses import JSONResponse

from bot.gateway.problems import Code, Problem
from bot.gateway.teams.channel import Body, TeamsChannel


def routes(path: str, channel: TeamsChannel) -> APIRouter:
    """Not in the description of our interface: only Teams calls it, in the form that Microsoft documents."""
    router = APIRouter()

    @router.post(path, include_in_schema=False)
    async def messages(request: Request) -> Response:
        status, body = await channel.receive(request.headers.get("authorization"), await _activity(request))
        return Response(status_code=status) if body is None else JSONResponse(body, status)

    return router


async def _activity(request: Request) -> Body:
    """The JSON object in the body; fields that our own names of theirs would hide are not Teams'."""
    try:
        found = json.loads(await request.body())
    except (ValueError, RecursionError) as error:
        raise Problem(Code.NOT_JSON) from error
    if not isinstance(found, dict):
        raise Problem(Code.BAD_REQUEST, fields=("body",))
    aliases = tuple(name for name in found if "_" in name)
    if aliases:  # the library would read service_url beside serviceUrl, which is the one that was checked
        raise Problem(Code.BAD_REQUEST, fields=("body",))
    return found
