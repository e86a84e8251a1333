"""``make nlu-report``: measure, write the page and the Markdown, say what has changed and what is below its floor."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from bot.evaluation.nlu_report.examples import load_examples
from bot.evaluation.nlu_report.floors import FILE, below_floor, load_figures, save_figures
from bot.evaluation.nlu_report.measuring import Measured, measure
from bot.evaluation.nlu_report.pages import VARIATION_NAMES, Pages, render
from knowledge.encoder.kept_vectors import kept_vectors

OUT = Path(".build/nlu-report")


def main(arguments: Sequence[str]) -> int:
    """1 when a figure is below its floor."""
    parser = argparse.ArgumentParser(prog="make nlu-report", description="Give options as OPTIONS='…'.")
    parser.add_argument("--out", type=Path, default=OUT, help="folder to write to (default: %(default)s)")
    parser.add_argument(
        "--save", action="store_true", help=f"also write {FILE} and docs/nlu-report.md, to be committed"
    )
    options = parser.parse_args(arguments)
    committed = load_figures()
    measured = measure(load_examples(), kept_vectors().encode, _tell)
    pages = render(measured, committed["figures"])
    write(pages, options.out)
    if options.save:
        save_figures(measured.figures)
        write(Pages("", pages.markdown, pages.pictures), FILE.parent)
    print("\n".join(_lines(measured)))
    print(f"{options.out / 'nlu-report.html'}")
    too_low = below_floor(measured.figures, committed["floors"])
    print("\n".join(too_low), file=sys.stderr, end="\n" if too_low else "")
    return 1 if too_low else 0


def write(pages: Pages, folder: Path) -> None:
    """Write what there is of the page, the Markdown and its pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in (("nlu-report.html", pages.html), ("nlu-report.md", pages.markdown)):
        if text:
            (folder / name).write_text(text, encoding="utf-8")
    for name, picture in pages.pictures.items():
        (folder / name).write_bytes(picture)


def _lines(measured: Measured) -> list[str]:
    figures = measured.figures
    entities = figures["entities"]
    head = f"{figures['sentences']} sentences, {figures['classes']} classes, {figures['folds']} folds"
    found = "entities: precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}".format(**entities)
    rows = [
        f"{VARIATION_NAMES[name]:34} accuracy {s['accuracy']:.3f}  macro F1 {s['macro_f1']:.3f}"
        for name, s in figures["variations"].items()
    ]
    return [head, *rows, found]


def _tell(what: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {what} …", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
