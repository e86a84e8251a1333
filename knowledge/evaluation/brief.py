"""How long the replies are that staff see before they unfold anything: ``python -m knowledge.evaluation.brief``.

Over the answers that the last build gave to the questions of ``tests/held_out`` and the development set
(``.build/answers.json``): words without the lines that name sources, which chat and cards fold away.
"""

from __future__ import annotations

import json
import statistics
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from knowledge.cli.common import ANSWERS
from knowledge.evaluation.readability import body, first_sentence, words

MOST = 30  # words that are taken in at a glance
KINDS = ("answer", "clarify", "no_answer")


def lengths(answers: Mapping[str, Mapping[str, Any]]) -> dict[str, list[tuple[int, int]]]:
    """By kind of reply: the words of each one's body, and those of its first sentence."""
    found: dict[str, list[tuple[int, int]]] = {kind: [] for kind in KINDS}
    for one in answers.values():
        if one["kind"] in found:
            found[one["kind"]].append((len(words(body(one["text"]))), first_sentence(one["text"])))
    return found


def row(kind: str, measured: Sequence[tuple[int, int]]) -> str:
    """One line of the table: how many, median words, share of at most MOST, median of the first sentence."""
    whole, first = [total for total, _ in measured], [lead for _, lead in measured]
    share = sum(total <= MOST for total in whole) / len(whole)
    medians = f"{statistics.median(whole):g} | {share:.0%} | {statistics.median(first):g}"
    return f"| {kind} | {len(whole)} | {medians} |"


def main(path: Path = Path(ANSWERS)) -> None:
    """Print the table."""
    answers = json.loads(path.read_text(encoding="utf-8"))["answers"]
    print(f"| reply | how many | median words | at most {MOST} words | first sentence, median words |")
    print("|---|---|---|---|---|")
    for kind, measured in lengths(answers).items():
        if measured:
            print(row(kind, measured))


if __name__ == "__main__":
    main()
