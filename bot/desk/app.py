"""Makes the application: `create_app(desk)`."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from pathlib import Path

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.desk.desk import BASE, Desk
from bot.desk.people import Person, person_of
from bot.desk.texts import say, texts
from bot.desk.views import (
    ask,
    care,
    care_entry,
    care_publish,
    confirm,
    effects,
    fact,
    facts,
    insight,
    new_fact,
    pages,
    publish,
    start,
    take_in,
    together,
)

STATIC = Path(__file__).parent / "static"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
MAX_FORM = 200_000  # bytes of a form without files
MAX_FILE = 100 * 1024 * 1024  # the gateway stops larger ones sooner, and reading stops at its own limit
View = Callable[[Desk, Request, Person], Response]
Action = Callable[[Desk, Request, Person, FormData], Response]
log = logging.getLogger(__name__)


def create_app(desk: Desk) -> Starlette:
    """The whole desk."""

    def get(path: str, view: View) -> Route:
        async def endpoint(request: Request) -> Response:
            return await run_in_threadpool(view, desk, request, person_of(request))

        return Route(BASE + path, endpoint, methods=["GET"])

    def post(path: str, action: Action, most: int = MAX_FORM) -> Route:
        async def endpoint(request: Request) -> Response:
            person = person_of(request)
            if int(request.headers.get("content-length", "0")) > most:
                raise HTTPException(413)
            async with request.form() as form:
                desk.tokens.require(form, person.id, desk.today)
                return await run_in_threadpool(action, desk, request, person, form)

        return Route(BASE + path, endpoint, methods=["POST"])

    routes = [
        get("", start.view),
        get("/vard", care.table),
        get("/vard/ruta", care.cell),
        get("/vard/bekrafta", confirm.view),
        post("/vard/bekrafta", confirm.tick),
        get("/vard/poster", care_entry.listing),
        post("/vard/nytt", care_entry.begin),
        get("/vard/post/{kind}/{key}", care_entry.view),
        post("/vard/post/{kind}/{key}", care_entry.save),
        post("/vard/post/{kind}/{key}/slang", care_entry.drop),
        get("/fakta", facts.view),
        get("/fakta/nytt", new_fact.view),
        post("/fakta/nytt", new_fact.begin),
        get("/fakta/{key}", fact.view),
        post("/fakta/{key}", fact.save),
        post("/fakta/{key}/slang", fact.drop),
        get("/sidor", pages.listing),
        get("/sidor/{page}", pages.view),
        post("/sidor/{page}", pages.compare_now, MAX_FILE),
        post("/sidor/{page}/spara", pages.save),
        post("/sidor/{page}/faktum", take_in.draft),
        get("/ta-in", take_in.view),
        post("/ta-in", take_in.begin, MAX_FILE),
        get("/ta-in/{page}", take_in.look),
        post("/ta-in/{page}", take_in.save),
        post("/ta-in/{page}/faktum", take_in.draft),
        post("/ta-in/{page}/slang", take_in.drop),
        get("/publicera/program/{programme}", together.review),
        post("/publicera/program/{programme}", together.publish),
        get("/publicera", publish.listing),
        get("/publicera/vard", care_publish.review),
        post("/publicera/vard", care_publish.publish),
        get("/publicera/hander/{kind}", effects.view),
        post("/publicera/hander/{kind}", effects.begin),
        get("/publicera/hander/{kind}/{key}", effects.view),
        post("/publicera/hander/{kind}/{key}", effects.begin),
        get("/publicera/{key}", publish.review),
        post("/publicera/{key}", publish.publish),
        post("/historik/{sha}/angra", publish.undo),
        get("/fraga", ask.view),
        get("/insikt", insight.view),
        Mount(f"{BASE}/statik", StaticFiles(directory=STATIC)),
    ]
    return Starlette(
        routes=routes,
        middleware=[Middleware(Headers)],
        exception_handlers={HTTPException: _refused(desk), Exception: _failed},
    )


class Headers:
    """Nothing from elsewhere, no frame around us, nothing kept by the browser but the static files."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                static = str(scope["path"]).startswith(f"{BASE}/statik/")
                cache = b"no-cache" if static else b"no-store"
                message["headers"] = [
                    *message.get("headers", []),
                    (b"content-security-policy", POLICY.encode()),
                    (b"cache-control", cache),
                    # with none at all a browser posts forms as from "null", which the gateway takes for another site
                    (b"referrer-policy", b"same-origin"),
                ]
            await send(message)

        await self._app(scope, receive, with_headers if scope["type"] == "http" else send)


def _refused(desk: Desk) -> Callable[[Request, Exception], Awaitable[Response]]:
    async def handler(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        status = error.status_code if error.status_code in texts()["problems"] else 422
        try:
            person = person_of(request)
        except HTTPException:
            return PlainTextResponse(say("problems", status), status)
        return desk.page(request, "problem.html", person, status, code=status)

    return handler


async def _failed(request: Request, error: Exception) -> Response:
    """Its place is logged by the server; its words, which may quote a draft, are not shown."""
    return PlainTextResponse(say("problems", 500), 500)
