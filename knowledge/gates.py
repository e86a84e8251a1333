"""The limits that decide between answering, asking back and refusing.

Likeness and score are those of ``ranking.Ranked``. Calibrated on questions
that are not training data; how, and with what effect: docs/ranking.md.
"""

from __future__ import annotations

import dataclasses


@dataclasses.dataclass(frozen=True)
class Gates:
    """One place for every limit."""

    # below this likeness nothing in the knowledge base is near enough to be an answer
    answer: float = 0.30
    # without any programme named or carried over, an answer must be nearer than that
    answer_without_programme: float = 0.36
    # from this probability of "something else" on, an answer needs `sure` likeness
    out_of_scope: float = 0.5
    sure: float = 0.62
    # a fact joins the best one when its score is this near
    companion: float = 0.05
    # two programmes this near in score are asked about, when none is named
    ambiguous: float = 0.04
    # what a programme carried over from the conversation is worth in score
    context_bonus: float = 0.15
    companions: int = 2


GATES = Gates()
