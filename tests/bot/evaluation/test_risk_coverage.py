"""What a limit on the risk of an answer would withhold, and how the weights are fitted and written."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bot.evaluation.risk_coverage import report, weighed, weights_of, withheld, write_weights
from knowledge.answering.risk import risk


def row(*, restricts: bool, author: str = "a") -> dict[str, Any]:
    seen = {"restricts": float(restricts), "unread": 0.5 + 0.1 * restricts}
    return {"set": author, "mark": "wrong" if restricts else "correct", "seen": seen}


ROWS = [row(restricts=restricts, author=author) for author in "ab" for restricts in (True, False) * 6]


def test_what_the_model_saw_stands_in_the_debug_part() -> None:
    steps = [{"step": "care", "asked": "fee"}, {"step": "risk", "chance": 0.2, "unread": 0.5, "topic": 1.0}]
    assert weighed({"decisions": steps}) == {"unread": 0.5, "topic": 1.0}
    assert weighed({"decisions": steps[:1]}) == weighed(None) == {}


def test_a_limit_withholds_the_riskiest() -> None:
    risks, wrong = np.array([0.9, 0.1, 0.8, 0.2]), np.array([True, False, False, True])
    assert withheld(risks, wrong, 0.5) == (0.5, 0.5)
    assert withheld(risks, wrong, 0.01) == (0.5, 0.0)


def test_the_report_tells_of_both_kinds_of_sets_and_draws(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    picture = tmp_path / "curve.png"
    report(ROWS, [{**one, "set": "c"} for one in ROWS], picture)
    said = capsys.readouterr().out
    assert said.count("AUC 1.000") == 2
    assert picture.stat().st_size > 1000


def test_the_weights_are_for_features_as_they_are(tmp_path: Path) -> None:
    weights = weights_of(ROWS)
    risky, safe = (risk(row(restricts=restricts)["seen"], weights) for restricts in (True, False))
    assert risky > 0.5 > safe
    assert math.isclose(risky + safe, 1.0, abs_tol=0.05)  # as many wrong as right: the middle is at a half
    path = tmp_path / "risk.yml"
    path.write_text("# Heading.\nweights:\n  intercept: 9\n", encoding="utf-8")
    write_weights({"intercept": -1.23456, "unread": 2.0}, path)
    assert path.read_text(encoding="utf-8") == "# Heading.\nweights:\n  intercept: -1.235\n  unread: 2.0\n"
