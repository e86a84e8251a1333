"""How likely an answer is wrong, told before it is given: a few numbers of the reading, the ranking and the reply.

A logistic model fitted on conversations that are not training data (``bot.evaluation.risk_coverage --write``); its
weights stand in risk.yml, so that a reader can see what speaks for and against. What it can tell and what it cannot
is in docs/ranking.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from knowledge.answering.logistic import probability, weights_in
from knowledge.swedish.stems import analyse
from knowledge.understanding.turns import Turn
from knowledge.words.answer import Answer
from knowledge.words.query import CARE, Query

FILE = Path(__file__).parent / "risk.yml"
TOPIC = f"{CARE}."  # what the id of a fact beside the care table begins with


def features(turn: Turn, query: Query, answer: Answer) -> dict[str, float]:
    """What the model sees of an answered turn; every value lies in -1..1."""
    care = query.said.get("care_type", "")
    seen = turn.care_seen
    of_care = seen.get(care, 0.0) if care else 0.0
    kinds = {question.asked_most for question in turn.questions}
    return {
        "likeness": answer.likeness,
        "lead": answer.lead,
        "intent": max([*query.question_types.values(), query.out_of_scope], default=0.0),
        "asked_foreign": query.asked.get("out_of_scope", 0.0),
        "care_borne_out": of_care,
        "care_contradicted": max(0.0, 1.0 - of_care - seen.get("none", 0.0)) if care and seen else 0.0,
        "topic": float(any(fact.startswith(TOPIC) for fact in answer.facts)),
        "unread": unread(query.text, answer.text),
        "asks_several": float(len(kinds) > 1),
        "restricts": float(query.manner.restricts),
        "age_carried": float("patient_age" in query.slots and "patient_age" not in query.said),
    }


def unread(said: str, replied: str) -> float:
    """The share of the message's words, by stem, that the reply does not name: 0..1."""
    words = set(analyse(said))
    return len(words - set(analyse(replied))) / len(words) if words else 0.0


def risk(seen: Mapping[str, float], model: Mapping[str, float] | None = None) -> float:
    """Probability, 0..1, that the answer is wrong. Raises KeyError where the model lacks a feature."""
    return probability(seen, weights_in(FILE) if model is None else model)
