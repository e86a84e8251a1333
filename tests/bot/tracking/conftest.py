"""Fixtures of a real PostgreSQL and a real Redis."""

from __future__ import annotations

from tests.postgres import database, own_server, prepared, server
from tests.redis_server import redis_server

__all__ = ["database", "own_server", "prepared", "redis_server", "server"]
