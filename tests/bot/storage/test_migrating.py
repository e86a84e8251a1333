"""The database's tables are those that the code names, made once, and again without harm."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy.engine import URL

from bot.setup.project import command_settings, this_project
from bot.storage.migrating import migrate
from bot.storage.opening import engine_of
from bot.storage.places import database_url, shown
from bot.storage.tables import metadata
from knowledge.postgres import postgres_url

SECRET = "lösenordet"


def differences(url: URL) -> list[object]:
    """What Alembic would change to make the database what the code names; other tables are not ours."""
    ours = {"include_name": lambda name, kind, _: kind != "table" or name in metadata.tables, "compare_type": True}
    with engine_of(url).connect() as connection:
        return list(compare_metadata(MigrationContext.configure(connection, opts=ours), metadata))


def test_migrations_make_what_the_code_names(prepared: URL) -> None:
    assert differences(prepared) == []


def test_differences_would_be_seen(database: str) -> None:
    assert len(differences(postgres_url(database, "X"))) >= len(metadata.tables)


def test_servers_that_start_at_once_do_not_get_in_each_others_way(database: str) -> None:
    url = postgres_url(database, "X")
    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(migrate, [url] * 3)) == [None] * 3
    assert differences(url) == []


@pytest.mark.parametrize(
    ("written", "words"),
    [
        (f"mysql://lotsen:{SECRET}@localhost/lotsen", "LOTSEN_DATABASE_URL must begin with postgresql://"),
        (f"{SECRET}", "LOTSEN_DATABASE_URL must begin with postgresql://"),
        (f"postgresql://lotsen:{SECRET}@localhost:x/lotsen", "LOTSEN_DATABASE_URL cannot be read"),
    ],
)
def test_an_unusable_address_is_told_without_repeating_it(written: str, words: str) -> None:
    with pytest.raises(ValueError, match=words) as caught:
        database_url({"LOTSEN_DATABASE_URL": written})
    assert SECRET not in str(caught.value)


def test_no_setting_is_no_database() -> None:
    assert database_url({"LOTSEN_DATABASE_URL": ""}) is None
    assert SECRET not in shown(postgres_url(f"postgres://lotsen:{SECRET}@localhost/lotsen", "X"))


def test_a_server_that_does_not_answer_is_one_line_and_no_password() -> None:
    settings = command_settings(this_project(), {})
    settings["LOTSEN_DATABASE_URL"] = f"postgresql://lotsen:{SECRET}@127.0.0.1:1/lotsen"
    done = subprocess.run(
        [sys.executable, "-m", "bot.storage"], env=settings, capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout) == (1, "")
    [line] = done.stderr.strip().splitlines()
    assert "could not be prepared" in line
    assert SECRET not in line
