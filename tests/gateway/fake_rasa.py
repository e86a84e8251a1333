"""Stands in for Rasa and the action server on a loopback port: what it does depends on the words it gets."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import anyio
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

OUTCOME = {"kind": "answer", "reason": None, "facts": [], "status": None, "sources": [], "contacts": []}
INJECTION = '<script>alert(1)</script> [klicka](javascript:alert(1)) <img src=x onerror="alert(1)">'


UNDERSTOOD = {
    "slot": "patient_group",
    "value": "undocumented",
    "label": "papperslös",
    "person": None,
    "span": [4, 14],
    "inferred": False,
    "choices": [{"title": "Asylsökande", "payload": "asylsökande"}],
}


class FakeRasa:
    """Remembers what it was asked."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.turns: list[dict[str, str]] = []
        self.known: set[str | None] = set()  # what requests showed to be let in

    def senders(self) -> list[str]:
        return [turn["sender"] for turn in self.turns]


def message(text: str, **custom: Any) -> dict[str, Any]:
    return {"recipient_id": "x", "text": text, "custom": {**OUTCOME, **custom}}


def replies_to(words: str) -> Any:
    """The body of Rasa's answer."""
    source = {"id": "a", "title": INJECTION, "publisher": "VGR", "url": "javascript:alert(1)", "quote": INJECTION}
    made: dict[str, Any] = {
        "knappar": [
            {**message("Vilken?", kind="clarify"), "buttons": [{"title": "Färdplanen", "payload": "färdplanen"}]}
        ],
        "förstått": [message("Så här.", understood=[UNDERSTOOD, {"label": "tandvård", "inferred": True}])],
        "förstått inget": [message("Så här.", understood=None)],
        "nycklar": [message("Så här.", answer_id="from-the-action", suggestions=["mer"], debug={"intent": "x"})],
        "angrepp": [message(INJECTION, sources=[source])],
        "fel": [message("Förlåt.", kind="error")],
        "bara text": [{"recipient_id": "x", "text": "Hej!"}],
        "utan text": [{"recipient_id": "x", "text": None, "buttons": None, "custom": OUTCOME}],
        "nytt ord": [message("Ja.", status={"state": "paused", "since": None}, reason="too_new")],
        "två svar": [message("Första."), message("Andra.")],
        "långt": [message("Å" * 60_000, sources=[{**source, "quote": "ä" * 5_000}] * 30)],
        "tyst": [],
        "okänd sort": [message("Hej.", kind="nonsense")],
        "annan form": {"text": "Hej"},
    }
    if words.startswith("svar "):
        return [message("Så här.", answer_id=words.removeprefix("svar "))]
    return made.get(words, [message(f"Du sa: {words}")])


def application(fake: FakeRasa) -> Starlette:
    async def webhook(request: Request) -> Response:
        turn = await request.json()
        fake.known.add(request.headers.get("authorization"))
        fake.turns.append(turn)
        words = turn["message"]
        if words == "krasch":
            return PlainTextResponse("Traceback (most recent call last): secret", 500)
        if words == "skräp":
            return PlainTextResponse("<html>")
        if words.startswith("långsam"):
            await anyio.sleep(1.0)
        return JSONResponse(replies_to(words))

    async def ok(request: Request) -> Response:
        fake.known.add(request.headers.get("authorization"))
        return JSONResponse({"status": "ok"})

    async def suggestions(request: Request) -> Response:
        fake.known.add(request.headers.get("authorization"))
        return JSONResponse({"suggestions": []})

    return Starlette(
        routes=[
            Route("/", ok),
            Route("/health", ok),
            Route("/webhooks/rest/", ok),
            Route("/suggestions", suggestions),  # of the action server, for which this stands in too
            Route("/webhooks/rest/webhook", webhook, methods=["POST"]),
        ]
    )


@contextmanager
def served(app: Any, **options: Any) -> Iterator[str]:
    """Serves an application on a free loopback port, in a thread; its URL. Options are uvicorn's."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        config = uvicorn.Config(app, log_config=None, access_log=False, server_header=False, **options)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        deadline = time.monotonic() + 20
        while not server.started and time.monotonic() < deadline:
            time.sleep(0.01)
        assert server.started
        scheme = "https" if "ssl_certfile" in options else "http"
        yield f"{scheme}://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


def closed_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def body_of(text: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(text)
    return found
