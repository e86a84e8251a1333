"""Whether staff may turn somebody away, and whether something can wait: never yes or no, always who decides.

What the table says of the right comes first; where care has to be judged, who judges is said with it, and where
the group has no right to subsidised care, that immediate care is still given.
"""

from __future__ import annotations

import dataclasses
import datetime
import re
from collections.abc import Sequence
from typing import Any

from knowledge.care.model import CareAnswer, CareQuery, CareTable
from knowledge.saying.care.answer import answer_care, place_of
from knowledge.saying.care.topics import answer_topic
from knowledge.saying.care.wording import say, source_dicts
from knowledge.texts import load

CLINICIAN = "care-rights.who_decides.clinician"
DENTIST = "care-rights.who_decides.dental"
# kinds of care that say nothing of what is wrong
GENERAL = (
    None,
    "vika",
    "all_care",
    "emergency",
    "ambulance",
    "planned_care",
    "doctor_visit",
    "treatment",
    "unlisted_care",
    "inpatient",
)
EVERYONE = "care.everyone.all.emergency"


def answer_duty(table: CareTable, query: CareQuery, today: datetime.date) -> CareAnswer:
    """May staff refuse, must they receive: the right of the case, who judges, and that immediate care is given."""
    topic = answer_topic(table, DENTIST if query.care == "dental" else CLINICIAN, today)
    if query.group is None and query.care is None:
        return _with_emergency(table, topic, today)
    reply = answer_care(table, query, today)
    if reply.kind == "clarify":
        return _with_emergency(table, topic, today)
    right = right_of(table, query)
    if right in ("assessed", "unclear", None):
        decided = _before_source(reply, _who_decides(right), topic.sources, topic.facts)
        return _with_emergency(table, decided, today)
    if right == "yes":
        return reply
    return _with_emergency(table, dataclasses.replace(reply, kind="answer", reason=None), today)


def answer_waiting(table: CareTable, query: CareQuery, today: datetime.date) -> CareAnswer:
    """Does this count as care that cannot wait, and who says so: the treating clinician, unless the right is full."""
    topic = answer_topic(table, DENTIST if query.care == "dental" else CLINICIAN, today)
    right = right_of(table, query)
    open_right = right in ("assessed", None)
    if open_right and query.care in GENERAL:
        return topic
    reply = answer_care(table, query, today)
    if reply.kind == "clarify":
        return topic
    return _before_source(reply, _who_decides(right), topic.sources, topic.facts) if open_right else reply


def with_decider(reply: CareAnswer) -> CareAnswer:
    """The reply, and who decides whether care can wait where it does not say that itself."""
    if re.search(load("polarity")["decides"], reply.text.lower()):
        return reply
    return _before_source(reply, say("duty", "decider"), (), ())


def _who_decides(right: str | None) -> str:
    """Who decides whether care can wait; of a right that is judged the table says that itself, so only who does not."""
    return say("duty", "not_others" if right == "assessed" else "decider")


def right_of(table: CareTable, query: CareQuery) -> str | None:
    """The right that the table gives the case; None where no group is known."""
    place = place_of(table, query)
    return table.cells[place].right if place else None


def _with_emergency(table: CareTable, reply: CareAnswer, today: datetime.date) -> CareAnswer:
    row = table.rows[EVERYONE]
    if row.id in reply.facts:
        return reply
    sources = source_dicts(table, [row], (), [], today)
    return _before_source(reply, say("duty", "emergency"), sources, (row.id,))


def _before_source(
    reply: CareAnswer, sentence: str, sources: Sequence[dict[str, Any]], facts: Sequence[str]
) -> CareAnswer:
    """The reply with a sentence at the end of its body, and what that rests on."""
    body, _, line = reply.text.partition("\n")
    return dataclasses.replace(
        reply,
        text="\n".join(filter(None, [f"{body} {sentence}", line])),
        facts=tuple(dict.fromkeys([*reply.facts, *facts])),
        sources=(*reply.sources, *(source for source in sources if source not in reply.sources)),
    )
