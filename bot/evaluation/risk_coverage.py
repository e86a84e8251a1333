"""How far the risk of an answer can be told before it is given: ``python -m bot.evaluation.risk_coverage FILES…``.

Plays conversations, fits a logistic model on which answers were wrong, by cross-validation in which no set's author is
on both sides, and prints how many wrong and how many right answers a limit would withhold. ``--on FILE…`` names sets
that the model is to be tried on and not fitted to. ``--picture FILE`` draws the curve.
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Sequence
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
from bot.evaluation.risk_features import features, spread

TODAY = datetime.datetime(2026, 11, 29)
PENALTY = 0.05  # inverse strength
FOLDS = 10
FEWEST = 2  # sets, one author each
SHARES = (0.02, 0.05, 0.1, 0.2)  # of all answers, the riskiest first


def main(
    paths: list[Path] = typer.Argument(..., help="Sets to fit on, one author each (.jsonl)."),
    on: list[Path] = typer.Option([], "--on", help="Sets to try the fitted model on."),
    today: datetime.datetime = typer.Option(TODAY, formats=["%Y-%m-%d"]),
    picture: Path = typer.Option(None, "--picture", help="Draw the curve to this file."),
) -> None:
    """Play, fit, print, and draw where asked to."""
    if len(paths) < FEWEST or len({path.stem for path in [*paths, *on]}) < len([*paths, *on]):
        raise typer.BadParameter("at least two sets, each with a name of its own")
    rows = played([*paths, *on], today.date())
    inside = {path.stem for path in paths}
    fitted = [row for row in rows if row["set"] in inside]
    report(fitted, [row for row in rows if row["set"] not in inside], picture)


def played(paths: Sequence[Path], day: datetime.date) -> list[dict[str, Any]]:
    """Every turn that was answered, as a row of ``risk_features``."""
    os.environ["LOTSEN_DEBUG"] = "1"
    from bot.evaluation.conversations.command import load_bot
    from bot.evaluation.conversations.playing import play
    from bot.evaluation.conversations.reading import read

    found = {path.stem: read([path]) for path in paths}
    bot = load_bot()
    bot.read_ahead(turn.say for some in found.values() for one in some for turn in one.turns if turn.say)
    results = [(name, play(one, day, bot)) for name, some in found.items() for one in some]
    return [
        {
            "set": name, "say": turn.turn.said, "text": turn.reply.text, "facts": turn.reply.facts,
            "mark": turn.mark, "debug": turn.reply.debug,
        }
        for name, result in results
        for turn in result.turns
        if turn.reply.kind == "answer"
    ]  # fmt: skip


def report(rows: Sequence[dict[str, Any]], others: Sequence[dict[str, Any]], picture: Path | None = None) -> None:
    """Print what a limit would withhold, for the sets fitted on and for the others."""
    stems, messages = spread(row["say"] for row in rows)
    matrix, wrong = _numbers(rows, stems, messages), _wrong(rows)
    authors = np.array([row["set"] for row in rows])
    folds = GroupKFold(min(FOLDS, len(set(authors))))
    risks = cross_val_predict(model(), matrix, wrong, groups=authors, cv=folds, method="predict_proba")[:, 1]
    curves = {"by authors not fitted on": (risks, wrong)}
    if others:
        fitted = model().fit(matrix, wrong)
        curves["other sets"] = (fitted.predict_proba(_numbers(others, stems, messages))[:, 1], _wrong(others))
    for name, (some, marks) in curves.items():
        typer.echo(f"{name}: {len(marks)} answers, {marks.mean():.1%} wrong, AUC {roc_auc_score(marks, some):.3f}")
        for share in SHARES:
            of_wrong, of_right = withheld(some, marks, share)
            typer.echo(f"  the riskiest {share:.0%}: {of_wrong:.0%} of the wrong answers, {of_right:.1%} of the right")
    if picture:
        draw(curves, picture)


def model() -> Pipeline:
    """The logistic model, features brought to mean 0 and deviation 1 first."""
    return make_pipeline(StandardScaler(), LogisticRegression(C=PENALTY, max_iter=3000))


def withheld(risks: np.ndarray, wrong: np.ndarray, share: float) -> tuple[float, float]:
    """Of the wrong and of the right answers, the shares among the riskiest ``share`` of all (at least one answer)."""
    first = np.argsort(-risks, kind="stable")[: max(1, round(share * len(risks)))]
    return float(wrong[first].sum() / max(1, wrong.sum())), float((~wrong[first]).sum() / max(1, (~wrong).sum()))


def draw(curves: dict[str, tuple[np.ndarray, np.ndarray]], path: Path) -> None:
    """Share of answers given (coverage) against the share of them that is wrong (risk), over all limits."""
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(figsize=(6, 4))
    for name, (risks, wrong) in curves.items():
        safest = wrong[np.argsort(risks, kind="stable")]
        given = np.arange(1, len(safest) + 1)
        axes.plot(given / len(safest) * 100, np.cumsum(safest) / given * 100, label=name)
    axes.set(xlabel="answers given, %", ylabel="wrong among them, %", xlim=(40, 100), ylim=(0, None))
    axes.grid(alpha=0.3)
    axes.legend()
    figure.tight_layout()
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, dpi=110)


def _numbers(rows: Sequence[dict[str, Any]], stems: Any, messages: int) -> np.ndarray:
    return np.array([list(features(row, stems, messages).values()) for row in rows])


def _wrong(rows: Sequence[dict[str, Any]]) -> np.ndarray:
    return np.array([row["mark"] == "wrong" for row in rows])


if __name__ == "__main__":
    run(main)
