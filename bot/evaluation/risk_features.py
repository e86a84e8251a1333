"""What is known of an answered turn before anybody marks it: numbers from which its risk of being wrong may be learned.

Taken from the debug part of a reply (``LOTSEN_DEBUG=1``) and from its words. A row is one turn as it was played: what
was said, the reply's text, kind and facts, its mark, the set it stands in and the debug part.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from knowledge.query import CARE
from knowledge.words import analyse

CELL = "care."  # what the id of a cell of the care table begins with
TOPIC = f"{CARE}."


def spread(messages: Iterable[str]) -> tuple[Counter[str], int]:
    """In how many of the messages each stem stands, and how many messages there are."""
    counted: Counter[str] = Counter()
    number = 0
    for message in messages:
        counted.update(set(analyse(message)))
        number += 1
    return counted, number


def features(row: Mapping[str, Any], stems: Mapping[str, int], messages: int) -> dict[str, float]:
    """The numbers of one turn; everything is finite, and 0 where the debug part says nothing."""
    debug = row.get("debug") or {}
    query = debug.get("query") or {}
    parse = debug.get("parse") or {}
    scores = debug.get("scores") or []
    slots = debug.get("slots") or {}
    manner = query.get("manner") or {}
    asked, intents, continues = (
        _two_best(values) for values in (query.get("asked"), parse.get("ranking"), query.get("continues"))
    )
    facts = list(row["facts"])
    chosen = next((candidate["likeness"] for candidate in scores if candidate["fact"] in facts), 0.0)
    before, after = slots.get("before") or {}, slots.get("after") or {}
    return {
        "likeness of the best item": scores[0]["likeness"] if scores else 0.0,
        "likeness of what was chosen": chosen,
        "lead of the best item": scores[0]["score"] - scores[1]["score"] if len(scores) > 1 else 0.0,
        "thing asked, probability": asked[0],
        "thing asked, lead": asked[0] - asked[1],
        "intent, probability": intents[0],
        "intent, lead": intents[0] - intents[1],
        "way of going on, lead": continues[0] - continues[1],
        "something else, probability": float(query.get("out_of_scope") or 0.0),
        "asks for a restriction": float(bool(manner.get("restricts"))),
        "supposes": float(bool(manner.get("supposes"))),
        "of several": float(bool(manner.get("of_several"))),
        "claims": float(manner.get("form") == "claim"),
        "gives a value only": float(bool(query.get("elliptical"))),
        "slots carried": float(sum(after.get(name) == value for name, value in before.items())),
        "persons": float(len(query.get("persons") or [])),
        "a cell of the care table": float(any(fact.startswith(CELL) for fact in facts)),
        "a topic": float(any(fact.startswith(TOPIC) for fact in facts)),
        "length": min(len(row["say"].split()), 60) / 60,
        "share unread": _unread(row["say"], row["text"], stems, messages),
    }


def _two_best(values: Mapping[str, float] | None) -> tuple[float, float]:
    first, second, *_ = [*sorted((values or {}).values(), reverse=True), 0.0, 0.0]
    return float(first), float(second)


def _unread(said: str, replied: str, stems: Mapping[str, int], messages: int) -> float:
    """How much of what was said the reply does not name, rare stems weighing more: 0 all of it is named, 1 nothing."""
    words: Sequence[str] = analyse(said)
    named = set(analyse(replied))

    def weight(stem: str) -> float:
        return math.log((messages + 1) / (stems.get(stem, 0) + 1))

    total = sum(map(weight, words))
    return sum(weight(stem) for stem in words if stem not in named) / total if total > 0 else 0.0
