"""Answers under our own names only.

A foreign page can have its own name lead to this machine (DNS rebinding): the browser then takes it and us for one
site, and ``Origin`` and ``Host`` agree. The name gives it away. An address in digits cannot be made to lead elsewhere.
"""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.gateway.middleware import Texts
from bot.gateway.problems import Code, Problem, problem_response
from bot.gateway.setting_types import is_loopback
from bot.gateway.settings import Settings


class HostCheck:
    """Refuses a request for a name that is not ours: 421."""

    def __init__(self, app: ASGIApp, settings: Settings, texts: Texts) -> None:
        self._app = app
        self._names = names_of(settings)
        self._texts = texts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        host = Headers(scope=scope).get("host", "") if scope["type"] == "http" else ""
        if self._names is not None and host and not is_ours(host, self._names):
            await problem_response(Problem(Code.UNKNOWN_HOST), self._texts)(scope, receive, send)
            return
        await self._app(scope, receive, send)


def names_of(settings: Settings) -> frozenset[str] | None:
    """The names that we answer under beside ``localhost`` and addresses; None where nobody has told them.

    Where only this machine reaches us and no proxy is named, there are none to be told.
    """
    public = urlsplit(settings.public_url).hostname
    told = {name.lower() for name in settings.allowed_hosts} | ({public} if public else set())
    alone = is_loopback(settings.gateway_host) and not settings.trusted_proxies
    return frozenset(told) if told or alone else None


def is_ours(host: str, names: frozenset[str]) -> bool:
    """Whether the value of a Host header names us; its port does not matter."""
    try:
        name = urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return False
    return name == "localhost" or name in names or _is_address(name)


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
