"""Bring a page here, from the web or from a file, with limits on size and time."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Collection
from pathlib import Path, PurePath
from typing import BinaryIO
from urllib.parse import quote, urlsplit

import requests
from urllib3.exceptions import HTTPError, ReadTimeoutError

from knowledge.editing.fetching.faults import FetchError
from knowledge.editing.fetching.outside import OutsideAdapter

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
    if not is_address(where):
        return _from_file(where, max_mb)
    with requests.Session() as session:
        return _from_web(session, where, timeout, max_mb)


def download_from_outside(where: str, inside: Collection[str] = (), *, timeout: float = TIMEOUT) -> Download:
    """Fetch a public address, or one of the named hosts ``inside``: for whoever is not at this machine.

    Raises FetchError for anything else, files of this machine among it.
    """
    if not is_address(where):
        raise FetchError("bad_address", url=where)
    with requests.Session() as session:
        adapter = OutsideAdapter(inside)
        session.mount("http://", adapter)
        session.mount("https://", adapter)
        return _from_web(session, where, timeout, MAX_MB)


def uploaded(name: str, file: BinaryIO) -> Download:
    """A file that came with a form; raises FetchError for one that is too large."""
    data = file.read(MAX_MB * 1024 * 1024 + 1)
    if len(data) > MAX_MB * 1024 * 1024:
        raise FetchError("too_large", limit=f"{MAX_MB:g}")
    return Download(f"file:///{quote(PurePath(name).name)}", data, "")


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


def _from_web(session: requests.Session, url: str, timeout: float, max_mb: float) -> Download:
    deadline = time.monotonic() + timeout
    session.max_redirects = MAX_REDIRECTS
    try:
        with session.get(url, headers=HEADERS, timeout=timeout, stream=True) as response:
            if response.status_code != requests.codes.ok:
                raise FetchError(_refusal(response.status_code), url=response.url, status=response.status_code)
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


def _refusal(status: int) -> str:
    """The key of what to say of a page that was not given."""
    return {404: "gone", 410: "gone", 401: "login"}.get(status, "refused")


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
