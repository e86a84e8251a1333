"""How long the replies are before anything is unfolded."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from knowledge.evaluation.brief import lengths, main, row

SOURCE = "Källa: En sida med ett långt namn, VGR, odaterad."


def reply(kind: str, text: str) -> dict[str, str]:
    return {"kind": kind, "text": f"{text}\n{SOURCE}"}


ANSWERS = {
    "a/1": reply("answer", "Ja. Det kostar 50 kronor."),
    "a/2": reply("answer", "Nej, det går inte. " + " ".join(["Ord"] * 40) + "."),
    "b/1": reply("no_answer", "Det står inte där."),
    "c/1": reply("smalltalk", "Hej!"),
}


def test_sources_are_not_counted_and_kinds_are_kept_apart() -> None:
    found = lengths(ANSWERS)
    assert found == {"answer": [(5, 1), (44, 4)], "clarify": [], "no_answer": [(4, 4)]}


def test_a_row_says_the_median_and_the_share_that_is_brief() -> None:
    assert row("answer", [(5, 1), (44, 4)]) == "| answer | 2 | 24.5 | 50% | 2.5 |"


def test_only_kinds_that_occur_have_a_row(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "answers.json"
    file.write_text(json.dumps({"today": "2026-12-01", "answers": ANSWERS}), encoding="utf-8")
    main(file)
    kinds = [line.split("|")[1].strip() for line in capsys.readouterr().out.splitlines()[2:]]
    assert kinds == ["answer", "no_answer"]
