"""A gateway in front of an action server that knows a few pages."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fake_rasa import served
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

SAMPLES: dict[str, Any] = json.loads(Path(__file__).with_name("samples.json").read_text(encoding="utf-8"))


class FakeActions:
    """Remembers what it was asked for; ``pages`` are what it knows, ``status`` what it answers instead."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.pages: dict[str, Any] = dict(SAMPLES)
        self.status = 0
        self.url = ""


def _application(fake: FakeActions) -> Starlette:
    async def page(request: Request) -> Response:
        path = request.query_params["path"]
        fake.asked.append(path)
        if fake.status:
            return PlainTextResponse("Traceback: secret", fake.status)
        return JSONResponse(fake.pages[path]) if path in fake.pages else JSONResponse({"error": "none"}, 404)

    async def suggestions(request: Request) -> Response:
        fake.asked.append(request.url.path)
        if fake.status:
            return PlainTextResponse("Traceback: secret", fake.status)
        return JSONResponse({"suggestions": [{"question": "Vad är Färdplanen?", "words": ["strategi"]}]})

    return Starlette(routes=[Route("/pages", page), Route("/suggestions", suggestions)])


@pytest.fixture(scope="session")
def _actions() -> Iterator[FakeActions]:
    fake = FakeActions()
    with served(_application(fake)) as url:
        fake.url = url
        yield fake


@pytest.fixture
def actions(_actions: FakeActions) -> FakeActions:
    _actions.asked.clear()
    _actions.pages, _actions.status = dict(SAMPLES), 0
    return _actions


@pytest.fixture
def site(gateway: Callable[..., TestClient], actions: FakeActions) -> Callable[..., TestClient]:
    """Makes browsers in front of a gateway; settings that are named win."""
    return lambda **named: gateway(**{"action_url": actions.url, **named})


@pytest.fixture
def reader(site: Callable[..., TestClient]) -> TestClient:
    return site()
