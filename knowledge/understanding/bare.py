"""Turns that give a new value and say nothing else: "hur är det med en papperslös?", "nu har jag en turist här".

Such a turn asks again what was asked before, whatever it looks most like to the heads, which see a message alone.
"""

from __future__ import annotations

import re

from knowledge.texts import load
from knowledge.understanding.context import CARE_SLOTS
from knowledge.understanding.holding import PLANNED
from knowledge.understanding.turns import Turn

WORD = re.compile(r"\w+")


def is_bare(turn: Turn) -> bool:
    """Whether the turn says a patient's group, age, registration or a kind of care, and beside it only a frame."""
    said = turn.entities.keys() & set(CARE_SLOTS) & turn.spans.keys() - turn.concluded
    one = turn.side_by_side is None and "programme" not in turn.entities
    return bool(said) and one and not _left(turn)


def _left(turn: Turn) -> list[str]:
    """The words that are neither a value, nor the one it is said of, nor part of a frame."""
    frames = load("frames")
    covered = [*turn.phrases, *turn.spans.values()]
    covered += [(person.start, person.end) for person in turn.persons if not person.unnamed]
    covered += [person.age_span for person in turn.persons if person.age_span]
    kept = list(turn.text.lower())
    for start, end in covered:
        kept[start:end] = " " * (end - start)
    rest = re.sub(frames["phrases"], " ", "".join(kept))
    if turn.entities.get("care_type") == PLANNED:
        rest = re.sub(frames["can_wait"], " ", rest)  # says what planned care is, and asks nothing
    of_frames = set(frames["words"])
    return [word for word in WORD.findall(rest) if word not in of_frames]
