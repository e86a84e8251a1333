"""Run by Alembic: our migrations in the connection, and the transaction, that ``migrating.py`` hands over."""

from __future__ import annotations

from alembic import context

from bot.storage.tables import metadata

VERSION_TABLE = "lotsen_version"

context.configure(
    connection=context.config.attributes["connection"], target_metadata=metadata, version_table=VERSION_TABLE
)
with context.begin_transaction():
    context.run_migrations()
