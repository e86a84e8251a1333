"""How likely it is that a question can be answered at all: classifier, retrieval and what is named, weighed together.

A logistic model over a few features of the question, calibrated on questions
that are not training data (``python -m bot.evaluation.calibrate``); its weights
stand in refusal.yml, so that a reader can see what counts for and against.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from knowledge.answering.likeness import Ranked
from knowledge.answering.logistic import probability, weights_in
from knowledge.answering.suggesting import FOREIGN, OUT_OF_SCOPE
from knowledge.limits import LIMITS
from knowledge.texts import load
from knowledge.words.query import CARE, Query
from knowledge.words.vocabulary import CARE_ASKED, CARE_QUESTIONS, PAGE_QUESTIONS

FILE = Path(__file__).parent / "refusal.yml"


def features(query: Query, best: Ranked | None) -> dict[str, float]:
    """What the model sees of a question and of the best fact for it; every value lies in 0..2."""
    types = query.question_types
    return {
        "out_of_scope": query.out_of_scope,
        "likeness": best.likeness if best else 0.0,
        # a fact that is very near speaks for itself, whatever the classifier thinks
        "nearness": max(0.0, best.likeness - LIMITS.refusal.near) if best else 0.0,
        "score": best.score if best else 0.0,
        "programme_said": float("programme" in query.said),
        "programme_known": float(query.programme is not None),
        "hint_said": float("programme_hint" in query.said),
        "group_said": float("patient_group" in query.said),
        "care_said": float("care_type" in query.said),
        "age_said": float("patient_age" in query.said),
        "likeliest_type": max(types.values(), default=0.0),
        "care_types": sum(types.get(name, 0.0) for name in CARE_QUESTIONS),
        "page_types": sum(types.get(name, 0.0) for name in PAGE_QUESTIONS),
        "length": min(len(query.text.split()) / LIMITS.refusal.longest, 1.0),
        "elliptical": float(query.elliptical),
        # what the head of that name says of the thing asked
        "asked_foreign": query.asked.get("out_of_scope", 0.0),
        "asked_of_care": sum(query.asked.get(name, 0.0) for name in CARE_ASKED),
        "asked_nothing": query.asked.get("none", 0.0),
    }


def answerable(seen: Mapping[str, float], model: Mapping[str, float] | None = None) -> float:
    """Probability, 0..1, that the question is one that the knowledge base answers."""
    return probability(seen, weights_in(FILE) if model is None else model)


def foreign(query: Query) -> bool:
    """Whether it is surely about something else: "bidrag hos Jämställdhetsmyndigheten" is none of ours."""
    if re.search(load("names")["givers"], query.text.lower()):
        return True
    return max(query.out_of_scope, query.asked.get(OUT_OF_SCOPE, 0.0)) >= FOREIGN


def goes_on_with_case(query: Query) -> bool:
    """A kind of care named in the case of a patient whose group is known: what he is entitled to there is ours."""
    return (
        query.domain == CARE
        and "care_type" in query.said
        and "patient_group" in query.slots.keys() - query.said.keys()
        and query.asked.get(OUT_OF_SCOPE, 0.0) < FOREIGN
    )


def surely_foreign(query: Query) -> bool:
    """Classifier and head agree that it is about something else, and it is no mere value for the question before."""
    return not query.elliptical and min(query.out_of_scope, query.asked.get(OUT_OF_SCOPE, 0.0)) >= FOREIGN
