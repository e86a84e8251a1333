"""What the risk of an answer is told by, and what a limit on it would withhold."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from bot.evaluation.risk_features import features, spread

from bot.evaluation.risk_coverage import report, withheld

DEBUG: dict[str, Any] = {
    "parse": {"ranking": {"ask_fee": 0.7, "ask_care_right": 0.2}},
    "query": {
        "asked": {"fee": 0.6, "care_right": 0.3},
        "manner": {"form": "claim", "restricts": True},
        "continues": {"value": 0.9},
        "elliptical": True,
        "out_of_scope": 0.1,
        "persons": [{}, {}],
    },
    "scores": [
        {"fact": "care-rights.fee.cost-cap", "likeness": 0.5, "score": 0.8},
        {"fact": "care-rights.fee.refund", "likeness": 0.3, "score": 0.5},
    ],
    "slots": {"before": {"patient_group": "undocumented", "patient_age": "9"}, "after": {"patient_age": "9"}},
}


def row(say: str = "gäller högkostnadsskyddet", **more: Any) -> dict[str, Any]:
    given = {"say": say, "text": "Högkostnadsskyddet gäller inte.", "facts": ["care-rights.fee.refund"], "set": "a"}
    return {**given, "mark": "correct", "debug": DEBUG, **more}


def seen(one: dict[str, Any]) -> dict[str, float]:
    stems, messages = spread([one["say"], "vad kostar tandvård"])
    return features(one, stems, messages)


def test_the_numbers_say_how_sure_the_reading_and_the_choice_were() -> None:
    numbers = seen(row())
    assert (numbers["likeness of the best item"], numbers["likeness of what was chosen"]) == (0.5, 0.3)
    assert numbers["lead of the best item"] == pytest.approx(0.3)
    assert numbers["thing asked, lead"] == pytest.approx(0.3)
    assert (numbers["slots carried"], numbers["persons"]) == (1.0, 2.0)
    assert (numbers["asks for a restriction"], numbers["claims"], numbers["supposes"]) == (1.0, 1.0, 0.0)
    assert (numbers["a topic"], numbers["a cell of the care table"]) == (1.0, 0.0)


def test_what_the_reply_does_not_name_is_unread() -> None:
    assert seen(row("högkostnadsskyddet"))["share unread"] == 0.0
    assert seen(row("glasögon"))["share unread"] == 1.0
    assert 0.0 < seen(row("högkostnadsskyddet glasögon"))["share unread"] < 1.0


def test_a_reply_without_debug_gives_numbers_too() -> None:
    numbers = seen(row(debug=None, facts=[]))
    assert all(math.isfinite(value) for value in numbers.values())
    assert list(numbers) == list(seen(row()))


def test_a_limit_withholds_the_riskiest() -> None:
    risks, wrong = np.array([0.9, 0.1, 0.8, 0.2]), np.array([True, False, False, True])
    assert withheld(risks, wrong, 0.5) == (0.5, 0.5)
    assert withheld(risks, wrong, 0.01) == (0.5, 0.0)


def test_the_report_tells_of_both_kinds_of_sets_and_draws(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [
        row(set=author, mark="wrong" if restricts else "correct", debug={**DEBUG, "query": {"manner": manner}})
        for author in ("a", "b")
        for restricts in (True, False)
        for manner in [{"restricts": restricts}] * 6
    ]
    picture = tmp_path / "curve.png"
    report(rows, [{**one, "set": "c"} for one in rows], picture)
    said = capsys.readouterr().out
    assert said.count("AUC 1.000") == 2
    assert picture.stat().st_size > 1000
