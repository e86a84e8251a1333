"""Build the knowledge base: check everything, then write one file, whole or not at all."""

from __future__ import annotations

import dataclasses
import datetime
import json
import os
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from sqlalchemy import create_engine
from sqlalchemy.engine import Connection
from sqlalchemy.pool import NullPool

from knowledge import schema
from knowledge.care import CareTable, load_care
from knowledge.check import load_programmes
from knowledge.model import Fact, Gap, Programme
from knowledge.pages import Passage, SavedPage, cut, load_pages

ROOT = Path(__file__).parent
Encode = Callable[[Sequence[str]], np.ndarray]
Mask = Callable[[str], str]


@dataclasses.dataclass(frozen=True)
class Contents:
    """Everything that goes into a build, checked."""

    pages: dict[str, SavedPage]
    programmes: list[Programme]
    care: CareTable

    @property
    def passages(self) -> list[Passage]:
        return [passage for saved in self.pages.values() for passage in cut(saved)]


def read(root: Path = ROOT) -> Contents:
    """Read and check sources and facts; raises KnowledgeError with every problem."""
    pages = load_pages(root / "sources")
    return Contents(pages, load_programmes(root / "facts", pages), load_care(root))


def build(contents: Contents, out: Path, *, queries: Encode, passages: Encode, mask: Mask, encoder: str) -> None:
    """Write the knowledge base to ``out``.

    ``queries`` and ``passages`` give vectors of length 1; ``mask`` takes the
    programme's name out of a question. The file is written beside ``out`` and
    renamed, so that a reader has the old one or the new one and nothing between.
    """
    out.parent.mkdir(parents=True, exist_ok=True)
    scratch = out.with_name(f".{out.name}.new")  # one name, so that what a killed build left is overwritten
    scratch.unlink(missing_ok=True)
    engine = create_engine("sqlite://", creator=lambda: sqlite3.connect(scratch), poolclass=NullPool)
    try:
        schema.metadata.create_all(engine)
        with engine.begin() as connection:
            _write_meta(connection, encoder)
            _write_facts(connection, contents, queries, mask)
            _write_passages(connection, contents.passages, passages)
        engine.dispose()
        os.replace(scratch, out)
    finally:
        engine.dispose()
        scratch.unlink(missing_ok=True)


def _write_meta(connection: Connection, encoder: str) -> None:
    values = {
        "schema": str(schema.VERSION),
        "encoder": encoder,
        "built": datetime.datetime.now().isoformat("T", "seconds"),
    }
    connection.execute(schema.meta.insert(), [{"key": key, "value": value} for key, value in values.items()])


def _write_facts(connection: Connection, contents: Contents, queries: Encode, mask: Mask) -> None:
    for saved in contents.pages.values():
        connection.execute(schema.page.insert().values(id=saved.page.id, data=saved.page.dict(), text=saved.text))
    position = 0
    asks: list[dict[str, object]] = []
    for programme in contents.programmes:
        timeline = json.loads(programme.json(by_alias=True))["timeline"]
        head = programme.programme
        connection.execute(
            schema.programme.insert().values(id=head.id, page=head.page, head=head.dict(), timeline=timeline)
        )
        items: list[tuple[Fact | Gap, int]] = [*((f, 0) for f in programme.facts), *((g, 1) for g in programme.gaps)]
        for item, gap in items:
            position += 1
            data = json.loads(item.json(by_alias=True, exclude_none=True))
            asks += [{"fact": item.id, "text": text} for text in data.pop("asks")]
            connection.execute(
                schema.fact.insert().values(id=item.id, position=position, programme=head.id, gap=gap, data=data)
            )
    asks += [{"fact": topic.id, "text": text} for topic in contents.care.topics.values() for text in topic.asks]
    vectors = queries([str(ask["text"]) for ask in asks])
    for ask, vector in zip(asks, vectors, strict=True):
        ask["masked"] = mask(str(ask["text"]))
        ask["vector"] = vector.astype("<f4").tobytes()
    connection.execute(schema.ask.insert(), asks)


def _write_passages(connection: Connection, passages: list[Passage], encode: Encode) -> None:
    vectors = encode([f"{passage.heading}. {passage.text}" for passage in passages])
    rows = [
        {**dataclasses.asdict(passage), "vector": vector.astype("<f4").tobytes()}
        for passage, vector in zip(passages, vectors, strict=True)
    ]
    connection.execute(schema.passage.insert(), rows)
