"""One turn through the knowledge base: read in context, answered, remembered."""

from __future__ import annotations

import contextlib
import dataclasses
import logging
import os
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from rasa_sdk.events import SlotSet

from actions import knowledge_base
from actions.clock import today
from actions.debugging import debug_payload, is_on
from actions.reader_outcome import AGREED, ASKED_BACK, STOOD, told_of
from knowledge.answering import Answerer
from knowledge.answering.differing import asked_back, same
from knowledge.answering.doubting import after_doubt, with_doubt
from knowledge.answering.for_patients import for_who_asks_in_english, with_patient_text
from knowledge.answering.offering import offer_person, with_recipients
from knowledge.answering.several import answer_several
from knowledge.answering.understood import things_asked, understood
from knowledge.limits import LIMITS
from knowledge.store import StoreError
from knowledge.understanding.card_found import with_papers
from knowledge.understanding.carrying import taken_up_again
from knowledge.understanding.choosing import with_choice
from knowledge.understanding.context import Context
from knowledge.understanding.following import read_follow_up, read_query
from knowledge.understanding.growing import with_age_reached
from knowledge.understanding.proposed import Merged, merged
from knowledge.understanding.remembering import after
from knowledge.understanding.turns import Turn
from knowledge.words.answer import Answer
from knowledge.words.query import CARE, Query
from knowledge.words.tracing import SEVERAL, Trace, apart, keep, note, traced

if TYPE_CHECKING:
    from bot.reader.reader import Second

logger = logging.getLogger(__name__)

SURE_BY_ITSELF: Final = LIMITS.conversation.by_itself
FAILURES_BEFORE_OFFER: Final = LIMITS.replies.refusals


@dataclasses.dataclass(frozen=True)
class Answered:
    """An answer, the events that remember it and, in development, what decided it; what became of a second reading."""

    answer: Answer
    events: list[dict[str, Any]]
    debug: dict[str, Any] | None = None
    reader: dict[str, Any] | None = None


@dataclasses.dataclass(frozen=True)
class Found:
    """What one reading of a turn is answered with, before any doubt, and what it leaves in the conversation."""

    turn: Turn
    query: Query
    answer: Answer
    remembered: Context
    several: bool = False


def answer_turn(turn: Turn, context: Context, second: Second | None = None) -> Answered:
    """Answer one turn; while the knowledge base cannot be reached, apologise and leave the conversation as it was.

    A ``second`` reading, where there is one, changes no answer: where it differs, the question is put back.
    """
    watching = traced() if is_on(os.environ) else contextlib.nullcontext()
    both = merged(turn, second.proposal) if second and second.proposal else Merged(turn)
    if second and second.alone:
        both = Merged(both.other or both.turn)
    try:
        with watching as trace:
            query, answer, remembered, outcome = knowledge_base.use(lambda base: _addressed(base, both, context))
    except StoreError as fault:
        logger.error("No knowledge base: %s", fault)
        return Answered(knowledge_base.apology(), [])
    debug = debug_payload(turn, context, query, answer, trace) if isinstance(trace, Trace) else None
    events = [SlotSet(name, value) for name, value in remembered.write().items()]
    return Answered(answer, events, debug, told_of(second, both, outcome) if second else None)


def changes(events: Sequence[Mapping[str, Any]], slots: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Those slot events that change something.

    Rasa checks each event of a reply, stores it, and reads it back at every later turn of the conversation.
    """
    return [dict(event) for event in events if slots.get(event["name"]) != event["value"]]


def _addressed(base: Answerer, both: Merged, context: Context) -> tuple[Query, Answer, Context, str]:
    """As ``_answered``, with whom the question may be passed on to, and what there is for the patient."""
    query, answer, remembered, outcome = _answered(base, both, context)
    answer = with_patient_text(base.care, with_recipients(base.knowledge, answer))
    return query, for_who_asks_in_english(base.care, answer, both.turn.typed), remembered, outcome


def _answered(base: Answerer, both: Merged, context: Context) -> tuple[Query, Answer, Context, str]:
    """The query, the reply, what it leaves, and what a second reading did to it (``reader_outcome``)."""
    found = _found(base, both.turn, context)
    outcome = AGREED
    if both.other is not None:
        with apart():
            other = _found(base, both.other, context)
        outcome = AGREED if same(found.answer, other.answer) else STOOD
        asked = asked_back(found.answer, other.answer)
        if asked is not None:
            taken = found if found.answer.kind == "answer" else other
            remembered = after_doubt(context, taken.remembered, asked, taken.answer)
            return found.query, _assuming(base, taken, asked), remembered, ASKED_BACK
    if found.several:
        return found.query, found.answer, found.remembered, outcome
    turn, query = found.turn, found.query
    answer = with_doubt(found.answer, turn, query, context, base.gates.risk)
    remembered = after_doubt(context, found.remembered, answer, found.answer)
    if answer.kind == "no_answer" and context.failures >= FAILURES_BEFORE_OFFER:
        answer = offer_person(base.knowledge, answer, context.slots.get("programme"))
    return query, _assuming(base, found, answer), remembered, outcome


def _assuming(base: Answerer, found: Found, answer: Answer) -> Answer:
    return dataclasses.replace(
        answer, understood=understood(base.care, found.turn, found.query, answer, base.knowledge.names)
    )


def _found(base: Answerer, turn: Turn, context: Context) -> Found:
    """The turn answered as it was read: each of its questions, or the whole."""
    context = taken_up_again(turn, context)
    turn = with_papers(turn, context)
    turn = with_age_reached(with_choice(turn, context), context)
    with apart() as parts:
        several = answer_several(base, turn, context, today())
    if several:
        keep(parts)
        note("turn", decided=SEVERAL, questions=[question.text for question in turn.questions])
        query, (answer, remembered) = read_query(turn, context), several
        assumed = (*understood(base.care, turn, query, answer, base.knowledge.names), *things_asked(turn))
        return Found(turn, query, dataclasses.replace(answer, understood=assumed), remembered, several=True)
    query, answer = answer_in_context(base, turn, context)
    answer = dataclasses.replace(answer, understood=understood(base.care, turn, query, answer, base.knowledge.names))
    return Found(turn, query, answer, after(context, turn, query, answer))


def answer_in_context(base: Answerer, turn: Turn, context: Context) -> tuple[Query, Answer]:
    """Answer the turn by itself; a short one that finds nothing, or strays from the topic, is read as a follow-up."""
    query = read_query(turn, context)
    with apart() as alone:
        answer = base.answer(query, today())
    followed = read_follow_up(turn, context, query)
    # that the page does not give it is found too
    found = answer.kind != "no_answer" or answer.programme not in (None, CARE)
    settled = found and answer.programme == context.slots.get("programme")
    sure = answer.kind == "answer" and (answer.score or 0.0) >= SURE_BY_ITSELF
    if followed is None or settled or sure:
        keep(alone)
        return query, answer
    with apart() as going_on:
        second = base.answer(followed, today())
    on_topic = second.kind == "answer" and second.programme == context.slots.get("programme")
    keep(going_on if on_topic else alone)
    rejected = answer if on_topic else second
    note("turn", decided="follow-up" if on_topic else "by itself", rejected=rejected.facts or rejected.kind)
    return (followed, second) if on_topic else (query, answer)
