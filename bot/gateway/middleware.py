"""What every request passes on its way in and out, whatever route it is for. Plain ASGI."""

from __future__ import annotations

import time
import traceback
from urllib.parse import urlsplit

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.gateway.metrics import Metrics
from bot.gateway.problems import Code, Problem, problem_response
from bot.gateway.settings import Settings

Texts = dict[Code, str]
log = structlog.get_logger()
#: Methods that carry a body and change something.
CHANGING = frozenset({"POST", "PUT", "PATCH", "DELETE"})


class SecurityHeaders:
    """No foreign script, style or request; no page but the named ones may frame us."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        ancestors = " ".join(settings.frame_ancestors) or "'none'"
        self._headers = {
            "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
            f"img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors {ancestors}",
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        }
        if settings.cookie_secure:
            self._headers["Strict-Transport-Security"] = "max-age=31536000"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
                if str(scope["path"]).startswith("/api/"):
                    headers.setdefault("Cache-Control", "no-store")
            await send(message)

        await self._app(scope, receive, send_with_headers if scope["type"] == "http" else send)


class RequestLog:
    """One line and one count a request: route, status and time; no words, no addresses, no path that a caller made up.

    What the routes fail to catch ends here as 500: its place in the code is logged, its own words, which may
    quote a message, are not.
    """

    def __init__(self, app: ASGIApp, texts: Texts, metrics: Metrics) -> None:
        self._app = app
        self._texts = texts
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        start = time.perf_counter()
        status = 0

        async def send_noting_status(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, send_noting_status)
        except Exception as error:  # the last place that can still answer in words
            place = traceback.format_tb(error.__traceback__)
            log.error("failed", why=type(error).__name__, where="".join(place))
            self._metrics.problems.labels(Code.INTERNAL.value).inc()
            if not status:
                await problem_response(Problem(Code.INTERNAL), self._texts)(scope, receive, send_noting_status)
        self._note(scope, status, time.perf_counter() - start)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        route = getattr(scope.get("route"), "path", "none")
        method = scope["method"] if scope["method"] in CHANGING | {"GET", "HEAD", "OPTIONS"} else "other"
        self._metrics.requests.labels(route, method, str(status)).inc()
        self._metrics.seconds.labels(route).observe(seconds)
        log.info("request", route=route, method=method, status=status, ms=round(1000 * seconds, 1))


class OriginCheck:
    """Refuses what a page of another site makes a browser send, unless that site is an allowed one."""

    def __init__(self, app: ASGIApp, settings: Settings, texts: Texts) -> None:
        self._app = app
        self._allowed = frozenset(settings.allowed_origins)
        self._texts = texts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] in CHANGING and not self._known(Headers(scope=scope)):
            await problem_response(Problem(Code.UNKNOWN_ORIGIN), self._texts)(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _known(self, headers: Headers) -> bool:
        """Programs send no origin; browsers always do with what changes something."""
        origin = headers.get("origin")
        if origin is None:
            return True
        return origin.lower() in self._allowed or _host_of(origin) == headers.get("host", "").lower()


def _host_of(origin: str) -> str | None:
    """Host and port of an origin, None of what is none (``http://[``)."""
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return None
