"""Fixtures of a real PostgreSQL."""

from __future__ import annotations

from tests.postgres import database, own_server, prepared, server

__all__ = ["database", "own_server", "prepared", "server"]
