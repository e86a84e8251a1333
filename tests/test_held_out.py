"""The held-out questions, played against the whole assistant in one process.

They were written by someone who had seen neither the training data nor the
answers. The floors lie a little under what was last measured, so that a change
that loses answers is noticed and a single rephrased question is not.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from bot.channels.replies import merge_messages
from bot.evaluation.in_process import InProcessBot

pytestmark = pytest.mark.model
FOLDER = Path(__file__).parent / "held_out"
FLOORS = {  # file: (least share correct, greatest share wrong)
    "pages": (0.90, 0.05),
    "care": (0.88, 0.06),
    "other": (0.86, 0.10),
}


@pytest.fixture(scope="module")
def bot(monkeypatch_module: pytest.MonkeyPatch) -> InProcessBot:
    monkeypatch_module.setenv("LOTSEN_TODAY", "2026-11-22")
    return InProcessBot()


@pytest.fixture(scope="module")
def monkeypatch_module() -> Any:
    patch = pytest.MonkeyPatch()
    yield patch
    patch.undo()


def mark(turn: dict[str, Any], messages: list[dict[str, Any]]) -> str:
    """Return correct, abstained, wrong or error, as the format of the questions defines them."""
    parts = [m["text"] for m in messages if m.get("text")]
    parts += [button["title"] for m in messages for button in m.get("buttons") or []]
    text = re.sub(r"\s+", " ", " ".join(parts).replace("\u00a0", " "))
    kinds = [m["custom"]["kind"] for m in messages if isinstance(m.get("custom"), dict)]
    sources = json.dumps([m["custom"].get("sources") for m in messages if m.get("custom")], ensure_ascii=False)
    if not kinds:
        return "error"
    expected = turn["kind"] if isinstance(turn["kind"], list) else [turn["kind"]]
    if any(re.search(pattern, text, re.IGNORECASE) for pattern in turn.get("must_not", [])):
        return "wrong"
    right = kinds[0] in expected and all(re.search(pattern, text, re.IGNORECASE) for pattern in turn.get("must", []))
    wanted = turn.get("source") or []
    cited = not wanted or kinds[0] != "answer" or any(source in sources or source in text for source in wanted)
    if right and cited:
        return "correct"
    return "wrong" if kinds[0] == "answer" else "abstained"


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_held_out_questions_are_answered_as_well_as_before(name: str, bot: InProcessBot) -> None:
    marks: Counter[str] = Counter()
    failing = []
    for line in (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        conversation = json.loads(line)
        for turn in conversation["turns"]:
            result = mark(turn, merge_messages(bot.say(turn["say"], conversation["id"])))
            marks[result] += 1
            if result != "correct":
                failing.append(f"{result}: {conversation['id']} {turn['say']}")
    total = sum(marks.values())
    least, most = FLOORS[name]
    print(f"{name}: {marks['correct'] / total:.1%} correct, {marks['wrong'] / total:.1%} wrong of {total} turns")
    assert marks["error"] == 0, failing
    assert marks["correct"] / total >= least, failing
    assert marks["wrong"] / total <= most, failing
