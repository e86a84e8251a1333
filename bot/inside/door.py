"""Who may ask Rasa's server and the action server: our own servers by their secret, and programs of our own user.

Both listen on loopback, which every user of the machine reaches.
"""

from __future__ import annotations

import hmac
import logging
import os
from collections.abc import Collection, Mapping
from typing import Any, Protocol

from sanic.exceptions import Unauthorized
from sanic.request import Request

from bot.inside import callers
from bot.inside.secret import HEADER, header

ONLY_SETTING = "LOTSEN_INSIDE_SECRET_ONLY"
REFUSED = "Not without the servers' secret"
#: A browser names the page or the way by which it was led here; no program of ours is one.
OF_BROWSERS = ("Origin", "Referer", "Sec-Fetch-Site")

logger = logging.getLogger(__name__)


class Signalled(Protocol):
    """What signals can be listened to on: an application or a blueprint of Sanic's."""

    def signal(self, event: str) -> Any:
        """A decorator that has the function called at this event of Sanic's."""


class Door:
    """Lets in who holds the secret, and, unless that is all that counts, programs of our own user.

    Args:
        secret: the servers' own; an empty one is nobody's.
        secret_only: whether programs of our user need it too, as where containers share a network and a user.
    """

    def __init__(self, secret: str, secret_only: bool = False) -> None:
        self._expected = header(secret)[HEADER].encode() if secret else b""
        self._secret_only = secret_only

    def guard(self, routes: Signalled, but_for: Collection[str] = ()) -> None:
        """Have every request answered with 401 whose sender is neither, before its body is read, of whichever route.

        The paths ``but_for`` are for anybody.
        """

        async def check(request: Request, **_: Any) -> None:
            if request.path not in but_for and not self.admits(request):
                logger.warning("Refused: a caller without the servers' secret")
                raise Unauthorized(REFUSED, scheme="Bearer")

        routes.signal("http.routing.before")(check)

    def admits(self, request: Request) -> bool:
        """Whether a request may be answered."""
        shown = request.headers.getone(HEADER, "").encode()
        if self._expected and hmac.compare_digest(shown, self._expected):
            return True
        if shown or self._secret_only or any(name in request.headers for name in OF_BROWSERS):
            return False
        transport: Any = request.transport
        caller, here = transport.get_extra_info("peername"), transport.get_extra_info("sockname")
        return bool(caller and here) and callers.is_ours(caller[:2], here[:2])


def is_secret_only(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether the setting says that programs of our own user need the secret as well."""
    return environ.get(ONLY_SETTING, "").lower() in ("1", "true", "yes", "on")
