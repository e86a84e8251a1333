"""Each thing that a message asks, with the words it rests on and how sure it is."""

from __future__ import annotations

import dataclasses

from knowledge.understanding.persons import Span
from knowledge.understanding.turns import Turn


@dataclasses.dataclass(frozen=True)
class Predicate:
    """One thing asked. ``sure`` is its probability, 0..1.

    ``span`` gives character offsets in the message where it stands as it was typed.
    """

    words: str
    span: Span | None
    asked: str  # the likeliest value of the head "asked"
    sure: float


def predicates_of(turn: Turn) -> tuple[Predicate, ...]:
    """The things asked, in the message's order; none where the message only tells something.

    Of two opposites ("det minsta och det mesta") each has the span of the whole question.
    """
    whole = dataclasses.replace(turn, place=turn.place or (0, len(turn.text)))
    found = [_predicate(question) for question in turn.questions or (whole,)]
    return tuple(one for one in found if one is not None)


def _predicate(question: Turn) -> Predicate | None:
    if not question.sure_of_asking:
        return None
    return Predicate(question.text, question.place, question.asked_most, question.sure_of_asking)
