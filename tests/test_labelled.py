"""What the heads read of messages by hands that they have not learned from.

Each line of ``labelled/*.jsonl`` is a message as staff might type it with what it asks, how, how it leans on the one
before, of whom and about which care; three writers who had seen neither data nor answers. Not trained on.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from bot.evaluation.in_process import InProcessBot

pytestmark = pytest.mark.model
FOLDER = Path(__file__).parent / "labelled"
EVERY = 2  # of the messages; all of them take a minute
FLOORS = {"asked": 0.68, "manner": 0.66, "continues": 0.76, "group": 0.85, "care": 0.74}  # least share read rightly


@pytest.fixture(scope="module")
def read(bot: InProcessBot) -> list[tuple[Mapping[str, list[str]], Mapping[str, str]]]:
    """The labels of each message, and the likeliest value of each head."""
    lines = [line for path in sorted(FOLDER.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()]
    messages = [json.loads(line) for line in lines][::EVERY]
    bot.read_ahead(message["text"] for message in messages)
    found = []
    for message in messages:
        heads = bot.parse(message["text"])["heads"]
        given = {head: labels if isinstance(labels := message[head], list) else [labels] for head in FLOORS}
        found.append((given, {head: max(shares, key=lambda value: shares[value]) for head, shares in heads.items()}))
    return found


@pytest.mark.parametrize("head", FLOORS)
def test_the_heads_read_other_hands_as_well_as_before(
    head: str,
    read: list[tuple[Mapping[str, list[str]], Mapping[str, str]]],
    record_property: Callable[[str, object], None],
) -> None:
    right = [found[head] in (given[head] or ["none"]) for given, found in read]
    share = sum(right) / len(right)
    record_property("figure", f"head {head}: {share:.1%} of {len(right)} messages by other hands")
    record_property("floor", f"{FLOORS[head]:.0%}")
    assert share >= FLOORS[head]
