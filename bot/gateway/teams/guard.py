"""Lets nobody but Teams in: everything about a request's token is checked before anything is done with the request.

Microsoft's library would check a part of it, but takes tokens without an expiry and tokens of another service for
any tenant, fetches keys while everything else waits, and answers 401 when they cannot be fetched. So this is the
only check there is, and what the library does begins behind it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import SplitResult, urlsplit

import httpx
import jwt
import structlog
from jwt.exceptions import PyJWTError

from bot.gateway.keys import COOLDOWN_SECONDS, IssuerKey, KeyRing, KeysUnavailable, json_at
from bot.gateway.problems import Code, Problem
from bot.gateway.setting_types import is_loopback
from bot.gateway.settings import Settings
from bot.gateway.teams.clouds import issuer

CHANNEL = "msteams"
ALGORITHM = "RS256"  # the only one that Microsoft signs with here; "none" and shared passwords never count
LEEWAY_SECONDS = 300  # between Microsoft's clock and ours
CLAIMS = ["exp", "iss", "aud", "serviceurl"]

log = structlog.get_logger()


class Guard:
    """Whether a request comes from Teams, from a tenant that may ask, and wants its answer at a known place."""

    def __init__(self, settings: Settings, client: httpx.AsyncClient) -> None:
        self._settings = settings
        self._client = client
        self._issuer = issuer(settings.teams_openid_url)
        self._hosts = frozenset(host.lower() for host in settings.teams_service_hosts)
        self._ring = KeyRing(client, self._keys_address)

    @property
    def failing(self) -> bool:
        """Whether the keys that Teams signs with cannot be fetched."""
        return self._ring.failing

    async def check(self, authorization: str | None, activity: Mapping[str, Any]) -> None:
        """Raises Problem NOT_FROM_TEAMS, UNKNOWN_TENANT or SIGN_IN_UNAVAILABLE."""
        service = activity.get("serviceUrl")
        if not isinstance(service, str) or not service:
            raise _refused("service_url_missing")
        if self._settings.teams_development:
            self._check_development(service)
            return
        claims, key = await self._verified(authorization)
        self._check_service(service, claims)
        self._check_channel(activity.get("channelId"), key)
        self._check_tenant(activity)

    async def aclose(self) -> None:
        """Close the connection to Microsoft's keys."""
        await self._client.aclose()

    async def _verified(self, authorization: str | None) -> tuple[dict[str, Any], IssuerKey]:
        """The claims of a token whose signature, issuer, audience and times hold, and the key that signed it."""
        scheme, _, token = (authorization or "").partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise _refused("no_token")
        try:
            key = await self._key(jwt.get_unverified_header(token))
            claims = jwt.decode(
                token,
                key.key,
                algorithms=[ALGORITHM],
                audience=self._settings.teams_app_id,
                issuer=self._issuer,
                leeway=LEEWAY_SECONDS,
                options={"require": CLAIMS, "strict_aud": True},
            )
        except PyJWTError as error:
            raise _refused(type(error).__name__) from error
        return claims, key

    async def _key(self, header: Mapping[str, Any]) -> IssuerKey:
        if header.get("alg") != ALGORITHM:
            raise _refused("algorithm")
        try:
            found = await self._ring.key(str(header.get("kid", "")))
        except KeysUnavailable as error:
            raise Problem(Code.SIGN_IN_UNAVAILABLE, retry_after=int(COOLDOWN_SECONDS)) from error
        if found is None:
            raise _refused("unknown_key")
        return found

    async def _keys_address(self) -> str:
        return str((await json_at(self._client, self._settings.teams_openid_url))["jwks_uri"])

    def _check_service(self, service: str, claims: Mapping[str, Any]) -> None:
        """Our own token goes wherever the answer goes: only to the place that was signed, and that we know."""
        if str(claims["serviceurl"]).rstrip("/") != service.rstrip("/"):
            raise _refused("service_url_differs")
        address = _split(service)
        if address.scheme != "https" or address.username or (address.hostname or "") not in self._hosts:
            raise _refused("service_url_unknown")

    def _check_channel(self, channel: object, key: IssuerKey) -> None:
        """Keys say which channels they sign for: one for a web chat must not speak for Teams."""
        if channel != CHANNEL or (key.endorsements and CHANNEL not in key.endorsements):
            raise _refused("channel")

    def _check_tenant(self, activity: Mapping[str, Any]) -> None:
        named = tenants_of(activity)
        if not named or not named <= self._settings.teams_tenants:
            log.warning("teams_refused", why="tenant")
            raise Problem(Code.UNKNOWN_TENANT)

    def _check_development(self, service: str) -> None:
        if not is_loopback(_split(service).hostname or ""):
            raise _refused("service_url_not_loopback")


def tenants_of(activity: Mapping[str, Any]) -> frozenset[str]:
    """Every tenant that an activity names, in lower case."""
    channel_data = activity.get("channelData")
    tenant = channel_data.get("tenant") if isinstance(channel_data, Mapping) else None
    conversation = activity.get("conversation")
    named = (
        tenant.get("id") if isinstance(tenant, Mapping) else None,
        conversation.get("tenantId") if isinstance(conversation, Mapping) else None,
    )
    return frozenset(one.lower() for one in named if isinstance(one, str) and one)


def _split(service: str) -> SplitResult:
    try:
        return urlsplit(service)
    except ValueError as error:  # a bracket that is never closed
        raise _refused("service_url_malformed") from error


def _refused(why: str) -> Problem:
    log.warning("teams_refused", why=why)
    return Problem(Code.NOT_FROM_TEAMS)
