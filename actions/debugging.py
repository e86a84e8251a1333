"""What decided a reply, as data that a developer's page or terminal shows. Only with LOTSEN_DEBUG=1."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any, Final

from knowledge.understanding.context import Context
from knowledge.understanding.predicates import predicates_of
from knowledge.understanding.turns import Turn
from knowledge.words.answer import Answer
from knowledge.words.query import Query
from knowledge.words.tracing import Check, Trace

SETTING: Final = "LOTSEN_DEBUG"
SHOWN = 8  # candidates, the best first
RANKED = 5  # intents and question types


def is_on(environ: Mapping[str, str]) -> bool:
    """Whether replies carry what decided them."""
    return environ.get(SETTING) == "1"


def debug_payload(turn: Turn, context: Context, query: Query, answer: Answer, trace: Trace) -> dict[str, Any]:
    """The ``debug`` part of a reply's custom object: plain data, without the vector."""
    shown = trace.ranked()[:SHOWN]
    return {
        "parse": {"intent": turn.intent, "ranking": _top(turn.ranking), "entities": dict(turn.entities)},
        "slots": {"before": dict(context.slots), "after": dict(query.slots)},
        "query": {
            "text": query.text,
            "masked": query.masked,
            "question_types": _top(query.question_types),
            "out_of_scope": round(query.out_of_scope, 3),
            "said": dict(query.said),
            "elliptical": query.elliptical,
            "previous": query.previous,
            "told_status": sorted(query.told_status),
            "asked": _top(query.asked),
            "manner": _plain(dataclasses.asdict(query.manner)),
            "domain": query.domain,
            "persons": [_plain(dataclasses.asdict(person)) for person in turn.persons],
            "asked_about": list(turn.about),
            "predicates": [_plain(dataclasses.asdict(one)) for one in predicates_of(turn)],
            "continues": _top(turn.continues),
            "concluded": sorted(turn.concluded),
        },
        "facts": list(answer.facts),
        "scores": [_candidate(candidate) for candidate in shown],
        "gates": [_check(check) for check in trace.checks if _concerns(check, trace, shown)],
        "decisions": [_plain(note) for note in trace.notes],
        "outcome": {
            "kind": answer.kind,
            "reason": answer.reason,
            "topic": answer.programme,
            "question_type": answer.question_type,
            "score": answer.score,
        },
    }


def _candidate(candidate: Any) -> dict[str, Any]:
    parts = dataclasses.asdict(candidate)
    return {**_plain(parts), "score": round(candidate.score, 3)}


def _check(check: Check) -> dict[str, Any]:
    return _plain(dataclasses.asdict(check))


def _concerns(check: Check, trace: Trace, shown: list[Any]) -> bool:
    """Limits are compared with every fact; only those about a fact that is shown say something."""
    return check.about not in trace.candidates or any(check.about == candidate.fact for candidate in shown)


def _top(probabilities: Mapping[str, float]) -> dict[str, float]:
    best = sorted(probabilities.items(), key=lambda item: -item[1])[:RANKED]
    return {name: round(float(p), 3) for name, p in best}


def _plain(value: Any) -> Any:
    """The value as JSON knows it, figures to three decimals."""
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_plain(item) for item in value]
    if isinstance(value, (str, bool, int)) or value is None:
        return value
    return round(float(value), 3)
