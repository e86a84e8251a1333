from __future__ import annotations

from pathlib import Path

import numpy as np

from bot.adapting.examples import asks_of, labelled_messages

VECTORS = np.array([[1, 0, 0], [0.9, 0.1, 0], [0.8, 0.3, 0], [0, 0, 1]], dtype=np.float32)


def test_asks_are_numbered_by_fact_and_the_nearest_fact_comes_first() -> None:
    asks = asks_of(["ett", "två", "tre", "fyra"], ["b", "b", "a", "c"], VECTORS)
    assert list(asks.facts) == [1, 1, 0, 2]
    assert asks.nearest[1][0] == 0  # "a" is nearer to "b" than "c" is


def test_messages_come_with_their_labels_and_without_marks(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text(
        """nlu:
  - intent: ask_fee
    examples: |
      - vad kostar [tandvård](care_type)?
  - lookup: names
    examples: |
      - Anna
  - intent: inform
    examples:
      - text: '[17 år]{"entity": "age"}'
        metadata: {asked: none, manner: open, age: child}
""",
        encoding="utf-8",
    )
    assert labelled_messages(tmp_path) == [
        ("vad kostar tandvård?", {"intent": "ask_fee"}),
        ("17 år", {"intent": "inform", "asked": "none", "manner": "open"}),
    ]
