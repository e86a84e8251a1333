"""Makes Microsoft's library ready for us: our login, our retries, nothing told about us that need not be."""

from __future__ import annotations

from microsoft_teams.apps import App
from microsoft_teams.apps.http.adapter import HttpMethod, HttpRouteHandler
from microsoft_teams.common import Client, ClientOptions
from microsoft_teams.common.http import Interceptor, InterceptorRequestContext, InterceptorResponseContext

from bot.gateway.settings import Settings
from bot.gateway.teams.login import Login
from bot.gateway.teams.quiet import own_environment
from bot.gateway.teams.retry import Retry

CONNECTOR_SECONDS = 10.0  # for one call to Teams


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


class _Anonymous(Interceptor):
    """Calls say that they are Lotsen's, not which versions of what made them."""

    def request(self, context: InterceptorRequestContext) -> None:
        context.request.headers["User-Agent"] = "Lotsen"

    def response(self, context: InterceptorResponseContext) -> None:
        """Answers are the library's to read."""


def make_sdk(settings: Settings, login: Login | None) -> App:
    """Microsoft's application object; ``login`` is None in development, where nothing is signed."""
    client = Client(ClientOptions(timeout=CONNECTOR_SECONDS, interceptors=[_Anonymous()]))
    client.use(Retry())
    with own_environment():
        return App(
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
