"""The encoder, the phrase finder and the knowledge base, as the commands use them."""

from __future__ import annotations

import datetime
import functools
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from knowledge.answering import Answerer
from knowledge.cli.common import QUESTIONS, ROOT
from knowledge.editing.build import Contents, build
from knowledge.editing.care import load_care
from knowledge.editing.replay import Given, read_questions, replay
from knowledge.encoder.kept_vectors import kept_vectors
from knowledge.encoder.loading import encoder_folder
from knowledge.store import Address, Knowledge, open_store
from knowledge.understanding.lexicons import entities, without_programmes

Target = Path | Address
Encode = Callable[[Sequence[str]], np.ndarray]


def write_store(contents: Contents, targets: Sequence[Target], queries: Encode, passages: Encode, name: str) -> None:
    """Build the knowledge base with the names of programmes masked."""
    names = contents.names

    def masked(question: str) -> str:
        return without_programmes(question, entities(question, names))

    build(contents, *targets, queries=queries, passages=passages, mask=masked, encoder=name)


def write_whole(contents: Contents, targets: Sequence[Target]) -> None:
    """Build the knowledge base with every vector; raises StoreError when a database cannot take it."""
    encoder = kept_vectors()
    passages = functools.partial(encoder.encode, prompt="passage")
    write_store(contents, targets, encoder.encode_fitted, passages, encoder_folder())


def present_knowledge(contents: Contents) -> Knowledge:
    """The knowledge base that a build would write now."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "knowledge.sqlite"
        write_whole(contents, [out])
        return open_store(out)


def answers_of(knowledge: Knowledge, today: datetime.date) -> dict[str, Given]:
    """What the committed questions are answered with."""
    answerer = Answerer(knowledge, load_care(ROOT))
    encode = kept_vectors().encode_fitted
    found = functools.partial(entities, names=knowledge.names)
    return replay(answerer, read_questions(QUESTIONS), today, encode=encode, entities=found)
