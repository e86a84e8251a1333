"""Makes Microsoft's library ready for us: our login, our retries, no telemetry, nothing taken from stray variables.

It is the one place that imports the library's application; importing it costs memory and time, so the gateway
imports this package only where Teams is set up.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager

from bot.gateway.settings import Settings
from bot.gateway.teams.login import Login
from bot.gateway.teams.retry import Retry

#: The library takes these from the environment when an option is not given, and a secret even when one is.
_STRAY = (
    "CLIENT_ID",
    "CLIENT_SECRET",
    "TENANT_ID",
    "MANAGED_IDENTITY_CLIENT_ID",
    "SERVICE_URL",
    "CLOUD",
    "DANGEROUSLY_ALLOW_UNAUTHENTICATED_REQUESTS",
)
#: It also reads a file .env of whichever folder we run in, unless told not to.
_SWITCHES = {"PYTHON_DOTENV_DISABLED": "1", "OTEL_SDK_DISABLED": "true"}
#: Their lines quote addresses with ids of people and conversations, and messages; ours say what went wrong instead.
_TALKATIVE = ("microsoft_teams", "microsoft_teams.common.http.client", "msal", "httpx", "httpcore", "urllib3")
CONNECTOR_SECONDS = 10.0  # for one call to Teams


@contextmanager
def _own_environment() -> Iterator[None]:
    before = {name: os.environ.pop(name) for name in _STRAY if name in os.environ}
    os.environ.update(_SWITCHES)
    try:
        yield
    finally:
        os.environ.update(before)


def quiet() -> None:
    """Keeps the library's own lines out of the log. It resets httpx's level with every client that it makes, to that
    of its own client module: hence the second name."""
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.CRITICAL)


with _own_environment():
    from microsoft_teams.apps import App
    from microsoft_teams.apps.http.adapter import HttpMethod, HttpRouteHandler
    from microsoft_teams.common import Client, ClientOptions
    from microsoft_teams.common.http import InterceptorRequestContext


class _NoServer:
    """The library registers its own handler here, which checks less than guard.py: it is never mounted."""

    def register_route(self, method: HttpMethod, path: str, handler: HttpRouteHandler) -> None:
        """Nothing: routes.py takes what comes in and gives it to the library once the guard has let it pass."""

    def serve_static(self, path: str, directory: str) -> None:
        raise NotImplementedError("Teams serves no files")

    async def start(self, port: int) -> None:
        raise NotImplementedError("the gateway serves")

    async def stop(self) -> None:
        """The gateway stops by itself."""


class _Anonymous:
    """Calls say that they are Lotsen's, not which versions of what made them."""

    def request(self, context: InterceptorRequestContext) -> None:
        context.request.headers["User-Agent"] = "Lotsen"


def make_sdk(settings: Settings, login: Login | None) -> App:
    """Microsoft's application object; ``login`` is None in development, where nothing is signed."""
    client = Client(ClientOptions(timeout=CONNECTOR_SECONDS, interceptors=[_Anonymous()]))
    client.use(Retry())
    with _own_environment():
        app = App(
            client_id=settings.teams_app_id if login else None,
            tenant_id=settings.teams_tenant if login else None,
            token=login,
            client=client,
            http_server_adapter=_NoServer(),
            state=False,
            fetch_user_token=False,
            dangerously_allow_unauthenticated_requests=False,
            telemetry={"agent365": False},  # no ids of people in what tracing would carry along
        )
    quiet()
    return app
