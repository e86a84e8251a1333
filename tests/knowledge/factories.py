"""Small made-up pages, facts and knowledge bases, and an encoder that needs no model."""

from __future__ import annotations

import datetime
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from ruamel.yaml import YAML

from knowledge.care import CareTable
from knowledge.store import Asks, Knowledge, StoredProgramme
from knowledge.words.facts import Fact, Gap, Page
from knowledge.words.programmes import Event, Overview, Programme
from knowledge.words.query import Query

DIMENSION = 256


def encode(texts: Sequence[str]) -> np.ndarray:
    """Hashed character trigrams, length 1: texts that share letters are near, the same text is the same vector."""
    rows = np.zeros((len(texts), DIMENSION), dtype=np.float32)
    for row, text in zip(rows, texts, strict=True):
        padded = f" {text.lower()} "
        for at in range(len(padded) - 2):
            row[zlib.crc32(padded[at : at + 3].encode()) % DIMENSION] += 1
        row /= max(float(np.linalg.norm(row)), 1e-9)
    return rows


def day(iso: str) -> datetime.date:
    return datetime.date.fromisoformat(iso)


def make_page(page_id: str = "sida", **fields: Any) -> Page:
    given = {
        "title": page_id.capitalize(),
        "publisher": "Västra Götalandsregionen",
        "url": f"https://example.org/{page_id}",
    }
    return Page(**{"id": page_id, "file": f"{page_id}.txt", "updated": "2021-11-09", **given, **fields})


def make_fact(fact_id: str, **fields: Any) -> Fact:
    """A fact; its question type is the middle part of its id."""
    given = {"type": "rule", "question": [fact_id.split(".")[1]], "text": f"Text om {fact_id}.", "quote": ["Ord."]}
    return Fact(**{"id": fact_id, "asks": [f"fråga om {fact_id}"], **given, **fields})


def make_gap(gap_id: str, **fields: Any) -> Gap:
    given = {"question": [gap_id.split(".")[1]], "text": f"Sidan säger inget om {gap_id}."}
    return Gap(**{"id": gap_id, "asks": [f"lucka om {gap_id}"], **given, **fields})


def make_programme(
    programme_id: str,
    facts: Sequence[Fact],
    *,
    kind: str = "grant",
    timeline: Sequence[tuple[str, str]] = (),
    gaps: Sequence[Gap] = (),
    **head: Any,
) -> Programme:
    """A programme; ``timeline`` holds (event, ISO date), each resting on the first fact."""
    name = head.pop("name", programme_id.capitalize())
    return Programme(
        programme={
            "id": programme_id,
            "page": head.pop("page", programme_id),
            "name": name,
            "definite": head.pop("definite", name.lower()),
            "kind": kind,
        },
        timeline=[{"event": event, "date": date, "fact": facts[0].id} for event, date in timeline],
        facts=list(facts),
        gaps=list(gaps),
    )


def make_knowledge(*programmes: Programme, pages: Sequence[Page] = (), overviews: Sequence[Overview] = ()) -> Knowledge:
    """A knowledge base in memory; programmes without a page of their own get a made-up one."""
    by_id = {page.id: page for page in pages}
    for programme in programmes:
        by_id.setdefault(programme.programme.page, make_page(programme.programme.page))
    items = [(item, p.id) for p in programmes for item in [*p.facts, *p.gaps]]
    pairs = [(item.id, ask) for item, _ in items for ask in item.asks]
    pairs += [(overview.id, ask) for overview in overviews for ask in overview.asks]
    texts = tuple(text for _, text in pairs)
    return Knowledge(
        pages=by_id,
        programmes={p.id: StoredProgramme(p.programme, by_id[p.programme.page], tuple(p.events)) for p in programmes},
        facts={fact.id: fact for p in programmes for fact in p.facts},
        gaps={gap.id: gap for p in programmes for gap in p.gaps},
        programme_of={item.id: owner for item, owner in items},
        asks=Asks(tuple(fact for fact, _ in pairs), texts, texts, encode(texts)),
        encoder="fake",
        overviews={overview.id: overview for overview in overviews},
    )


def make_query(text: str = "", *, types: Mapping[str, float] | None = None, **fields: Any) -> Query:
    """A query as the NLU would make it; ``said`` goes into ``slots`` too unless slots are given."""
    fields.setdefault("slots", fields.get("said", {}))
    masked = fields.pop("masked", text)
    return Query(text, masked, encode([masked])[0], types or {}, **fields)


def no_care() -> CareTable:
    """A care table with nothing in it."""
    parts = ("cells", "rows", "groups", "umbrellas", "cares", "contacts", "topics", "sources", "order")
    return CareTable(**{part: {} for part in parts}, core_name="", laws={})


def events(*pairs: tuple[str, str]) -> list[Event]:
    return [Event(event, day(date), f"fact.{event}") for event, date in pairs]


def write_yaml(path: Path, data: Any) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as stream:
        YAML().dump(data, stream)
    return path
