"""How far the risk of an answer can be told before it is given: ``python -m bot.evaluation.risk_coverage FILES…``.

Plays conversations with nothing withheld, fits the model of ``knowledge/answering/risk.py`` on which answers were
wrong, by cross-validation in which no set's author is on both sides, and prints how many wrong and how many right
answers a limit withholds. ``--on FILE…`` names sets that the model is to be tried on and not fitted to. ``--write``
writes the weights fitted on all of them to ``knowledge/answering/risk.yml``, ``--picture FILE`` draws the curve with
the limit that is in force.
"""

from __future__ import annotations

import dataclasses
import datetime
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import typer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold, cross_val_predict
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from bot.commands import run
from knowledge.answering.risk import FILE
from knowledge.limits import GATES

TODAY = datetime.datetime(2026, 11, 29)
PENALTY = 0.05  # inverse strength
FOLDS = 10
FEWEST = 2  # sets, one author each
SHARES = (0.02, 0.05, 0.1, 0.2)  # of all answers, the riskiest first
NEVER = 2.0  # a limit that no probability reaches
DIGITS = 3


def main(
    paths: list[Path] = typer.Argument(..., help="Sets to fit on, one author each (.jsonl)."),
    on: list[Path] = typer.Option([], "--on", help="Sets to try the fitted model on."),
    today: datetime.datetime = typer.Option(TODAY, formats=["%Y-%m-%d"]),
    picture: Path = typer.Option(None, "--picture", help="Draw the curve to this file."),
    write: bool = typer.Option(False, "--write", help="Write the weights to knowledge/answering/risk.yml."),
) -> None:
    """Play, fit, print, and draw where asked to."""
    if len(paths) < FEWEST or len({path.stem for path in [*paths, *on]}) < len([*paths, *on]):
        raise typer.BadParameter("at least two sets, each with a name of its own")
    rows = played([*paths, *on], today.date())
    inside = {path.stem for path in paths}
    fitted = [row for row in rows if row["set"] in inside]
    report(fitted, [row for row in rows if row["set"] not in inside], picture)
    if write:
        write_weights(weights_of(fitted))


def played(paths: Sequence[Path], day: datetime.date) -> list[dict[str, Any]]:
    """Every turn whose risk was weighed: its set, its mark and what the model sees of it."""
    os.environ["LOTSEN_DEBUG"] = "1"
    from actions import knowledge_base
    from bot.evaluation.conversations.command import load_bot
    from bot.evaluation.conversations.playing import play
    from bot.evaluation.conversations.reading import read

    found = {path.stem: read([path]) for path in paths}
    bot = load_bot()
    base = knowledge_base.answerer()
    base.gates = dataclasses.replace(base.gates, risk=NEVER)
    bot.read_ahead(turn.say for some in found.values() for one in some for turn in one.turns if turn.say)
    results = [(name, play(one, day, bot)) for name, some in found.items() for one in some]
    return [
        {"set": name, "mark": turn.mark, "seen": seen}
        for name, result in results
        for turn in result.turns
        if (seen := weighed(turn.reply.debug))
    ]


def weighed(debug: Mapping[str, Any] | None) -> dict[str, float]:
    """What the model saw of an answer, out of the reply's debug part; empty where its risk was not weighed."""
    steps = (debug or {}).get("decisions") or []
    step: Mapping[str, Any] = next((step for step in steps if step["step"] == "risk"), {})
    return {name: float(value) for name, value in step.items() if name not in ("step", "chance")}


def report(rows: Sequence[dict[str, Any]], others: Sequence[dict[str, Any]], picture: Path | None = None) -> None:
    """Print what a limit would withhold, for the sets fitted on and for the others."""
    matrix, wrong = _numbers(rows), _wrong(rows)
    authors = np.array([row["set"] for row in rows])
    folds = GroupKFold(min(FOLDS, len(set(authors))))
    risks = cross_val_predict(model(), matrix, wrong, groups=authors, cv=folds, method="predict_proba")[:, 1]
    curves = {"by authors not fitted on": (risks, wrong)}
    if others:
        fitted = model().fit(matrix, wrong)
        curves["other sets"] = (fitted.predict_proba(_numbers(others))[:, 1], _wrong(others))
    for name, (some, marks) in curves.items():
        typer.echo(f"{name}: {len(marks)} answers, {marks.mean():.1%} wrong, AUC {roc_auc_score(marks, some):.3f}")
        for share in [*SHARES, float((some >= GATES.risk).mean())]:
            of_wrong, of_right = withheld(some, marks, share)
            typer.echo(f"  the riskiest {share:.1%}: {of_wrong:.0%} of the wrong answers, {of_right:.1%} of the right")
    if picture:
        draw(curves, picture)


def model() -> Pipeline:
    """The logistic model, features brought to mean 0 and deviation 1 first."""
    return make_pipeline(StandardScaler(), LogisticRegression(C=PENALTY, max_iter=3000))


def withheld(risks: np.ndarray, wrong: np.ndarray, share: float) -> tuple[float, float]:
    """Of the wrong and of the right answers, the shares among the riskiest ``share`` of all (at least one answer)."""
    first = np.argsort(-risks, kind="stable")[: max(1, round(share * len(risks)))]
    return float(wrong[first].sum() / max(1, wrong.sum())), float((~wrong[first]).sum() / max(1, (~wrong).sum()))


def weights_of(rows: Sequence[Mapping[str, Any]]) -> dict[str, float]:
    """The weights fitted on all rows, for features as they are: the scaling folded in."""
    fitted = model().fit(_numbers(rows), _wrong(rows))
    scaler, logistic = fitted[0], fitted[-1]
    weights = logistic.coef_[0] / scaler.scale_
    intercept = float(logistic.intercept_[0] - (weights * scaler.mean_).sum())
    return {"intercept": intercept, **dict(zip(rows[0]["seen"], map(float, weights), strict=True))}


def write_weights(weights: Mapping[str, float], path: Path = FILE) -> None:
    """Replace the weights in the file; its heading stays."""
    heading = path.read_text(encoding="utf-8").split("weights:", 1)[0]
    lines = [f"  {name}: {round(value, DIGITS)}" for name, value in weights.items()]
    path.write_text("\n".join([f"{heading}weights:", *lines, ""]), encoding="utf-8")


def draw(curves: dict[str, tuple[np.ndarray, np.ndarray]], path: Path) -> None:
    """Share of answers given (coverage) against the share of them that is wrong (risk), over all limits."""
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(figsize=(6, 4))
    for name, (risks, wrong) in curves.items():
        safest = wrong[np.argsort(risks, kind="stable")]
        given = np.arange(1, len(safest) + 1)
        (line,) = axes.plot(given / len(safest) * 100, np.cumsum(safest) / given * 100, label=name)
        kept = int((risks < GATES.risk).sum())
        if kept:
            axes.plot(kept / len(safest) * 100, safest[:kept].mean() * 100, "o", color=line.get_color())
    axes.set(xlabel="answers given, %", ylabel="wrong among them, %", xlim=(40, 100), ylim=(0, None))
    axes.grid(alpha=0.3)
    axes.legend()
    figure.tight_layout()
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, dpi=110)


def _numbers(rows: Sequence[Mapping[str, Any]]) -> np.ndarray:
    return np.array([list(row["seen"].values()) for row in rows])


def _wrong(rows: Sequence[Mapping[str, Any]]) -> np.ndarray:
    return np.array([row["mark"] == "wrong" for row in rows])


if __name__ == "__main__":
    run(main)
