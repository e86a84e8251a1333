"""Never a dead end: a refusal offers the nearest questions that the knowledge base answers, as buttons.

Where the question is near enough to some and not surely about something else, the reply asks "Menar du …?"; elsewhere
the refusal stays as it is, with the nearest questions beside it, or a few that anybody may begin with.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from knowledge.answering.likeness import Ranked
from knowledge.limits import LIMITS
from knowledge.store import Asks
from knowledge.texts import load, text
from knowledge.understanding.parting import asks
from knowledge.words.answer import Answer, Button
from knowledge.words.query import Query
from knowledge.words.tracing import at_least

MOST: Final = LIMITS.replies.offered
SHORTEST, LONGEST = LIMITS.replies.shortest_offered, LIMITS.replies.longest_offered
FOREIGN: Final = LIMITS.reading.foreign
OUT_OF_SCOPE: Final = "out_of_scope"  # the reason of a refusal that knows no subject


def questions_of(known: Asks) -> Mapping[str, str]:
    """Each fact's question as a button says it: its first way of asking that is a whole question of some words.

    One that names the programme goes before one that does not: pressed, it has to be understood by itself.
    """
    named: dict[str, str] = {}
    others: dict[str, str] = {}
    for fact, words, masked in zip(known.facts, known.texts, known.masked, strict=True):
        if SHORTEST <= len(words.split()) <= LONGEST and asks(words):
            (others if words == masked else named).setdefault(fact, f"{words[:1].upper()}{words[1:].rstrip('?')}?")
    return {**others, **named}


def with_suggestions(
    answer: Answer,
    query: Query,
    ranked: Sequence[Ranked],
    questions: Mapping[str, str],
    least: float,
    *,
    ours: bool = True,
) -> Answer:
    """A refusal with the questions likest to what was asked, those of a likeness of ``least`` (0..1) and more.

    Only a question that is held to be ``ours`` is asked back; what hardly is stays refused.
    """
    if answer.kind != "no_answer" or answer.buttons:
        return answer
    offered = _buttons(questions_near(query, ranked, questions, least))
    if answer.reason != OUT_OF_SCOPE:
        return dataclasses.replace(answer, buttons=offered)
    if not offered or max(query.out_of_scope, query.asked.get(OUT_OF_SCOPE, 0.0)) >= FOREIGN:
        return dataclasses.replace(answer, buttons=_buttons(load("answers")["begin_with"]))
    if not ours:
        return dataclasses.replace(answer, buttons=offered)
    return Answer(
        "clarify", text("answers", "clarify", "suggestions"), reason="suggestions", buttons=offered, score=answer.score
    )


def questions_near(
    query: Query, ranked: Sequence[Ranked], questions: Mapping[str, str], least: float
) -> tuple[str, ...]:
    """The questions likest to what was asked, the nearest first, less those that the last reply answered."""
    nearest = sorted(ranked, key=lambda item: -item.likeness)[: LIMITS.replies.looked_at]
    near = [item.fact for item in nearest if at_least("offer", item.likeness, least, item.fact)]
    return tuple(questions[fact] for fact in near if fact in questions and fact not in query.recent)


def _buttons(questions: Iterable[str]) -> tuple[Button, ...]:
    return tuple(Button(question, question) for question in list(dict.fromkeys(questions))[:MOST])
