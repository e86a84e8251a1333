"""Where the knowledge base lies: one SQLite file, or a PostgreSQL database.

Settings: KNOWLEDGE_URL (``postgresql://…``), else LOTSEN_KNOWLEDGE (a file).
"""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import create_engine
from sqlalchemy.engine import URL, Engine
from sqlalchemy.pool import NullPool

from knowledge.postgres import CONNECT_SECONDS, postgres_url
from knowledge.store.model import StoreError

URL_SETTING = "KNOWLEDGE_URL"
FILE_SETTING = "LOTSEN_KNOWLEDGE"
DEFAULT_FILE = ".build/knowledge.sqlite"
# a reader never writes, and sees one build whole although a new one is committed meanwhile
READER_OPTIONS = "-c default_transaction_read_only=on -c statement_timeout=5000"


@dataclasses.dataclass(frozen=True)
class Address:
    """A file or a database; exactly one of the two is given."""

    file: Path | None = None
    url: URL | None = None

    @classmethod
    def of(cls, where: Address | Path | str) -> Address:
        """Read a path, or a ``postgresql://`` address; raises StoreError for an address of another kind."""
        if isinstance(where, Address):
            return where
        if isinstance(where, Path) or "://" not in where:
            return cls(file=Path(where))
        try:
            return cls(url=postgres_url(where, URL_SETTING))
        except ValueError as fault:
            raise StoreError(str(fault)) from fault

    @classmethod
    def from_settings(cls, environ: Mapping[str, str] = os.environ) -> Address:
        """The address that the settings name; raises StoreError when it cannot be read."""
        return database_from(environ) or cls(file=Path(environ.get(FILE_SETTING) or DEFAULT_FILE))

    def __str__(self) -> str:
        return str(self.file) if self.url is None else self.url.render_as_string(hide_password=True)

    @property
    def remedy(self) -> str:
        """The command that puts a new build there."""
        if self.url is None:
            return "run 'make setup'"
        return f"run '.venv/bin/python -m knowledge build' with {URL_SETTING} set"

    def reader(self) -> Engine:
        """An engine that only reads; connections of SQLAlchemy's own pool, tried before use."""
        if self.file is not None:
            where = quote(str(self.file.absolute()))
            # one connection a use: a new build replaces the file, and the next use must see the new one
            return create_engine(f"sqlite:///file:{where}?mode=ro&uri=true", poolclass=NullPool)
        return create_engine(
            self.url,
            pool_pre_ping=True,
            pool_size=2,
            isolation_level="REPEATABLE READ",
            connect_args={"connect_timeout": CONNECT_SECONDS, "options": READER_OPTIONS},
        )


def database_from(environ: Mapping[str, str] = os.environ) -> Address | None:
    """The database that KNOWLEDGE_URL names, None when it is not set."""
    return Address.of(environ[URL_SETTING]) if environ.get(URL_SETTING) else None
