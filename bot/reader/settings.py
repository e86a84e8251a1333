"""The reader's settings. Off until LOTSEN_READER_URL is set."""

from __future__ import annotations

import ipaddress
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

LONGEST: Final = 10.0  # seconds, half of what the channel gives a whole turn


class SettingError(ValueError):
    """A setting has a value that cannot be used; the text names it, and no key."""


@dataclass(frozen=True)
class ReaderSettings:
    """Where the model is asked, which one, with what key, and for how long, in seconds."""

    url: str
    model: str
    timeout: float = 2.5
    key: str = field(default="", repr=False)


def read_settings(environ: Mapping[str, str]) -> ReaderSettings | None:
    """Read the LOTSEN_READER_ settings; None where no address is set. Raises SettingError."""
    url = environ.get("LOTSEN_READER_URL", "").strip().rstrip("/")
    if not url:
        return None
    _check(url)
    model = environ.get("LOTSEN_READER_MODEL", "").strip()
    if not model:
        raise SettingError("LOTSEN_READER_MODEL: LOTSEN_READER_URL is set, so the model's name is needed")
    return ReaderSettings(url, model, _seconds(environ), _key(environ))


def _check(url: str) -> None:
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError as fault:
        raise SettingError(f"LOTSEN_READER_URL: {fault}") from fault
    if parts.scheme not in ("http", "https") or not host or parts.username or parts.query or parts.fragment:
        raise SettingError("LOTSEN_READER_URL: an address such as http://127.0.0.1:11434/v1 is needed, without a key")
    if parts.scheme == "http" and not _near(host):
        raise SettingError("LOTSEN_READER_URL: outside this machine and its network only https is used")


def _near(host: str) -> bool:
    """Whether a host is this machine, a private address, or a name without a domain, as containers have."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return "." not in host
    return address.is_private or address.is_loopback


def _seconds(environ: Mapping[str, str]) -> float:
    written = environ.get("LOTSEN_READER_TIMEOUT") or "2.5"
    try:
        seconds = float(written)
    except ValueError:
        seconds = math.nan
    if not 0.1 <= seconds <= LONGEST:
        raise SettingError(f"LOTSEN_READER_TIMEOUT={written}: seconds from 0.1 to {LONGEST:g} are needed")
    return seconds


def _key(environ: Mapping[str, str]) -> str:
    path = environ.get("LOTSEN_READER_KEY_FILE", "").strip()
    if not path:
        return ""
    try:
        key = Path(path).read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as fault:
        raise SettingError(f"LOTSEN_READER_KEY_FILE={path}: {type(fault).__name__}") from fault
    if not key or not key.isprintable() or " " in key:
        raise SettingError(f"LOTSEN_READER_KEY_FILE={path}: one line with the key is needed")
    return key
