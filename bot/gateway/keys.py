"""The public keys of a token issuer: fetched when they are needed, kept for a while."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import httpx
import structlog
from jwt import PyJWK
from jwt.exceptions import PyJWKError

KEYS_SECONDS = 3600.0  # after which keys are fetched anew
COOLDOWN_SECONDS = 30.0  # between fetches, so that tokens with made-up key ids do not make us call the issuer
KEY_TIMEOUT = 5.0

log = structlog.get_logger()


class KeysUnavailable(Exception):
    """No keys could be fetched and none are kept: nothing can be said of any token now."""


@dataclass(frozen=True)
class IssuerKey:
    """A public key; ``endorsements`` are the channels that it may sign for, where its issuer says so."""

    key: PyJWK
    endorsements: frozenset[str] = frozenset()


class KeyRing:
    """The keys of one issuer by their ids.

    Args:
        address: finds where the keys lie (a JSON Web Key Set); asked before every fetch.
        clock: seconds that only grow.
    """

    def __init__(
        self,
        client: httpx.AsyncClient,
        address: Callable[[], Awaitable[str]],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._client = client
        self._address = address
        self._clock = clock
        self._fetching = asyncio.Lock()
        self._keys: dict[str, IssuerKey] = {}
        self._fetched: float | None = None
        self._tried: float | None = None

    @property
    def failing(self) -> bool:
        """Whether the last fetch failed and no keys are kept."""
        return self._tried is not None and not self._keys

    async def key(self, kid: str) -> IssuerKey | None:
        """The key of this id, None when the issuer has none. Raises KeysUnavailable."""
        if self._stale() or kid not in self._keys:
            async with self._fetching:
                if self._stale() or kid not in self._keys:
                    await self._fetch()
        return self._keys.get(kid)

    def _stale(self) -> bool:
        return self._fetched is None or self._clock() - self._fetched > KEYS_SECONDS

    async def _fetch(self) -> None:
        """Keys that we have stay in use while the issuer does not answer."""
        if self._tried is not None and self._clock() - self._tried < COOLDOWN_SECONDS:
            if not self._keys:
                raise KeysUnavailable
            return
        self._tried = self._clock()
        try:
            keys = _usable(await json_at(self._client, await self._address()))
        except (httpx.HTTPError, httpx.InvalidURL, ValueError, KeyError, TypeError) as error:
            log.error("keys_not_fetched", why=type(error).__name__)
            if not self._keys:
                raise KeysUnavailable from error
            return
        self._keys = keys
        self._fetched = self._clock()


async def json_at(client: httpx.AsyncClient, address: str) -> dict[str, object]:
    """The JSON object at an address; raises httpx.HTTPError or ValueError."""
    response = await client.get(address, timeout=KEY_TIMEOUT)
    response.raise_for_status()
    found = response.json()
    if not isinstance(found, dict):
        raise ValueError("no JSON object")
    return found


def _usable(described: dict[str, object]) -> dict[str, IssuerKey]:
    """The keys of a set that we can read; raises ValueError when there is none."""
    listed = described["keys"]
    if not isinstance(listed, list):
        raise ValueError("keys: no list")
    found = dict(read for one in listed if isinstance(one, dict) and (read := _read(one)))
    if not found:
        raise ValueError("no usable key")
    return found


def _read(one: dict[str, object]) -> tuple[str, IssuerKey] | None:
    """A key by its id; None for one of a kind that we cannot use, or that is not there to verify with."""
    if not _verifies(one):
        return None
    try:
        key = PyJWK.from_dict(one)
    except PyJWKError:
        return None
    endorsements = one.get("endorsements")
    channels = frozenset(map(str, endorsements)) if isinstance(endorsements, list) else frozenset()
    return str(one.get("kid", "")), IssuerKey(key, channels)


def _verifies(one: dict[str, object]) -> bool:
    """Whether the issuer meant the key for signatures (RFC 7517, 4.2 and 4.3); one that says nothing is."""
    does = one.get("key_ops")
    return one.get("use", "sig") == "sig" and (not isinstance(does, list) or "verify" in does)
