"""What a single value of the package must look like. Each function gives the value back or raises ValueError."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

MAX_URL = 2048  # characters, as in Microsoft's schema

_GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")
_VERSION = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)")
#: Names that RFC 2606 and RFC 6761 keep for examples and tests: nobody can be reached there.
_EXAMPLES = re.compile(r"(.*\.)?(example|test|invalid|localhost|local|example\.(com|net|org))")


def guid(value: str) -> str:
    """An identifier in Microsoft's form, in small letters."""
    small = value.strip().lower()
    if not _GUID.fullmatch(small):
        raise ValueError("write a GUID: 8-4-4-4-12 hexadecimal digits, as the Azure portal shows it")
    if len(set(small) - {"-"}) == 1:
        raise ValueError("is a placeholder, not an identifier that Azure gave")
    return small


def host(value: str) -> str:
    """A public host name in small letters, without scheme, port or path."""
    small = value.strip().lower()
    labels = small.split(".")
    if len(labels) < 2 or len(small) > 253 or not all(map(_LABEL.fullmatch, labels)) or labels[-1].isdigit():
        raise ValueError("write the host name only, without https://, port, path or *; å, ä and ö in their xn-- form")
    if _EXAMPLES.fullmatch(small):
        raise ValueError("is a name for examples and tests; write the real one")
    return small


def https_url(value: str) -> str:
    """An address that anyone in the organisation can open."""
    address = value.strip()
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError as error:
        raise ValueError("is no valid address") from error
    if parts.scheme.lower() != "https" or not parts.hostname:
        raise ValueError("write an address that begins with https://")
    if parts.username is not None or len(address) > MAX_URL or re.search(r"\s", address):
        raise ValueError(f"write an address without user name and blanks, at most {MAX_URL} characters")
    host(parts.hostname)
    return address


def version(value: str) -> str:
    """The version of an app: three numbers. Teams takes an update only if it is higher than the one it has."""
    if not _VERSION.fullmatch(value):
        raise ValueError("write three numbers, such as 1.2.0")
    return value
