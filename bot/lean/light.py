"""Makes this process do without TensorFlow and PyTorch: import this before anything of Rasa's.

In a function, not at import: whoever calls it says so. A process that has loaded TensorFlow already keeps it.
"""

from __future__ import annotations

import importlib

from bot.lean.placeholder import put_in_place_of

#: Rasa's neural components import these; Lotsen's pipeline has none.
NEURAL = ("tensorflow", "keras")


def go_light() -> None:
    """Keep both out of this process from now on."""
    importlib.import_module("knowledge.swedish.spacy_alone")  # first: spaCy asks what it finds for its graphics cards
    put_in_place_of(*NEURAL)
