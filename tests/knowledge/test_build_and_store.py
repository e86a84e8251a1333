"""The built file: everything comes back, and a bad file is refused with the command that mends it."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from knowledge.editing.build import ROOT, Contents, build, read
from knowledge.editing.reading.pages import SavedPage
from knowledge.editing.reading.problems import KnowledgeError
from knowledge.store import Knowledge, StoreError, open_store, schema
from knowledge.words.query import CARE
from tests.knowledge.factories import encode, make_fact, make_gap, make_page, make_programme, no_care

PROJECT = ROOT.parent


def small(text: str = "Beloppet är 5 kr.") -> Contents:
    fact = make_fact("bidrag.amount.a", text=text, asks=["hur mycket", "vilken summa"], when={"unit_size": "large"})
    gap = make_gap("bidrag.contact.g", asks=["vem ringer jag"])
    programme = make_programme("bidrag", [fact], gaps=[gap], timeline=[("closes", "2021-11-23")])
    saved = SavedPage(make_page("bidrag"), "Rubrik\n\nBeloppet är fem kronor i år.\n")
    return Contents({"bidrag": saved}, [programme], no_care())


def write(out: Path, contents: Contents | None = None, **encoders: object) -> Path:
    given = {"queries": encode, "passages": encode, "mask": str.upper, "encoder": "fake", **encoders}
    build(contents or small(), out, **given)  # type: ignore[arg-type]
    return out


def test_what_is_built_comes_back(tmp_path: Path) -> None:
    knowledge = open_store(write(tmp_path / "k.sqlite"))
    contents = small()
    fact, gap = contents.programmes[0].facts[0], contents.programmes[0].gaps[0]
    assert knowledge.facts == {fact.id: fact.copy(update={"asks": []})}
    assert knowledge.gaps == {gap.id: gap.copy(update={"asks": []})}
    assert knowledge.programme_of == {fact.id: "bidrag", gap.id: "bidrag"}
    assert knowledge.pages == {"bidrag": contents.pages["bidrag"].page}
    assert list(knowledge.programmes["bidrag"].events) == contents.programmes[0].events
    assert knowledge.encoder == "fake"


def test_every_way_of_asking_comes_back_with_its_vector(tmp_path: Path) -> None:
    asks = open_store(write(tmp_path / "k.sqlite")).asks
    assert asks.texts == ("hur mycket", "vilken summa", "vem ringer jag")
    assert asks.masked == ("HUR MYCKET", "VILKEN SUMMA", "VEM RINGER JAG")
    assert asks.facts == ("bidrag.amount.a", "bidrag.amount.a", "bidrag.contact.g")
    assert asks.vectors.dtype == np.float32
    np.testing.assert_array_equal(asks.vectors, encode(asks.texts))


def test_the_real_facts_come_back(contents: Contents, real: Knowledge) -> None:
    facts = [fact for programme in contents.programmes for fact in programme.facts]
    assert list(real.facts) == [fact.id for fact in facts]
    assert [real.facts[fact.id].dict(exclude={"asks"}) for fact in facts] == [
        fact.dict(exclude={"asks"}) for fact in facts
    ]
    topics = set(contents.care.topics)
    assert set(real.asks.facts) == {*real.facts, *real.gaps, *topics, *contents.overviews}
    assert {one.id: one.shows for one in real.overviews.values()} == {
        one.id: one.shows for one in contents.overviews.values()
    }
    assert not topics & set(real.programme_of)
    assert all(topic.startswith(CARE) for topic in topics)


def test_a_new_build_replaces_the_old(tmp_path: Path) -> None:
    out = write(tmp_path / "k.sqlite")
    before = out.stat().st_ino
    write(out, small("Beloppet är 7 kr."))
    assert open_store(out).facts["bidrag.amount.a"].text == "Beloppet är 7 kr."
    assert out.stat().st_ino != before
    assert list(tmp_path.iterdir()) == [out]


def failing(texts: Sequence[str]) -> np.ndarray:
    raise MemoryError


@pytest.mark.parametrize("step", ["queries", "passages"])
def test_a_failed_build_leaves_the_old_file_and_nothing_else(tmp_path: Path, step: str) -> None:
    out = write(tmp_path / "k.sqlite")
    before = out.read_bytes()
    with pytest.raises(MemoryError):
        write(out, small("Annat."), **{step: failing})
    assert out.read_bytes() == before
    assert list(tmp_path.iterdir()) == [out]


def test_a_failed_replacement_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = write(tmp_path / "k.sqlite")
    before = out.read_bytes()
    monkeypatch.setattr(os, "replace", lambda *paths: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        write(out, small("Annat."))
    assert out.read_bytes() == before
    assert list(tmp_path.iterdir()) == [out]


def test_a_failed_first_build_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(MemoryError):
        write(tmp_path / "new" / "k.sqlite", passages=failing)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_killed_build_leaves_the_old_file_whole(tmp_path: Path) -> None:
    out = write(tmp_path / "k.sqlite")
    before = out.read_bytes()
    script = f"""
        import os, pathlib, signal
        from tests.knowledge.test_build_and_store import write
        write(pathlib.Path({str(out)!r}), passages=lambda texts: os.kill(os.getpid(), signal.SIGKILL))
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)], cwd=PROJECT, capture_output=True, check=False
    )
    assert done.returncode == -9, done.stderr.decode()
    assert out.read_bytes() == before
    write(out, small("Efteråt."))
    assert open_store(out).facts["bidrag.amount.a"].text == "Efteråt."


def test_reading_facts_with_faults_builds_nothing(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "facts").mkdir()
    (tmp_path / "sources" / "pages.yml").write_text("- id: a\n", encoding="utf-8")
    with pytest.raises(KnowledgeError):
        read(tmp_path)


def test_a_missing_file_is_refused_with_the_command(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="missing; run 'make setup'"):
        open_store(tmp_path / "k.sqlite")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("left", [0.0, 0.001, 0.1, 0.5, 0.9, 0.99])
def test_a_truncated_file_is_refused_with_the_command(built: Path, tmp_path: Path, left: float) -> None:
    whole = built.read_bytes()
    cut = tmp_path / "k.sqlite"
    cut.write_bytes(whole[: int(len(whole) * left)])
    with pytest.raises(StoreError, match=r"damaged.*make setup"):
        open_store(cut)


@pytest.mark.parametrize(
    "content", [b"not a database, but longer than its heading would be" * 40, b"SQLite format 3\x00"]
)
def test_something_else_is_refused_with_the_command(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "k.sqlite"
    path.write_bytes(content)
    with pytest.raises(StoreError, match="make setup"):
        open_store(path)


def altered(path: Path, statement: str) -> Path:
    with sqlite3.connect(path) as connection:
        connection.execute(statement)
    connection.close()
    return path


@pytest.mark.parametrize(
    "statement",
    [f"UPDATE meta SET value = '{schema.VERSION - 1}' WHERE key = 'schema'", "DELETE FROM meta WHERE key = 'schema'"],
)
def test_another_schema_is_refused_with_the_command(tmp_path: Path, statement: str) -> None:
    path = altered(write(tmp_path / "k.sqlite"), statement)
    with pytest.raises(StoreError, match=f"this version reads {schema.VERSION}; run 'make setup'"):
        open_store(path)


@pytest.mark.parametrize("table", ["page", "programme", "fact", "ask"])
def test_a_file_without_a_table_is_refused_with_the_command(tmp_path: Path, table: str) -> None:
    path = altered(write(tmp_path / "k.sqlite"), f"DROP TABLE {table}")
    with pytest.raises(StoreError, match="make setup"):
        open_store(path)


def test_the_file_is_opened_read_only(tmp_path: Path) -> None:
    path = write(tmp_path / "k.sqlite")
    refusals = []

    def try_to_write(connection: sqlite3.Connection, _record: object) -> None:
        with pytest.raises(sqlite3.OperationalError) as raised:
            connection.execute("CREATE TABLE intruder (a)")
        refusals.append(str(raised.value))

    event.listen(Engine, "connect", try_to_write)
    try:
        open_store(path)
    finally:
        event.remove(Engine, "connect", try_to_write)
    assert refusals == ["attempt to write a readonly database"]
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("folder", ["Mina filer", "Åsas mapp", "a&b", "a=b;c"])
def test_the_file_is_found_in_folders_with_odd_names(tmp_path: Path, folder: str) -> None:
    assert open_store(write(tmp_path / folder / "k.sqlite")).facts


@pytest.mark.parametrize("folder", ["Lotsen #1", "vad?", "100%25"])
def test_the_file_is_found_in_folders_with_signs_of_an_address(tmp_path: Path, folder: str) -> None:
    assert open_store(write(tmp_path / folder / "k.sqlite")).facts
