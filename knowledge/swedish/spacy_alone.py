"""spaCy without the networks that it looks for: all of the project takes it from here.

Its thinc imports PyTorch and TensorFlow wherever it finds them, for layers that a pipeline of phrases does not have:
seconds, and 0.8 GB. They are hidden from it while it looks, and only then; later imports of them are real.
"""

from __future__ import annotations

import importlib
import sys

NETWORKS = ("torch", "tensorflow")


def import_without(module: str, *unneeded: str) -> None:
    """Import a module that takes along others where it finds them, without those that are not loaded yet."""
    missing = [name for name in unneeded if name not in sys.modules]
    sys.modules.update(dict.fromkeys(missing))  # type: ignore[arg-type]  # None: not to be found
    try:
        importlib.import_module(module)
    finally:
        for name in missing:
            del sys.modules[name]


import_without("thinc.compat", *NETWORKS)

import spacy  # noqa: E402 - only now
from spacy.language import Language  # noqa: E402
from spacy.lookups import Lookups  # noqa: E402
from spacy.matcher import PhraseMatcher  # noqa: E402
from spacy.pipeline import Lemmatizer  # noqa: E402
from spacy.strings import get_string_id  # noqa: E402
from spacy.tokens import Doc, Token  # noqa: E402

__all__ = ["Doc", "Language", "Lemmatizer", "Lookups", "PhraseMatcher", "Token", "get_string_id", "spacy"]
