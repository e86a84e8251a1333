"""Bring a page here, from the web or from a file, with limits on size and time."""

from __future__ import annotations

import dataclasses
import time
from pathlib import Path
from urllib.parse import urlsplit

import requests
from urllib3.exceptions import HTTPError, ReadTimeoutError

from knowledge.fetching.faults import FetchError

MAX_MB = 10
TIMEOUT = 20.0  # seconds, for the connection, for each wait and for the whole
MAX_REDIRECTS = 10
CHUNK = 64 * 1024
HEADERS = {"User-Agent": "Lotsen/1.0 (redaktör)", "Accept": "text/html, application/pdf, */*;q=0.5"}


@dataclasses.dataclass(frozen=True)
class Download:
    """The bytes of a page; ``url`` is where it stood in the end, ``redirects`` what led there."""

    url: str
    data: bytes
    content_type: str  # as the server says it, with charset; empty for a file
    redirects: tuple[str, ...] = ()


def is_address(where: str) -> bool:
    """True for something that begins as a web address."""
    try:
        return urlsplit(where).scheme in ("http", "https")
    except ValueError:  # a bracket that nothing closes
        return False


def download(where: str, *, timeout: float = TIMEOUT, max_mb: float = MAX_MB) -> Download:
    """Fetch an address or read a file; raises FetchError with one line for the editor."""
    return _from_web(where, timeout, max_mb) if is_address(where) else _from_file(where, max_mb)


def _from_file(where: str, max_mb: float) -> Download:
    path = Path(where).expanduser()
    if "://" in where:
        raise FetchError("bad_address", url=where)
    try:
        if not path.is_file():
            raise FetchError("no_such_file", file=where)
        if path.stat().st_size > max_mb * 1024 * 1024:
            raise FetchError("too_large", limit=f"{max_mb:g}")
        return Download(path.resolve().as_uri(), path.read_bytes(), "")
    except OSError as fault:
        raise FetchError("unreadable_file", file=where, detail=fault.strerror) from fault


def _from_web(url: str, timeout: float, max_mb: float) -> Download:
    deadline = time.monotonic() + timeout
    try:
        with requests.Session() as session:
            session.max_redirects = MAX_REDIRECTS
            with session.get(url, headers=HEADERS, timeout=timeout, stream=True) as response:
                if response.status_code != requests.codes.ok:
                    key = "gone" if response.status_code in (404, 410) else "refused"
                    raise FetchError(key, url=response.url, status=response.status_code)
                data = _read(response, max_mb, deadline, timeout)
    except requests.TooManyRedirects as fault:
        raise FetchError("redirect_loop", url=url, most=MAX_REDIRECTS) from fault
    except (requests.Timeout, ReadTimeoutError) as fault:
        raise FetchError("timeout", url=url, seconds=f"{timeout:g}") from fault
    except (requests.exceptions.InvalidURL, requests.exceptions.InvalidSchema) as fault:
        raise FetchError("bad_address", url=url) from fault
    except requests.exceptions.SSLError as fault:
        raise FetchError("certificate", url=url) from fault
    except (requests.RequestException, HTTPError) as fault:
        raise FetchError("unreachable", url=url) from fault
    redirects = tuple(step.url for step in response.history)
    return Download(response.url, data, response.headers.get("Content-Type", ""), redirects)


def _read(response: requests.Response, max_mb: float, deadline: float, timeout: float) -> bytes:
    """The body, given up as soon as it is too large or takes too long."""
    most = int(max_mb * 1024 * 1024)
    said = response.headers.get("Content-Length", "")
    data = bytearray()
    if said.isdigit() and int(said) > most:
        raise FetchError("too_large", limit=f"{max_mb:g}")
    # read1 hands over what has come, so that a server that drips is noticed
    while chunk := response.raw.read1(CHUNK, decode_content=True):
        data += chunk
        if len(data) > most:
            raise FetchError("too_large", limit=f"{max_mb:g}")
        if time.monotonic() > deadline:
            raise FetchError("timeout", url=response.url, seconds=f"{timeout:g}")
    return bytes(data)
