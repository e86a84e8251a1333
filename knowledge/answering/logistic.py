"""A logistic model whose weights stand in a YAML file, so that a reader can see what counts for and against."""

from __future__ import annotations

import functools
import math
from collections.abc import Mapping
from pathlib import Path

from ruamel.yaml import YAML


def probability(seen: Mapping[str, float], model: Mapping[str, float]) -> float:
    """Probability, 0..1, for features by name. Raises KeyError where the model lacks one of them or its intercept."""
    total = model["intercept"] + sum(model[name] * value for name, value in seen.items())
    return 1 / (1 + math.exp(-total))


@functools.cache
def weights_in(path: Path) -> Mapping[str, float]:
    """The weights of a file, by feature, read once; raises KeyError where it has none."""
    read = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    return {str(name): float(value) for name, value in read["weights"].items()}
