"""Optional sign-in: a bearer token of the organisation's OpenID Connect provider, verified with PyJWT."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import httpx
import jwt
import structlog
from jwt import PyJWK
from jwt.exceptions import PyJWTError

from bot.gateway.keys import COOLDOWN_SECONDS, KeyRing, KeysUnavailable, json_at
from bot.gateway.problems import Code, Problem
from bot.gateway.settings import Settings
from bot.gateway.signing import digest

DISCOVERY = "/.well-known/openid-configuration"
LEEWAY_SECONDS = 30  # between the provider's clock and ours

log = structlog.get_logger()


class SignIn:
    """Verifies signature, issuer, audience and expiry; gives a digest of issuer and subject."""

    def __init__(
        self, settings: Settings, client: httpx.AsyncClient, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._settings = settings
        self._client = client
        self._ring = KeyRing(client, self._address, clock)

    async def owner(self, authorization: str | None) -> str:
        """Who is asking, as a digest. Raises Problem SIGN_IN_REQUIRED or SIGN_IN_UNAVAILABLE."""
        claims = await self.claims(authorization)
        return digest(f"{claims['iss']} {claims['sub']}")

    async def claims(self, authorization: str | None) -> dict[str, Any]:
        """What a verified token says. Raises Problem SIGN_IN_REQUIRED or SIGN_IN_UNAVAILABLE."""
        scheme, _, token = (authorization or "").partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise Problem(Code.SIGN_IN_REQUIRED)
        try:
            key = await self._key(str(jwt.get_unverified_header(token).get("kid", "")))
            claims: dict[str, Any] = jwt.decode(
                token,
                key,
                algorithms=list(self._settings.oidc_algorithms),
                audience=self._settings.oidc_audience,
                issuer=self._settings.oidc_issuer,
                leeway=LEEWAY_SECONDS,
                options={"require": ["exp", "iss", "aud", "sub"]},
            )
        except PyJWTError as error:
            log.info("sign_in_refused", why=type(error).__name__)
            raise Problem(Code.SIGN_IN_REQUIRED) from error
        return claims

    async def aclose(self) -> None:
        """Close the connection to the identity provider."""
        await self._client.aclose()

    async def _key(self, kid: str) -> PyJWK:
        try:
            found = await self._ring.key(kid)
        except KeysUnavailable as error:
            raise Problem(Code.SIGN_IN_UNAVAILABLE, retry_after=int(COOLDOWN_SECONDS)) from error
        if found is None:
            raise Problem(Code.SIGN_IN_REQUIRED)
        return found.key

    async def _address(self) -> str:
        """Where the provider's keys lie."""
        if self._settings.oidc_jwks_url:
            return self._settings.oidc_jwks_url
        described = await json_at(self._client, self._settings.oidc_issuer.rstrip("/") + DISCOVERY)
        return str(described["jwks_uri"])
