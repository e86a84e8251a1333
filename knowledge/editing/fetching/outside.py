"""Connections that lead out of the own network only, for pages that somebody in a browser asks for.

A name is looked up once and the address that was checked is the one that is connected to, at every redirect anew; so
neither a name that points inwards nor one that changes its address in between reaches anything here.
"""

from __future__ import annotations

import contextlib
import ipaddress
import socket
from collections.abc import Collection
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from knowledge.editing.fetching.faults import FetchError


class OutsideAdapter(HTTPAdapter):
    """Sends to public addresses, and to the hosts of the own network that are named in ``inside``.

    Raises FetchError for any other. Through a proxy the name is looked up here too; one that only the proxy knows is
    left to it.
    """

    def __init__(self, inside: Collection[str] = ()) -> None:
        self._inside = frozenset(host.lower() for host in inside)
        super().__init__()

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Pools whose connections look their own address up."""
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = _pools(self._inside)

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        """One request of a chain of redirects."""
        host = urlsplit(request.url or "").hostname or ""
        proxy = requests.utils.select_proxy(request.url or "", kwargs.get("proxies"))
        if proxy and host.lower() not in self._inside:
            with contextlib.suppress(OSError):  # a name that is known to the proxy alone
                public_addresses(host, None)
        return super().send(request, *args, **kwargs)


def public_addresses(host: str, port: int | None) -> list[str]:
    """The addresses of a host; raises FetchError when any is not public, OSError when there are none."""
    found = [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not all(_is_public(address) for address in found):
        raise FetchError("internal", url=host)
    return found


def _is_public(address: str) -> bool:
    where = ipaddress.ip_address(address.partition("%")[0])
    carried = getattr(where, "ipv4_mapped", None) or getattr(where, "sixtofour", None)
    return where.is_global and not where.is_multicast and (carried is None or carried.is_global)


def _pools(inside: frozenset[str]) -> dict[str, type[HTTPConnectionPool]]:
    class Plain(_Checked, HTTPConnection):
        allowed = inside

    class Tls(_Checked, HTTPSConnection):
        allowed = inside

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class TlsPool(HTTPSConnectionPool):
        ConnectionCls = Tls

    return {"http": PlainPool, "https": TlsPool}


class _Checked:
    """Connects to the very address that was checked; the host's name stays for TLS and the server."""

    allowed: frozenset[str] = frozenset()
    host: str
    port: int
    _dns_host: str  # what is connected to; ``host`` is read from it

    def _new_conn(self) -> Any:
        name = self._dns_host
        if self.host.lower() not in self.allowed:
            self._dns_host = public_addresses(name, self.port)[0]
        try:
            return super()._new_conn()  # type: ignore[misc]
        finally:
            self._dns_host = name
