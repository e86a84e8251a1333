"""Brings our tables in the database to this version, by Alembic's migrations."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, text
from sqlalchemy.engine import URL
from sqlalchemy.pool import NullPool

from knowledge.postgres import CONNECT_SECONDS

MIGRATIONS = Path(__file__).with_name("migrations")
# any number that nothing else in the database uses: two servers that start at once wait for each other
LOCK = 5_011_056


def migrate(url: URL) -> None:
    """Run what has not been run, whole or not at all; raises SQLAlchemyError, or CommandError of Alembic's."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    engine = create_engine(url, poolclass=NullPool, connect_args={"connect_timeout": CONNECT_SECONDS})
    with engine.begin() as connection:
        connection.execute(text(f"SELECT pg_advisory_xact_lock({LOCK})"))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
