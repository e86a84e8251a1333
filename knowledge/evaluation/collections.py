"""A collection of passages as a knowledge base of its own, for measuring: pages without facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy import Table

from knowledge.search import PassageSearch
from knowledge.search.passages import Passage, passage_rows, term_rows
from knowledge.store import Address, Store, schema
from knowledge.store.writing import Rows, write
from knowledge.words.facts import Page

BUILD = "measured"


def page_row(page_id: str, updated: str | None = None) -> dict[str, object]:
    """A page of that id, otherwise empty."""
    page = Page(id=page_id, file="-", title=page_id, publisher="-", url="-", updated=updated)
    return {"id": page_id, "updated": updated, "data": page.dict(), "text": ""}


def meta_rows(passages: Sequence[Mapping[str, object]]) -> list[dict[str, str]]:
    """The head of a build that holds passages only."""
    words = sum(len(str(row["words"]).split()) for row in passages)
    values = {"schema": schema.VERSION, "build": BUILD, "encoder": "-", "built": "-"}
    values |= {"passages": len(passages), "words": words}
    return [{"key": key, "value": str(value)} for key, value in values.items()]


def search_in(
    passages: Sequence[Passage], encode: Callable[[Sequence[str]], np.ndarray], where: Address | Path | str
) -> PassageSearch:
    """Write the passages to ``where`` and open them for search."""
    rows = list(passage_rows(passages, encode))
    tables: dict[Table, Iterable[Mapping[str, Any]]] = {
        schema.meta: meta_rows(rows),
        schema.page: [page_row(page) for page in dict.fromkeys(passage.page for passage in passages)],
        schema.passage: rows,
        schema.term: term_rows(str(row["words"]) for row in rows),
    }
    write(Rows(tables), Address.of(where))
    return PassageSearch(Store(where), BUILD)
