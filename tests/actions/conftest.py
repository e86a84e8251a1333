"""Fixtures of the actions' tests."""

from __future__ import annotations

from tests.postgres import database, own_server, server

__all__ = ["database", "own_server", "server"]
