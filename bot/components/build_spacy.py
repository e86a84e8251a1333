"""Build the Swedish spaCy pipeline: ``python -m bot.components.build_spacy OUT``.

Tokenizer and lookup lemmatizer only. The statistical Swedish pipelines are on
no package index; whoever has one sets its name in config.yml instead.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

from knowledge.swedish.lemmas import FACTORY
from knowledge.swedish.spacy_alone import spacy


def build(out: Path) -> None:
    """Write the pipeline to ``out``, whole or not at all."""
    pipeline = spacy.blank("sv")
    pipeline.add_pipe(FACTORY, name="lemmatizer")
    pipeline.initialize()
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent) as scratch:
        whole = Path(scratch) / "spacy"
        pipeline.to_disk(whole)
        if out.exists():
            shutil.rmtree(out)
        os.replace(whole, out)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit("usage: python -m bot.components.build_spacy OUT")
    build(Path(sys.argv[1]))
