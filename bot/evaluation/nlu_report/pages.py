"""The report as one HTML page without outside requests, and as Markdown."""

from __future__ import annotations

import base64
import dataclasses
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from bot.evaluation.nlu_report.figures import compared
from bot.evaluation.nlu_report.measuring import Measured, class_sizes
from bot.evaluation.nlu_report.pictures import confidence_picture, confusion_picture

CONFUSIONS = 25
SENTENCES = 4  # of a confusion
PAIRS = 40
VARIATION_NAMES = {
    "as_written": "as written",
    "without_accents": "without å, ä, ö",
    "typing_errors": "a typing error in each long word",
    "split_compounds": "compounds split",
    "plain": "lower case, no punctuation",
}
_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent),
    autoescape=select_autoescape(enabled_extensions=("html",)),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclasses.dataclass(frozen=True)
class Pages:
    """What is written: the page, the Markdown, and the pictures that the Markdown names."""

    html: str
    markdown: str
    pictures: Mapping[str, bytes]


def render(measured: Measured, before: Mapping[str, Any]) -> Pages:
    """Render; ``before`` holds the committed figures, empty when there are none."""
    pictures = {
        "nlu-confusion.png": confusion_picture(measured.labels, list(measured.predictions.intents)),
        "nlu-confidence.png": confidence_picture(measured.histogram),
    }
    data = _data(measured, before)
    inline = {name: f"data:image/png;base64,{base64.b64encode(picture).decode()}" for name, picture in pictures.items()}
    return Pages(
        _TEMPLATES.get_template("report.html").render(data, pictures=inline),
        _TEMPLATES.get_template("report.md").render(data),
        pictures,
    )


def _data(measured: Measured, before: Mapping[str, Any]) -> dict[str, Any]:
    figures = measured.figures
    wanted = ("sentences", "classes", "intents", "entities", "variations")
    rows = compared({key: figures[key] for key in wanted}, before)
    return {
        "figures": figures,
        "variations": [(VARIATION_NAMES[name], scores) for name, scores in figures["variations"].items()],
        "histogram": measured.histogram,
        "sizes": class_sizes(measured.labels),
        "confusions": [
            {
                "true": true,
                "predicted": predicted,
                "count": count,
                "sentences": measured.confused(true, predicted)[:SENTENCES],
            }
            for true, predicted, count in measured.confusions[:CONFUSIONS]
        ],
        "pairs": measured.duplicates[:PAIRS],
        "pair_count": len(measured.duplicates),
        "compared": [(name, now, old, None if old is None else round(now - old, 3)) for name, now, old in rows],
        "has_before": bool(before),
    }
