"""The words that a question of a message is read from, where they do not stand in one piece.

"Vad var det minsta och det mesta?" asks twice; the second question is read from "Vad var det" and "mesta?".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Stretches = Sequence[Sequence[int]]  # (start, end) of each, character offsets in the message


def stretches_of(part: Mapping[str, Any]) -> Stretches:
    """The stretches of a part as it is marked in a parsed message: most parts are of one."""
    return part.get("stretches") or ((part["start"], part["end"]),)


def words_of(text: str, part: Mapping[str, Any]) -> str:
    """The words of a part, its stretches put together with a space."""
    return " ".join(text[start:end] for start, end in stretches_of(part))


def inside(found: Sequence[Mapping[str, Any]], part: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The phrases that lie in one stretch of the part, with offsets in the part's words."""
    kept, before = [], 0
    for start, end in stretches_of(part):
        by = before - start
        kept += [
            {**span, "start": span["start"] + by, "end": span["end"] + by}
            for span in found
            if start <= span["start"] and span["end"] <= end
        ]
        before += end - start + 1
    return kept
