"""Whoever asks from a browser gets nothing from within the own network, whatever name leads there."""

from __future__ import annotations

import io
import socket
from typing import Any
from urllib.parse import urlsplit

import pytest

from knowledge.editing.fetching.download import MAX_MB, download_from_outside, uploaded
from knowledge.editing.fetching.faults import FetchError
from knowledge.editing.fetching.outside import public_addresses
from tests.knowledge.web_server import Site


def known_as(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> None:
    """Every name leads to these addresses, one look-up after the other; the last one stays."""
    left = list(addresses)

    def look_up(host: str, port: int | None, *rest: Any, **more: Any) -> list[Any]:
        address = left.pop(0) if len(left) > 1 else left[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port or 0))]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)


@pytest.mark.parametrize(
    "where",
    [
        "127.0.0.1", "10.1.2.3", "169.254.169.254", "192.168.0.1", "172.16.0.1", "0.0.0.0", "100.64.0.1",
        "::1", "fd00::1", "fe80::1", "::ffff:127.0.0.1", "2002:7f00:1::", "224.0.0.1",
    ],
)  # fmt: skip
def test_an_address_within_is_refused(where: str) -> None:
    host = f"[{where}]" if ":" in where else where
    with pytest.raises(FetchError, match="leder in i det egna nätet"):
        download_from_outside(f"http://{host}/")


@pytest.mark.parametrize("url", ["http://localhost/", "http://2130706433/", "http://0x7f.1/", "http://127.1/"])
def test_another_way_of_writing_it_is_refused_too(url: str) -> None:
    with pytest.raises(FetchError, match="leder in i det egna nätet"):
        download_from_outside(url)


def test_a_name_that_leads_inwards_is_refused(monkeypatch: pytest.MonkeyPatch, site: Site) -> None:
    known_as(monkeypatch, "127.0.0.1")
    with pytest.raises(FetchError, match="leder in i det egna nätet"):
        download_from_outside(f"http://example.org:{urlsplit(site.root).port}/bidrag")


def test_one_of_several_addresses_within_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(0, 0, 0, "", (address, 0)) for address in ("93.184.215.14", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *rest, **more: found)
    with pytest.raises(FetchError):
        public_addresses("example.org", None)


def test_a_redirect_inwards_is_refused(site: Site) -> None:
    with pytest.raises(FetchError, match="leder in i det egna nätet"):
        download_from_outside(f"{site.root.replace('127.0.0.1', 'localhost')}/inwards", ["localhost"])


def test_a_named_host_within_is_fetched(site: Site) -> None:
    assert b"Bidrag till kurser" in download_from_outside(site("/bidrag"), ["127.0.0.1"]).data


@pytest.mark.parametrize("where", ["/etc/passwd", "file:///etc/passwd", "ftp://example.org/x", "sida"])
def test_what_is_no_address_of_the_web_is_refused(where: str) -> None:
    with pytest.raises(FetchError, match="ingen adress"):
        download_from_outside(where)


def test_a_file_that_came_with_a_form_has_no_path_and_a_limit() -> None:
    assert uploaded("../../etc/a b.html", io.BytesIO(b"ord")).url == "file:///a%20b.html"
    with pytest.raises(FetchError, match="större än 10 MB"):
        uploaded("a.html", io.BytesIO(b" " * (MAX_MB * 1024 * 1024 + 1)))
