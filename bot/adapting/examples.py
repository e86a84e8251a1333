"""What the adapter learns from: the facts' ways of asking, and the labelled messages of the NLU's training data."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from ruamel.yaml import YAML

NLU = Path("data/nlu")
HEADS = ("intent", "asked", "manner", "continues", "group", "care")
_ENTITY = re.compile(r"\[([^\]]*)\](?:\{[^}]*\}|\([^)]*\))")


@dataclasses.dataclass(frozen=True)
class Asks:
    """Ways of asking, and the number of the fact that each asks for; ``nearest`` the facts most alike, by number."""

    texts: tuple[str, ...]
    facts: np.ndarray  # shape (len(texts),)
    nearest: np.ndarray  # shape (facts, NEIGHBOURS)


NEIGHBOURS = 5


def asks_of(texts: Sequence[str], facts: Sequence[str], vectors: np.ndarray) -> Asks:
    """Number the facts and find the nearest of each by the mean of its asks' vectors."""
    names = sorted(set(facts))
    number = {name: at for at, name in enumerate(names)}
    owner = np.array([number[fact] for fact in facts])
    centred = vectors - vectors.mean(axis=0)
    means = np.stack([centred[owner == at].mean(axis=0) for at in range(len(names))])
    means /= np.linalg.norm(means, axis=1, keepdims=True)
    alike = means @ means.T
    np.fill_diagonal(alike, -1)
    return Asks(tuple(texts), owner, np.argsort(-alike, axis=1)[:, :NEIGHBOURS])


def labelled_messages(folder: Path = NLU) -> list[tuple[str, Mapping[str, str]]]:
    """Every training message with its intent and, where it carries them, its labels."""
    found: list[tuple[str, Mapping[str, str]]] = []
    for path in sorted(folder.rglob("*.yml")):
        for group in YAML(typ="safe").load(path.read_text(encoding="utf-8")).get("nlu", []):
            if "intent" in group:
                found += [
                    (text, {"intent": group["intent"], **labels}) for text, labels in _examples(group["examples"])
                ]
    return found


def _examples(given: str | Sequence[Mapping[str, object]]) -> list[tuple[str, dict[str, str]]]:
    """Rasa's two ways of writing examples: a list with metadata, or lines in one string."""
    if isinstance(given, str):
        return [(_ENTITY.sub(r"\1", line[2:]).strip(), {}) for line in given.splitlines() if line.startswith("- ")]
    examples = []
    for example in given:
        labels = example.get("metadata") or {}
        assert isinstance(labels, Mapping)  # the editors' check refuses anything else
        kept = {name: str(labels[name]) for name in HEADS if name in labels}
        examples.append((_ENTITY.sub(r"\1", str(example["text"])).strip(), kept))
    return examples
