"""The encoder, the phrase finder and the knowledge base, as the commands use them."""

from __future__ import annotations

import datetime
import functools
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from knowledge.answering import Answerer
from knowledge.build import Contents, build
from knowledge.care import load_care
from knowledge.cli.common import QUESTIONS, ROOT
from knowledge.encoder.loading import Encoder, load_encoder
from knowledge.language import entities, without_programmes
from knowledge.replay import Given, read_questions, replay
from knowledge.store import Address, Knowledge, StoreError, open_store

Target = Path | Address
Encode = Callable[[Sequence[str]], np.ndarray]


def write_store(contents: Contents, targets: Sequence[Target], queries: Encode, passages: Encode, name: str) -> None:
    """Build the knowledge base with the names of programmes masked."""
    names = contents.names

    def masked(question: str) -> str:
        return without_programmes(question, entities(question, names))

    build(contents, *targets, queries=queries, passages=passages, mask=masked, encoder=name)


def write_whole(contents: Contents, targets: Sequence[Target]) -> None:
    """Build the knowledge base with every vector computed; raises StoreError when a database cannot take it."""
    encoder = load_encoder()
    write_store(
        contents, targets, encoder.encode_fitted, lambda texts: encoder.encode(texts, prompt="passage"), encoder.name
    )


def present_knowledge(contents: Contents, last: Path) -> Knowledge:
    """The knowledge base that a build would write now; vectors of the last build are used again."""
    encoder = load_encoder()
    queries = _remembering(encoder, last)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "knowledge.sqlite"
        # passages are not asked here, so they need no true vectors
        write_store(contents, [out], queries, lambda texts: np.zeros((len(texts), encoder.dimension)), encoder.name)
        return open_store(out)


def _remembering(encoder: Encoder, last: Path) -> Encode:
    try:
        old = open_store(last)
    except StoreError:
        return encoder.encode_fitted
    known = dict(zip(old.asks.texts, old.asks.vectors, strict=True)) if old.encoder == encoder.name else {}

    def encode(texts: Sequence[str]) -> np.ndarray:
        fresh = [text for text in texts if text not in known]
        known.update(zip(fresh, encoder.encode_fitted(fresh) if fresh else [], strict=True))
        return np.vstack([known[text] for text in texts]).astype(np.float32)

    return encode


def answers_of(knowledge: Knowledge, today: datetime.date) -> dict[str, Given]:
    """What the committed questions are answered with."""
    answerer = Answerer(knowledge, load_care(ROOT))
    encode = load_encoder().encode_fitted
    found = functools.partial(entities, names=knowledge.names)
    return replay(answerer, read_questions(QUESTIONS), today, encode=encode, entities=found)
