from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from bot.adapting.examples import asks_of
from bot.labelled import HEADS, Labelled, labelled_messages

VECTORS = np.array([[1, 0, 0], [0.9, 0.1, 0], [0.8, 0.3, 0], [0, 0, 1]], dtype=np.float32)


def test_asks_are_numbered_by_fact_and_the_nearest_fact_comes_first() -> None:
    asks = asks_of(["ett", "två", "tre", "fyra"], ["b", "b", "a", "c"], VECTORS)
    assert list(asks.facts) == [1, 1, 0, 2]
    assert asks.nearest[1][0] == 0  # "a" is nearer to "b" than "c" is


def test_messages_come_with_their_main_labels_and_a_gist_where_they_stand_alone(tmp_path: Path) -> None:
    written = [
        {
            "text": "kostar det nåt?",
            "asked": ["fee", "law"],
            "continues": "no",
            "care": [],
            "stands": "Vad kostar det?",
        },
        {"text": "och barnet?", "asked": ["none"], "continues": "value", "stands": "Vad kostar vården för barnet?"},
        {"text": "17 år", "asked": [], "continues": "value", "age": "child"},
    ]
    lines = "".join(json.dumps(line) + "\n" for line in written)
    (tmp_path / "a.jsonl").write_text(lines, encoding="utf-8")
    assert labelled_messages(tmp_path) == [
        Labelled("kostar det nåt?", {"asked": "fee", "continues": "no", "care": "none"}, "Vad kostar det?"),
        Labelled("och barnet?", {"asked": "none", "continues": "value"}),
        Labelled("17 år", {"asked": "none", "continues": "value", "age": "child"}),
    ]


@pytest.mark.parametrize("line", ["{", '{"asked": ["fee"], "continues": "no"}', "[]"])
def test_a_broken_line_is_named(line: str, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(f'{{"text": "hej", "continues": "no"}}\n{line}\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"a\.jsonl, line 2"):
        labelled_messages(tmp_path)


def test_the_conversations_of_the_project_can_be_read() -> None:
    messages = labelled_messages()
    assert len(messages) > 8000
    assert all(set(message.labels) == set(HEADS) for message in messages)
    assert sum(message.gist is not None for message in messages) > 2000
