"""GET /api/health, GET /api/health/live and GET /metrics."""

from __future__ import annotations

import asyncio
from ipaddress import ip_address
from typing import Literal

import httpx
from anyio.to_thread import run_sync
from fastapi import APIRouter, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST
from pydantic import BaseModel
from sqlalchemy.exc import SQLAlchemyError

from bot.gateway.callers import address_of
from bot.gateway.parts import Parts, PartsOf
from bot.gateway.problems import Code, Problem
from bot.gateway.routes.descriptions import problems

router = APIRouter(tags=["operation"])

PROBE_SECONDS = 6.0  # Rasa's server writes to find out, and waits 5 for a file that another holds
State = Literal["ready", "not_ready"]


class Live(BaseModel):
    """Whether the gateway itself runs; says nothing of what stands behind it."""

    live: bool


class Health(Live):
    """Ready when a question would be answered; ``parts`` says what is not, channels beside the chat included."""

    ready: bool
    parts: dict[str, State]


@router.get("/api/health/live", responses=problems(500))
async def live() -> Live:
    """Whether this process answers."""
    return Live(live=True)


@router.get("/api/health", responses={**problems(429, 500), 503: {"model": Health, "description": "Not ready"}})
async def health(request: Request, response: Response, parts: PartsOf) -> Health:
    """Whether Rasa, the action server and the store of votes are ready as well; 503 when one is not."""
    parts.limiter.count_probe(address_of(request))
    rasa, actions, feedback = await asyncio.gather(
        _answers(parts.client, f"{parts.settings.rasa}/webhooks/rest/"),
        _answers(parts.client, f"{parts.settings.actions}/health"),
        _stores(parts),
    )
    found = {"assistant": rasa, "actions": actions, "feedback": feedback}
    ready = all(found.values())
    found |= {name: channel.ready for name, channel in parts.channels.items()}  # told, but the chat goes on without
    response.status_code = 200 if ready else 503
    return Health(live=True, ready=ready, parts={name: "ready" if ok else "not_ready" for name, ok in found.items()})


@router.get("/metrics", include_in_schema=False)
async def metrics(request: Request, parts: PartsOf) -> Response:
    """For Prometheus; other addresses than LOTSEN_METRICS_NETWORKS are told that there is nothing."""
    if not _may_read(address_of(request), parts):
        raise Problem(Code.NOT_FOUND)
    parts.metrics.turns.set(parts.assistant.turns)
    parts.metrics.most_turns.set(parts.settings.max_turns)
    return Response(parts.metrics.text(), media_type=CONTENT_TYPE_LATEST)


async def _answers(client: httpx.AsyncClient, address: str) -> bool:
    try:
        return (await client.get(address, timeout=PROBE_SECONDS)).status_code < 500
    except httpx.HTTPError:
        return False


async def _stores(parts: Parts) -> bool:
    try:
        await run_sync(parts.feedback.check)
    except (OSError, SQLAlchemyError):
        return False
    return True


def _may_read(address: str, parts: Parts) -> bool:
    try:
        return any(ip_address(address) in network for network in parts.settings.metrics_networks)
    except ValueError:
        return False
