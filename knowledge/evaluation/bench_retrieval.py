"""Measure passage search on SweFAQ beside its parts and the usual baselines: ``make bench-retrieval``."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer

from knowledge.encoder.loading import Encoder, load_encoder
from knowledge.evaluation import swefaq
from knowledge.evaluation.collections import search_in
from knowledge.evaluation.swefaq import Figures, Order, SweFaq
from knowledge.search import Filter, PassageSearch
from knowledge.search.scoring import bm25
from knowledge.swedish.folding import fold
from knowledge.swedish.stems import analyse

PUBLISHED = (  # accuracy of the official task on this part, from the benchmark's README
    ("random", 0.09),
    ("BM25, Swedish stemmer", 0.56),
    ("char 3-5-gram tf-idf", 0.58),
    ("multilingual-e5-small, 4-bit", 0.61),
    ("e5 + char tf-idf, z-scores added", 0.69),
)


def main() -> int:
    """Print the figures; status 2 and one line when the benchmark is not on this machine."""
    try:
        data = swefaq.load()
    except swefaq.NotThere as missing:
        print(missing, file=sys.stderr)
        return 2
    encoder = load_encoder()
    vectors = encoder.encode([question.text for question in data.questions])
    table = Table("method", "official accuracy", "open recall@1", "open MRR@10")
    for name, figures in measure(data, encoder, vectors):
        table.add_row(name, f"{figures.accuracy:.3f}", f"{figures.recall:.3f}", f"{figures.mrr:.3f}")
    for name, accuracy in PUBLISHED:
        table.add_row(f"published: {name}", f"{accuracy:.2f}", "-", "-")
    Console(width=100).print(table)
    print(
        f"{len(data.questions)} questions, {len(data.answers)} answers; one question is {1 / len(data.questions):.3f}"
    )
    return 0


def measure(data: SweFaq, encoder: Encoder, vectors: np.ndarray) -> list[tuple[str, Figures]]:
    """Every method with its figures, baselines first."""
    texts = [answer.text for answer in data.answers]
    questions = [question.text for question in data.questions]
    passages = encoder.encode(texts, prompt="passage")
    baselines = {
        "BM25 over stems": _bm25(texts, questions),
        "char 3-5-gram tf-idf": _characters(texts, questions),
        "encoder alone": vectors @ passages.T,
    }
    rows = [(name, swefaq.judge(data, by_scores(scores))) for name, scores in baselines.items()]
    with tempfile.TemporaryDirectory() as folder:
        search = search_in(
            data.answers, lambda parts: encoder.encode(parts, prompt="passage"), Path(folder) / "swefaq.sqlite"
        )
        rows.append(("passage search", swefaq.judge(data, by_search(data, search, vectors))))
    return rows


def by_scores(scores: np.ndarray) -> Order:
    """The order that a matrix of scores gives, questions × answers."""
    return lambda at, among: sorted(among, key=lambda answer: (-scores[at, answer], answer))


def by_search(data: SweFaq, search: PassageSearch, vectors: np.ndarray) -> Order:
    """The order that the search gives; the official task is a filter on the category's page."""

    def order(at: int, among: Sequence[int]) -> list[int]:
        question = data.questions[at]
        own = Filter(pages=frozenset([question.category]))
        where = own if len(among) < len(data.answers) else Filter()
        return [hit.id - 1 for hit in search.search(question.text, vectors[at], where)]

    return order


def _bm25(texts: Sequence[str], questions: Sequence[str]) -> np.ndarray:
    words: Callable[[str], list[str]] = analyse
    counter = CountVectorizer(analyzer=words)
    counts = counter.fit_transform(texts).toarray().astype(float)
    asked = counter.transform(questions).toarray() > 0
    return np.array([bm25(counts[:, terms], counts.sum(axis=1)) for terms in asked])


def _characters(texts: Sequence[str], questions: Sequence[str]) -> np.ndarray:
    grams = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True)
    rows = grams.fit_transform([fold(text) for text in texts])
    return (grams.transform([fold(question) for question in questions]) @ rows.T).toarray()


if __name__ == "__main__":
    sys.exit(main())
