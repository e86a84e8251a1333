"""A turn in its conversation against its stand-alone wording."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.evaluation.standing_alone import SAME, Told, compared, conversations, differing, report, state


def debug(**slots: str) -> dict[str, Any]:
    return {"slots": {"after": slots}, "outcome": {"topic": "care-rights", "question_type": "fee"}}


def test_turns_of_a_conversation_stay_together_and_need_a_wording(tmp_path: Path) -> None:
    rows = [
        {"text": "Vad kostar det för henne?", "conv": 1, "stands": "Vad kostar tandvård för en papperslös?"},
        {"text": "Hej"},
        {"text": "tack", "conv": 1, "stands": ""},
        {"text": "Och sonen?", "conv": 1, "stands": "Vad kostar tandvård för ett papperslöst barn?"},
        {"text": "Annat samtal", "conv": 2, "stands": "Annat samtal helt"},
    ]
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    (tmp_path / "hand.jsonl").write_text(lines, encoding="utf-8")
    first, second = conversations(tmp_path)
    assert [turn.said for turn in first] == ["Vad kostar det för henne?", "Och sonen?"]
    assert [turn.said for turn in second] == ["Annat samtal"]


def test_readings_are_compared_by_what_they_lead_to() -> None:
    assert state(None) == {}
    assert differing(state(debug(patient_age="40")), state(debug())) == SAME  # both are answered as adults
    assert differing(state(debug(patient_age="9")), state(debug(patient_age="child"))) == SAME
    assert differing(state(debug(patient_age="9")), state(debug(patient_age="18"))) == "age"
    other = {**debug(patient_age="9"), "outcome": {"topic": "utlysning-2021", "question_type": "fee"}}
    assert differing(state(debug()), state(other)) == "topic"


def test_every_turn_is_played_in_its_conversation_and_alone() -> None:
    told = [Told("kvinna, papperslös", "En papperslös kvinna"), Told("och sonen?", "Ett papperslöst barn")]
    played: list[tuple[str, str]] = []

    def say(words: str, name: str) -> Mapping[str, Any] | None:
        played.append((words, name))
        return debug(patient_age="child") if words == "Ett papperslöst barn" else debug()

    found = list(compared(told, "samtal", say))
    assert [name for _, name in played] == ["samtal", "samtal-0", "samtal", "samtal-1"]
    assert [one.kinds for one in found] == [SAME, "age"]
    lines = report(found, show="age")
    assert lines[:2] == [f"    1  {SAME}", "    1  age"]
    assert lines[2:] == ["", "  < kvinna, papperslös", "  och sonen?", "  = Ett papperslöst barn"]


def test_what_no_action_read_is_left_out() -> None:
    assert list(compared([Told("hej", "hej")], "samtal", lambda words, name: None)) == []
