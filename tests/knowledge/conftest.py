"""The real facts, read once, and built once with an encoder that needs no model."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from knowledge.care import CareTable
from knowledge.editing.build import Contents, build, read
from knowledge.store import Knowledge, open_store
from tests.knowledge.factories import encode
from tests.knowledge.web_server import site
from tests.postgres import database, server, target

__all__ = ["contents", "built", "real", "site", "database", "server", "target"]


@pytest.fixture(scope="session")
def contents() -> Contents:
    return read()


@pytest.fixture(scope="session")
def built(contents: Contents, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real knowledge base as a file."""
    out = tmp_path_factory.mktemp("built") / "knowledge.sqlite"
    build(contents, out, queries=encode, passages=encode, mask=str.lower, encoder="fake")
    return out


@pytest.fixture(scope="session")
def real(built: Path) -> Knowledge:
    """The real knowledge base in memory."""
    return open_store(built)


@pytest.fixture(scope="session")
def table(contents: Contents) -> CareTable:
    """The real right to care."""
    return contents.care


@pytest.fixture(scope="session")
def today() -> datetime.date:
    return datetime.date(2026, 11, 21)
