"""The kinds of values that settings hold; each says in one line what it wants instead."""

from __future__ import annotations

from ipaddress import IPv4Network, IPv6Network, ip_address
from typing import Annotated
from urllib.parse import urlsplit
from uuid import UUID

from limits import parse as parse_limit
from pydantic import AfterValidator, BeforeValidator, Field, SecretStr
from pydantic_settings import NoDecode

from bot.storage.places import checked_redis
from knowledge.postgres import postgres_url

MIN_SECRET = 32  # characters


def _words(value: object) -> object:
    """A list from one line: words between blanks or commas."""
    return value.replace(",", " ").split() if isinstance(value, str) else value


def _rate(value: str) -> str:
    """Checks a limit such as '30/minute'."""
    try:
        parse_limit(value)
    except ValueError as error:
        raise ValueError("write a number and a unit, such as 30/minute or 5/second") from error
    return value


def _long_enough(value: SecretStr) -> SecretStr:
    if 0 < len(value.get_secret_value()) < MIN_SECRET:
        raise ValueError(f"write at least {MIN_SECRET} characters that nobody can guess")
    return value


def _postgres(value: SecretStr) -> SecretStr:
    if value.get_secret_value():
        postgres_url(value.get_secret_value(), "it")
    return value


def _redis(value: SecretStr) -> SecretStr:
    if value.get_secret_value():
        checked_redis(value.get_secret_value(), "it")
    return value


def _origin(value: str) -> str:
    scheme, _, rest = value.partition("://")
    if scheme not in ("http", "https") or not rest or set("/?#*@ ;,'\"") & set(rest):
        raise ValueError("write origins as scheme://host or scheme://host:port, without a path")
    return value.lower()


def _ancestor(value: str) -> str:
    return value if value in ("'self'", "'none'") else _origin(value)


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches the host; a name other than localhost may lead anywhere."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def _safe_address(value: str) -> str:
    """Checks an address that we ask: https, or anything on loopback."""
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname or set("?#@ ") & set(value):
        raise ValueError("write an address as https://host/path")
    if parts.scheme == "http" and not is_loopback(parts.hostname):
        raise ValueError("write https; http is for loopback only")
    return value.rstrip("/")


def guid(value: str) -> str:
    """Checks an id of Microsoft's such as 00000000-0000-0000-0000-000000000000; empty is none."""
    try:
        return str(UUID(value)) if value else ""
    except ValueError as error:
        raise ValueError("write an id as 00000000-0000-0000-0000-000000000000") from error


Port = Annotated[int, Field(ge=1, le=65535)]
Seconds = Annotated[float, Field(gt=0, le=600)]
Rate = Annotated[str, AfterValidator(_rate)]
Origins = Annotated[tuple[Annotated[str, AfterValidator(_origin)], ...], NoDecode, BeforeValidator(_words)]
Ancestors = Annotated[tuple[Annotated[str, AfterValidator(_ancestor)], ...], NoDecode, BeforeValidator(_words)]
Words = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_words)]
Networks = Annotated[tuple[IPv4Network | IPv6Network, ...], NoDecode, BeforeValidator(_words)]
Origin = Annotated[str, AfterValidator(lambda value: _origin(value) if value else "")]
Address = Annotated[str, AfterValidator(_safe_address)]
Guid = Annotated[str, AfterValidator(guid)]
Guids = Annotated[tuple[Guid, ...], NoDecode, BeforeValidator(_words)]
Secret = Annotated[SecretStr, AfterValidator(_long_enough)]
RedisAddress = Annotated[SecretStr, AfterValidator(_redis)]
Database = Annotated[SecretStr, AfterValidator(_postgres)]
