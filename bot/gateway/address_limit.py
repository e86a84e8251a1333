"""Counts what changes something against its address before anything is read of it: what is refused later counts too."""

from __future__ import annotations

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.gateway.callers import address_of
from bot.gateway.limits import Limiter
from bot.gateway.middleware import CHANGING, Texts
from bot.gateway.problems import Problem, problem_response


class AddressLimit:
    """429 for an address that has used up its share.

    Args:
        passed: paths, with all below them, whose callers stand behind one address or are counted by their own routes.
    """

    def __init__(self, app: ASGIApp, limiter: Limiter, texts: Texts, passed: tuple[str, ...] = ()) -> None:
        self._app = app
        self._limiter = limiter
        self._texts = texts
        self._passed = passed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] in CHANGING and not self._is_passed(str(scope["path"])):
            try:
                self._limiter.count_request(address_of(Request(scope)))
            except Problem as problem:
                response = problem_response(problem, self._texts)
                response.headers["Connection"] = "close"  # its body is not read
                await response(scope, receive, send)
                return
        await self._app(scope, receive, send)

    def _is_passed(self, path: str) -> bool:
        return any(path == passed or path.startswith(f"{passed}/") for passed in self._passed)
