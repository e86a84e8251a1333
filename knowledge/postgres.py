"""How the address of a PostgreSQL database is written in a setting: once for all that keep something there.

Needs SQLAlchemy only, of any version that an environment of the project has.
"""

from __future__ import annotations

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

DRIVER = "postgresql+psycopg2"
CONNECT_SECONDS = 3
_SCHEMES = ("postgresql", "postgres", DRIVER)


def postgres_url(written: str, setting: str) -> URL:
    """The address that a setting holds; raises ValueError with words that name the setting and not the address."""
    scheme, separator, rest = written.partition("://")
    if not separator or scheme not in _SCHEMES:
        raise ValueError(f"{setting} must begin with postgresql://")
    try:
        return make_url(f"{DRIVER}://{rest}")
    except (ArgumentError, ValueError) as fault:
        # the address itself may hold a password, so it is not repeated
        raise ValueError(f"{setting} cannot be read; write postgresql://user:password@host/database") from fault
