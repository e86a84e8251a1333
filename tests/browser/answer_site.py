"""The real gateway in front of an action server that knows the sample pages of the gateway's tests."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from bot.gateway.app import create_app
from bot.gateway.settings import read_settings

ROOT = Path(__file__).parents[2]
SAMPLES: dict[str, Any] = json.loads((ROOT / "tests/gateway/answer_pages/samples.json").read_text(encoding="utf-8"))
#: The pages on the way to the care questions that are asked most.
FINDER: dict[str, Any] = json.loads((ROOT / "tests/browser/finder.json").read_text(encoding="utf-8"))


@contextmanager
def answer_site(folder: Path) -> Iterator[str]:
    """Serves both on loopback ports; the gateway's URL. ``folder`` takes what the gateway writes."""
    with _served(Starlette(routes=[Route("/pages", _page)])) as actions:
        settings = read_settings(
            action_url=actions,
            secret_file=folder / "secret",
            inside_secret_file=folder / "inside-secret",
            feedback_db=folder / "feedback.db",
            limit_address="10000/minute",
        )
        with _served(create_app(settings)) as url:
            yield url


async def _page(request: Request) -> JSONResponse:
    page = {**FINDER, **SAMPLES}.get(request.query_params["path"])
    return JSONResponse(page) if page else JSONResponse({}, 404)


@contextmanager
def _served(app: Any) -> Iterator[str]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        deadline = time.monotonic() + 60
        while not server.started and time.monotonic() < deadline:
            time.sleep(0.01)
        assert server.started
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)
