from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.evaluation.nlu_report.floors import FILE, below_floor, load_figures, save_figures

ROOT = Path(__file__).parents[4]
FIGURES = {"intents": {"accuracy": 0.8}, "per_intent": {"ask_a": {"f1": 0.9}, "ask_b": {"f1": 0.5}}}


@pytest.mark.parametrize(
    ("floors", "places"),
    [
        ({}, []),
        ({"intents.accuracy": 0.8}, []),
        ({"intents.accuracy": 0.801}, ["intents.accuracy"]),
        ({"per_intent.*.f1": 0.6}, ["per_intent.ask_b.f1"]),
        ({"per_intent.ask_a.f1": 0.95, "per_intent.*.f1": 0.1}, ["per_intent.ask_a.f1"]),
    ],
)
def test_what_is_below_its_floor_is_named(floors: dict[str, float], places: list[str]) -> None:
    assert [line.split(":")[0] for line in below_floor(FIGURES, floors)] == places


def test_a_floor_of_something_unknown_is_a_fault() -> None:
    with pytest.raises(KeyError):
        below_floor(FIGURES, {"intents.acuracy": 0.1})


def test_new_figures_leave_the_floors(tmp_path: Path) -> None:
    path = tmp_path / "figures.json"
    path.write_text(json.dumps({"figures": {}, "floors": {"intents.accuracy": 0.5}}), encoding="utf-8")
    save_figures(FIGURES, path)
    assert load_figures(path) == {"figures": FIGURES, "floors": {"intents.accuracy": 0.5}}
    assert load_figures(tmp_path / "none.json") == {"figures": {}, "floors": {}}


def test_the_committed_figures_keep_their_floors() -> None:
    committed = load_figures(ROOT / FILE)
    assert {"intents.accuracy", "intents.macro_f1", "entities.f1", "per_intent.*.f1"} <= set(committed["floors"])
    assert below_floor(committed["figures"], committed["floors"]) == []


@pytest.mark.model
def test_the_nlu_understands_as_well_as_the_floors_ask() -> None:
    """Three folds, because five take a minute; a third less to learn from costs about 0.01."""
    from bot.evaluation.nlu_report.examples import load_examples
    from bot.evaluation.nlu_report.measuring import measure_written
    from knowledge.encoder.kept_vectors import kept_vectors

    figures = measure_written(load_examples(), kept_vectors().encode, folds=3)
    print(figures["intents"], {key: figures["entities"][key] for key in ("precision", "recall", "f1")})
    assert below_floor(figures, load_figures()["floors"]) == []
