"""``/desk`` and all below it: who it is, how much comes, and then to the desk's own process and back."""

from __future__ import annotations

from collections.abc import AsyncIterator
from urllib.parse import urlsplit

import httpx
from fastapi import APIRouter, Request, Response

from bot.gateway.assistant import tls
from bot.gateway.callers import address_of
from bot.gateway.desk.people import HEADER, Person, person_of, whoever_tries
from bot.gateway.desk.refusing import Refusals
from bot.gateway.desk_settings import DESK_PATH
from bot.gateway.parts import Parts
from bot.gateway.problems import Code, Problem
from bot.gateway.sign_in import SignIn

#: What of a browser's headers the desk gets; who it is comes from us alone.
PASSED = ("accept", "content-type", "hx-request", "hx-target", "if-none-match", "sec-fetch-site")
RETURNED = (
    "content-type",
    "content-security-policy",
    "referrer-policy",
    "cache-control",
    "etag",
    "location",
)
RETRY_SECONDS = 5
METHODS = ["GET", "HEAD", "POST"]


class DeskDoor:
    """Lets editors through to the desk."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._settings = parts.settings
        self._refusals = Refusals(parts.texts)
        self._sign_in = None if self._settings.desk_trying else SignIn(self._settings, httpx.AsyncClient(verify=tls()))
        self._desk = httpx.AsyncClient(
            base_url="http://desk",
            transport=httpx.AsyncHTTPTransport(uds=str(self._settings.desk_socket)),
            timeout=httpx.Timeout(self._settings.desk_timeout, connect=self._settings.connect_timeout),
            trust_env=False,
        )

    async def start(self) -> None:
        """Nothing to start; the desk is asked when it is needed."""

    async def aclose(self) -> None:
        """Close the connections to the desk and to whoever signs editors in."""
        await self._desk.aclose()
        if self._sign_in is not None:
            await self._sign_in.aclose()

    @property
    def ready(self) -> bool:
        """Whether the desk's process has begun to listen; staff's chat does not wait for it."""
        return self._settings.desk_socket.exists()

    async def answer(self, request: Request) -> Response:
        """What the desk answers, or why nobody was let in."""
        try:
            self._parts.limiter.count_request(address_of(request))
            _refuse_foreign_pages(request)
            return await self._pass_on(request, await self._person(request))
        except Problem as problem:
            self._parts.metrics.problems.labels(problem.code.value).inc()
            return self._refusals.respond(request, problem)

    async def _person(self, request: Request) -> Person:
        if self._sign_in is None:
            return whoever_tries(self._refusals.texts["trying"])
        return person_of(await self._sign_in.claims(request.headers.get("authorization")), self._settings)

    async def _pass_on(self, request: Request, person: Person) -> Response:
        headers = {name: request.headers[name] for name in PASSED if name in request.headers}
        url = httpx.URL(path=request.url.path, query=request.url.query.encode())
        body = b"".join([part async for part in self._counted(request)])
        try:
            answer = await self._desk.request(
                request.method, url, headers={**headers, HEADER: person.header()}, content=body
            )
        except httpx.HTTPError as error:
            raise Problem(Code.DESK_UNAVAILABLE, retry_after=RETRY_SECONDS) from error
        kept = {name: answer.headers[name] for name in RETURNED if name in answer.headers}
        return Response(answer.content, answer.status_code, kept)

    async def _counted(self, request: Request) -> AsyncIterator[bytes]:
        """The body; raises Problem DESK_TOO_LARGE at the limit, before the desk sees any of it."""
        length = request.headers.get("content-length", "0")
        left = self._settings.desk_bytes
        if not length.isascii() or not length.isdigit() or int(length[:12]) > left:
            raise Problem(Code.DESK_TOO_LARGE)
        async for part in request.stream():
            left -= len(part)
            if left < 0:
                raise Problem(Code.DESK_TOO_LARGE)
            yield part


def _refuse_foreign_pages(request: Request) -> None:
    """No script of another origin reads or writes here, not even of one that may use the chat; links may lead here."""
    headers = request.headers
    origin = headers.get("origin")
    foreign = origin is not None and urlsplit(origin).netloc.lower() != headers.get("host", "").lower()
    site, mode = headers.get("sec-fetch-site", "none"), headers.get("sec-fetch-mode", "navigate")
    if foreign or (site not in ("same-origin", "none") and (mode != "navigate" or request.method == "POST")):
        raise Problem(Code.UNKNOWN_ORIGIN)


def desk_routes(parts: Parts) -> APIRouter:
    """The desk's router; its door closes with the other channels."""
    door = DeskDoor(parts)
    parts.channels["desk"] = door
    router = APIRouter(include_in_schema=False)

    @router.api_route(DESK_PATH, methods=METHODS)
    async def start(request: Request) -> Response:
        return await door.answer(request)

    @router.api_route(DESK_PATH + "/{path:path}", methods=METHODS)
    async def below(request: Request) -> Response:
        return await door.answer(request)

    return router
