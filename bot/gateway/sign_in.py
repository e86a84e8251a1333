"""Optional sign-in: a bearer token of the organisation's OpenID Connect provider, verified with PyJWT."""

from __future__ import annotations

import time
from collections.abc import Callable

import httpx
import jwt
import structlog
from jwt import PyJWK, PyJWKSet
from jwt.exceptions import PyJWKError, PyJWKSetError, PyJWTError

from bot.gateway.problems import Code, Problem
from bot.gateway.settings import Settings
from bot.gateway.signing import digest

DISCOVERY = "/.well-known/openid-configuration"
LEEWAY_SECONDS = 30  # between the provider's clock and ours
KEYS_SECONDS = 3600.0  # after which keys are fetched anew
COOLDOWN_SECONDS = 30.0  # between fetches, so that tokens with made-up key ids do not make us call the provider
KEY_TIMEOUT = 5.0

log = structlog.get_logger()


class SignIn:
    """Verifies signature, issuer, audience and expiry; gives a digest of issuer and subject."""

    def __init__(
        self, settings: Settings, client: httpx.AsyncClient, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._settings = settings
        self._client = client
        self._clock = clock
        self._keys: dict[str, PyJWK] = {}
        self._fetched: float | None = None
        self._tried: float | None = None

    async def owner(self, authorization: str | None) -> str:
        """Who is asking, as a digest. Raises Problem SIGN_IN_REQUIRED or SIGN_IN_UNAVAILABLE."""
        scheme, _, token = (authorization or "").partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise Problem(Code.SIGN_IN_REQUIRED)
        try:
            key = await self._key(str(jwt.get_unverified_header(token).get("kid", "")))
            claims = jwt.decode(
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
        return digest(f"{claims['iss']} {claims['sub']}")

    async def aclose(self) -> None:
        await self._client.aclose()

    async def _key(self, kid: str) -> PyJWK:
        if self._stale() or kid not in self._keys:
            await self._fetch()
        try:
            return self._keys[kid]
        except KeyError as error:
            raise Problem(Code.SIGN_IN_REQUIRED) from error

    def _stale(self) -> bool:
        return self._fetched is None or self._clock() - self._fetched > KEYS_SECONDS

    async def _fetch(self) -> None:
        """The provider's keys; keys that we have stay in use while it does not answer."""
        if self._tried is not None and self._clock() - self._tried < COOLDOWN_SECONDS:
            if not self._keys:
                raise Problem(Code.SIGN_IN_UNAVAILABLE, retry_after=int(COOLDOWN_SECONDS))
            return
        self._tried = self._clock()
        try:
            address = self._settings.oidc_jwks_url or await self._discovered()
            keys = PyJWKSet.from_dict(await self._json(address)).keys
        except (httpx.HTTPError, ValueError, KeyError, TypeError, PyJWKError, PyJWKSetError) as error:
            log.error("sign_in_keys_not_fetched", why=type(error).__name__)
            if not self._keys:
                raise Problem(Code.SIGN_IN_UNAVAILABLE, retry_after=int(COOLDOWN_SECONDS)) from error
            return
        self._keys = {key.key_id or "": key for key in keys}
        self._fetched = self._clock()

    async def _discovered(self) -> str:
        described = await self._json(self._settings.oidc_issuer.rstrip("/") + DISCOVERY)
        return str(described["jwks_uri"])

    async def _json(self, address: str) -> dict[str, object]:
        response = await self._client.get(address, timeout=KEY_TIMEOUT)
        response.raise_for_status()
        found: dict[str, object] = response.json()
        return found
