"""Build the knowledge base: check everything, then write it, whole or not at all."""

from __future__ import annotations

import dataclasses
import datetime
import json
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from knowledge.care import CareTable
from knowledge.editing.care import load_care
from knowledge.editing.checks.programmes import load_programmes
from knowledge.editing.reading import yaml_files
from knowledge.editing.reading.hands import FOLDER as HANDS
from knowledge.editing.reading.hands import Ask, load_asks
from knowledge.editing.reading.overviews import load_overviews
from knowledge.editing.reading.pages import SavedPage, cut, load_pages
from knowledge.editing.reading.problems import KnowledgeError, Problem
from knowledge.editing.tables.confirmed import Confirmed, load_confirmed
from knowledge.search.passages import Passage, passage_rows, pieces, term_rows
from knowledge.store import Address, care_rows, schema
from knowledge.store.writing import Rows, write
from knowledge.texts import text
from knowledge.words.facts import Fact, Gap
from knowledge.words.programmes import Overview, Programme, names_of

ROOT = Path(__file__).parents[1]  # facts, sources and texts
Encode = Callable[[Sequence[str]], np.ndarray]
Mask = Callable[[str], str]
# a book of 400 pages; what is larger is no page that an editor has read
MAX_PAGE_CHARACTERS = 1_000_000


@dataclasses.dataclass(frozen=True)
class Contents:
    """Everything that goes into a build, checked."""

    pages: dict[str, SavedPage]
    programmes: list[Programme]
    care: CareTable
    #: ways of asking by other hands than the editors'
    asks: Sequence[Ask] = ()
    overviews: Mapping[str, Overview] = dataclasses.field(default_factory=dict)
    #: what has been confirmed of the care table; no part of an answer
    confirmed: Mapping[str, Confirmed] = dataclasses.field(default_factory=dict)

    @property
    def names(self) -> dict[str, tuple[str, ...]]:
        """The names that come with the programmes' facts."""
        return names_of(programme.programme for programme in self.programmes)

    @property
    def passages(self) -> list[Passage]:
        """Every passage of every page, cut to the length that is searched."""
        return pieces(passage for saved in self.pages.values() for passage in cut(saved))


def read(root: Path = ROOT) -> Contents:
    """Read and check sources and facts; raises KnowledgeError with every problem."""
    pages = load_pages(root / "sources")
    _check_sizes(root / "sources" / "pages.yml", pages)
    programmes, care = load_programmes(root / "facts", pages), load_care(root)
    overviews = load_overviews(root)
    asks = load_asks(root / HANDS, known_to_ask(programmes, care, overviews))
    return Contents(pages, programmes, care, asks, overviews, load_confirmed(root))


def known_to_ask(programmes: Iterable[Programme], care: CareTable, overviews: Iterable[str] = ()) -> set[str]:
    """The ids of all that can be asked for: facts, gaps, topics, overviews."""
    return {item.id for programme in programmes for item, _ in _items(programme)} | {*care.topics, *overviews}


def _check_sizes(listing: Path, pages: dict[str, SavedPage]) -> None:
    document = yaml_files.load(listing)
    lines = {entry["id"]: index for index, entry in enumerate(document or [])}
    problems = [
        Problem(
            listing.name,
            yaml_files.line_of(document, [lines[page], "file"]),
            "file",
            text("search", "large_page", "message", file=saved.page.file, size=f"{len(saved.text) / 1e6:.1f}"),
            text("search", "large_page", "remedy", limit=f"{MAX_PAGE_CHARACTERS / 1e6:g}"),
        )
        for page, saved in pages.items()
        if len(saved.text) > MAX_PAGE_CHARACTERS
    ]
    if problems:
        raise KnowledgeError(problems)


def build(
    contents: Contents, *targets: Address | Path | str, queries: Encode, passages: Encode, mask: Mask, encoder: str
) -> None:
    """Write the knowledge base to every target, a file or a ``postgresql://`` address.

    ``queries`` and ``passages`` give vectors of length 1; ``mask`` takes the
    programme's name out of a question. A reader has the old build or the new
    one and nothing between. Raises StoreError when a database cannot take it.
    """
    addresses = [Address.of(target) for target in targets]
    rows = prepare(contents, queries=queries, passages=passages, mask=mask, encoder=encoder)
    for address in addresses:
        write(rows, address)


def prepare(contents: Contents, *, queries: Encode, passages: Encode, mask: Mask, encoder: str) -> Rows:
    """Every row of a build, vectors and all."""
    cut_up = list(passage_rows(contents.passages, passages))
    terms = term_rows(row["words"] for row in cut_up)
    return Rows(
        {
            schema.meta: _meta_rows(encoder, cut_up),
            schema.page: [_page_row(saved) for saved in contents.pages.values()],
            schema.programme: [_programme_row(programme) for programme in contents.programmes],
            schema.fact: _fact_rows(contents.programmes),
            schema.overview: _overview_rows(contents.overviews),
            schema.ask: _ask_rows(contents, queries, mask),
            schema.care_part: list(care_rows.part_rows(contents.care)),
            schema.care_cell: list(care_rows.cell_rows(contents.care)),
            schema.passage: cut_up,
            schema.term: terms,
        }
    )


def _meta_rows(encoder: str, passages: Sequence[dict[str, Any]]) -> list[dict[str, str]]:
    words = sum(len(row["words"].split()) for row in passages)
    values = {
        "schema": str(schema.VERSION),
        "build": uuid.uuid4().hex,
        "encoder": encoder,
        "built": datetime.datetime.now().isoformat("T", "seconds"),
        "passages": str(len(passages)),
        "words": str(words),
    }
    return [{"key": key, "value": value} for key, value in values.items()]


def _page_row(saved: SavedPage) -> dict[str, Any]:
    updated = saved.page.updated_on
    # PostgreSQL takes no zero characters; a page that holds one says nothing with it
    words = saved.text.replace("\x00", "")
    return {
        "id": saved.page.id,
        "updated": updated.isoformat() if updated else None,
        "data": saved.page.dict(),
        "text": words,
    }


def _programme_row(programme: Programme) -> dict[str, Any]:
    head = programme.programme
    timeline = json.loads(programme.json(by_alias=True))["timeline"]
    return {"id": head.id, "page": head.page, "head": head.dict(), "timeline": timeline}


def _items(programme: Programme) -> Iterable[tuple[Fact | Gap, int]]:
    return [*((fact, 0) for fact in programme.facts), *((gap, 1) for gap in programme.gaps)]


def _fact_rows(programmes: Iterable[Programme]) -> list[dict[str, Any]]:
    items = [(item, gap, programme.id) for programme in programmes for item, gap in _items(programme)]
    return [
        {
            "id": item.id,
            "position": position,
            "programme": programme,
            "gap": gap,
            "data": json.loads(item.json(by_alias=True, exclude_none=True, exclude={"asks"})),
        }
        for position, (item, gap, programme) in enumerate(items, 1)
    ]


def _overview_rows(overviews: Mapping[str, Overview]) -> list[dict[str, Any]]:
    return [
        {"id": overview.id, "position": position, "data": overview.dict(exclude={"asks"})}
        for position, overview in enumerate(overviews.values(), 1)
    ]


def _ask_rows(contents: Contents, queries: Encode, mask: Mask) -> list[dict[str, Any]]:
    asked = [(item.id, ask) for programme in contents.programmes for item, _ in _items(programme) for ask in item.asks]
    asked += [(topic.id, ask) for topic in contents.care.topics.values() for ask in topic.asks]
    asked += [(overview.id, ask) for overview in contents.overviews.values() for ask in overview.asks]
    asked += contents.asks
    if not asked:
        return []
    vectors = queries([ask for _, ask in asked])
    return [
        {"id": number, "fact": fact, "text": ask, "masked": mask(ask), "vector": vector.astype("<f4").tobytes()}
        for number, ((fact, ask), vector) in enumerate(zip(asked, vectors, strict=True), 1)
    ]
