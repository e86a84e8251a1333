"""The report's pictures as PNG."""

from __future__ import annotations

import io
from collections.abc import Sequence

import matplotlib
import numpy as np
from sklearn.metrics import confusion_matrix

matplotlib.use("Agg")  # no display; must come before pyplot
import matplotlib.pyplot as plt

RIGHT, WRONG = "#1f6f8b", "#c8553d"


def confusion_picture(labels: Sequence[str], predicted: Sequence[str]) -> bytes:
    """True classes by predicted ones; the colour is the share of the true class, errors carry their number."""
    names = sorted(set(labels))
    counts = confusion_matrix(labels, predicted, labels=names)
    shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    figure, axes = plt.subplots(figsize=(11, 10))
    axes.imshow(np.sqrt(shares), cmap="Blues", vmin=0, vmax=1)  # the root shows rare errors too
    for row, column in np.argwhere(counts > 0):
        light = shares[row, column] > 0.3
        axes.text(
            column, row, counts[row, column], ha="center", va="center", fontsize=6, color="white" if light else "black"
        )
    axes.set_xticks(range(len(names)), names, rotation=90, fontsize=8)
    axes.set_yticks(range(len(names)), names, fontsize=8)
    axes.set_xlabel("predicted")
    axes.set_ylabel("true")
    return _png(figure)


def confidence_picture(histogram: Sequence[dict[str, float]]) -> bytes:
    """Right and wrong predictions by confidence."""
    figure, axes = plt.subplots(figsize=(8, 3.5))
    at = np.arange(len(histogram))
    right, wrong = ([entry[key] for entry in histogram] for key in ("right", "wrong"))
    axes.bar(at - 0.2, right, 0.4, label="right", color=RIGHT)
    axes.bar(at + 0.2, wrong, 0.4, label="wrong", color=WRONG, hatch="//")
    axes.set_xticks(at, [f"{entry['from']:.1f}–{entry['from'] + 1 / len(histogram):.1f}" for entry in histogram])
    axes.set_xlabel("confidence of the likeliest class")
    axes.set_ylabel("sentences")
    axes.legend()
    return _png(figure)


def _png(figure: plt.Figure) -> bytes:
    buffer = io.BytesIO()
    figure.tight_layout()
    # without the version of matplotlib in it, the same figures give the same file
    figure.savefig(buffer, format="png", dpi=110, metadata={"Software": None})
    plt.close(figure)
    return buffer.getvalue()
