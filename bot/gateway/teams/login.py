"""Our own token, which lets our answers into Teams: with a secret, or with an identity of the machine's.

Microsoft's msal does it. The Teams library would call it too, but without a time limit, with counts of its use, and
asking a further host about login addresses that it does not know.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Mapping
from typing import Any, Protocol

import requests
from msal import (
    ConfidentialClientApplication,
    ManagedIdentityClient,
    SystemAssignedManagedIdentity,
    UserAssignedManagedIdentity,
)
from msal.exceptions import MsalServiceError

from bot.gateway.teams.clouds import issuer, scope
from bot.gateway.teams_settings import SYSTEM_IDENTITY, TeamsSettings

SECONDS = 10.0  # for one call
#: What a machine's identity is asked for when the registration trusts it (federated credentials).
EXCHANGE = "api://AzureADTokenExchange"
#: Names that msal gives itself, the machine and counts of its use.
_TELEMETRY = ("x-client-", "x-app-")


class LoginFailed(Exception):
    """Microsoft gave no token; the message is its error code or the kind of the failure, no more."""

    def __init__(self, why: str, passing: bool) -> None:
        super().__init__(why)
        self.passing = passing  # whether trying again may help


class _Client(Protocol):
    def acquire(self) -> Mapping[str, Any]: ...


class Login:
    """Fetches and keeps the token. Nothing is asked before the first one is needed."""

    def __init__(self, settings: TeamsSettings) -> None:
        self._settings = settings
        self._session = _Session()
        self._lock = threading.Lock()
        self._client: _Client | None = None
        self.failing = False

    async def __call__(self, _scope: object = None, _tenant: object = None) -> str:
        """The token, as Microsoft's library asks for it; always for our tenant. Raises LoginFailed."""
        try:
            token = await asyncio.to_thread(self._token)
        except LoginFailed:
            self.failing = True
            raise
        self.failing = False
        return token

    def close(self) -> None:
        """Close the connection to Microsoft's login."""
        self._session.close()

    def _token(self) -> str:
        try:
            with self._lock:  # making a client asks Microsoft where to log in
                self._client = self._client or _client(self._settings, self._session)
                found = self._client.acquire()
        except (OSError, MsalServiceError) as error:  # not reached or too slow; 5xx
            raise LoginFailed(type(error).__name__, passing=True) from error
        except (ValueError, RuntimeError) as error:  # no such tenant, no identity on this machine
            raise LoginFailed(type(error).__name__, passing=False) from error
        if "access_token" not in found:
            raise LoginFailed(str(found.get("error", "no_token")), passing=False)
        return str(found["access_token"])


class _WithRegistration:
    """Logs in as the bot's registration, with its secret or with what a machine's identity vouches for."""

    def __init__(self, settings: TeamsSettings, session: requests.Session) -> None:
        credential: object = settings.teams_app_secret.get_secret_value()
        if settings.teams_managed_identity:
            machine = _WithIdentity(settings.teams_managed_identity, EXCHANGE, session)
            credential = {"client_assertion": machine.assertion}
        self._scope = scope(settings.teams_openid_url)
        self._app = ConfidentialClientApplication(
            settings.teams_app_id,
            client_credential=credential,
            authority=f"{settings.teams_login_url}/{settings.teams_tenant}",
            http_client=session,
            instance_discovery=False,  # the settings name the host; nobody else is asked about it
        )

    def acquire(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self._app.acquire_token_for_client([self._scope])
        return found


class _WithIdentity:
    """Logs in as an identity that Azure assigned to this machine."""

    def __init__(self, identity: str, resource: str, session: requests.Session) -> None:
        system = identity == SYSTEM_IDENTITY
        assigned = SystemAssignedManagedIdentity() if system else UserAssignedManagedIdentity(client_id=identity)
        self._resource = resource
        self._client = ManagedIdentityClient(assigned, http_client=session)

    def acquire(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self._client.acquire_token_for_client(resource=self._resource)
        return found

    def assertion(self) -> str:
        found = self.acquire()
        if "access_token" not in found:
            raise LoginFailed(str(found.get("error", "no_identity")), passing=False)
        return str(found["access_token"])


class _Session(requests.Session):
    """Every call ends in time and tells nothing about us."""

    def __init__(self) -> None:
        super().__init__()
        self.headers["User-Agent"] = "Lotsen"

    def request(self, method: str, url: str, **named: Any) -> requests.Response:  # type: ignore[override]
        told = named.pop("headers", None) or {}
        headers = {name: value for name, value in told.items() if not name.lower().startswith(_TELEMETRY)}
        return super().request(method, url, headers=headers, timeout=SECONDS, **named)


def _client(settings: TeamsSettings, session: requests.Session) -> _Client:
    identity = settings.teams_managed_identity
    if identity and identity == settings.teams_app_id:  # the identity is the bot
        return _WithIdentity(identity, issuer(settings.teams_openid_url), session)
    return _WithRegistration(settings, session)
