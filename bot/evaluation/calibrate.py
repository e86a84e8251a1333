"""Calibrate when to refuse: ``python -m bot.evaluation.calibrate [--write]``.

Plays the held-out conversations, takes what the refusal model saw of each
question, fits its weights and prints what each limit would refuse (10-fold
cross-validated). With ``--write`` the weights go to knowledge/answering/refusal.yml and
the curve to docs/img/refusal-curve.png.
"""

from __future__ import annotations

import datetime
import json
import os
import sys
import uuid
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict

from knowledge.answering.refusal import FILE
from knowledge.limits import GATES
from knowledge.words.tracing import SEVERAL

QUESTIONS = Path("tests/held_out")
CURVE = Path("docs/img/refusal-curve.png")
TODAY = datetime.date(2026, 11, 21)  # the day that the questions were written for
PENALTY = 5.0  # inverse strength
FOLDS = 10
LIMITS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
OUTSIDE = "out-of-scope"
Say = Callable[[str, str], Sequence[Mapping[str, Any]]]


def label(topic: str, kinds: Sequence[str]) -> bool | None:
    """Whether a turn can be answered; None for turns that say nothing about that."""
    can = "answer" in kinds or "clarify" in kinds
    if topic in ("smalltalk", "privacy") or (can and "no_answer" in kinds) or (not can and topic != OUTSIDE):
        return None
    return can


def seen_in(messages: Sequence[Mapping[str, Any]]) -> dict[str, float] | None:
    """What the refusal model saw of the reading that was sent, out of the debug part of a turn's replies.

    None where nothing was weighed, and where several questions were: the turn's label is of them together.
    """
    notes = [
        note for message in messages for note in ((message.get("custom") or {}).get("debug") or {}).get("decisions", ())
    ]
    seen = [note for note in notes if note["step"] == "answerable"]
    if len(seen) != 1 or any(note.get("decided") == SEVERAL for note in notes):
        return None
    return {name: value for name, value in seen[0].items() if name not in ("step", "chance")}


def collect(say: Say, folder: Path = QUESTIONS) -> tuple[list[dict[str, float]], np.ndarray]:
    """Play every conversation; the features of each labelled question, and the labels.

    ``say`` gives the replies to a message of a sender, with their debug parts.
    """
    rows: list[dict[str, float]] = []
    labels: list[bool] = []
    for file in sorted(folder.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            conversation, sender = json.loads(line), uuid.uuid4().hex
            for turn in conversation["turns"]:
                seen = seen_in(say(turn["say"], sender))
                kinds = turn["kind"] if isinstance(turn["kind"], list) else [turn["kind"]]
                answerable = label(conversation["topic"], kinds)
                if seen is not None and answerable is not None:
                    rows.append(seen)
                    labels.append(answerable)
    return rows, np.array(labels)


def fit(rows: Sequence[dict[str, float]], labels: np.ndarray) -> tuple[dict[str, float], np.ndarray]:
    """The weights, and each question's cross-validated chance of being answerable."""
    names = list(rows[0])
    matrix = np.array([[row[name] for name in names] for row in rows])
    model = LogisticRegression(C=PENALTY, max_iter=3000)
    chances = cross_val_predict(model, matrix, labels, cv=FOLDS, method="predict_proba")[:, 1]
    model.fit(matrix, labels)
    weights = {name: round(float(weight), 3) for name, weight in zip(names, model.coef_[0], strict=True)}
    return {"intercept": round(float(model.intercept_[0]), 3), **weights}, chances


def shares(chances: np.ndarray, labels: np.ndarray, limit: float) -> tuple[float, float]:
    """At a limit: the share of answerable questions that stay, and of others that are let through."""
    return float((chances[labels] >= limit).mean()), float((chances[~labels] >= limit).mean())


def draw(chances: np.ndarray, labels: np.ndarray, path: Path) -> None:
    """Coverage against what is wrongly let through, over all limits."""
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    points = np.array([shares(chances, labels, limit) for limit in np.linspace(0, 1, 201)])
    figure, axes = plt.subplots(figsize=(6, 4))
    axes.plot(points[:, 0] * 100, points[:, 1] * 100, color="#1f4e79")
    kept, through = shares(chances, labels, GATES.answerable)
    axes.plot([kept * 100], [through * 100], "o", color="#b00020")
    axes.annotate(f"limit {GATES.answerable}", (kept * 100, through * 100), (-75, 12), textcoords="offset points")
    axes.set(xlabel="answerable questions not refused, %", ylabel="other questions let through, %", xlim=(80, 100.5))
    axes.grid(alpha=0.3)
    figure.tight_layout()
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, dpi=110)


def main(arguments: Sequence[str]) -> None:
    """Collect, fit, print, and write where asked to."""
    os.environ.update({"LOTSEN_DEBUG": "1", "LOTSEN_TODAY": TODAY.isoformat()})
    from bot.evaluation.in_process import InProcessBot

    rows, labels = collect(InProcessBot().say)
    weights, chances = fit(rows, labels)
    print(f"{len(rows)} questions, {int((~labels).sum())} of them not answerable; {FOLDS} folds")
    for limit in LIMITS:
        kept, through = shares(chances, labels, limit)
        print(f"limit {limit}: {kept:6.1%} of answerable questions kept, {through:6.1%} of others let through")
    print(json.dumps(weights))
    if "--write" in arguments:
        lines = [
            "# Weights of knowledge/answering/refusal.py, written by python -m bot.evaluation.calibrate --write.",
            "weights:",
        ]
        FILE.write_text("\n".join([*lines, *(f"  {name}: {value}" for name, value in weights.items()), ""]), "utf-8")
        draw(chances, labels, CURVE)


if __name__ == "__main__":
    main(sys.argv[1:])
