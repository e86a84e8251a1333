"""Answer a question about the right to care: what is asked decides between the table and the facts beside it.

The reading has said what is asked, of whom and how. A right, a fee, whether staff may refuse and whether something
can wait are answered from the table; anything else from the topic of that kind that is nearest to the question. A
topic of the very kind that is asked may also go before the table, where it is nearer than a cell can be.
"""

from __future__ import annotations

import dataclasses
import datetime
import re
from collections.abc import Mapping, Sequence

from knowledge.answering.asked import asked_of, weighed
from knowledge.answering.likeness import Ranked
from knowledge.answering.polarity import begin
from knowledge.care import CareAnswer, CareQuery, CareTable
from knowledge.care.model import Topic
from knowledge.care.registration import registration
from knowledge.limits import LIMITS, Gates
from knowledge.saying.care.answer import answer_care
from knowledge.saying.care.asking import question_of
from knowledge.saying.care.duty import answer_duty, answer_waiting, right_of, with_decider
from knowledge.saying.care.topics import answer_topic
from knowledge.saying.care.whom import ask_whom, outside_sources, residents
from knowledge.texts import load, text
from knowledge.understanding.persons import is_child_age
from knowledge.words.answer import Answer, Button
from knowledge.words.query import CARE, Query
from knowledge.words.tracing import at_least, below, note
from knowledge.words.vocabulary import CARE_QUESTIONS, PAGE_QUESTIONS

JUDGED = ("may_refuse", "can_wait", "who_decides")  # never a yes or no: somebody judges
SURE = LIMITS.care.judged
TABLE = ("care_right", "fee", "may_refuse", "can_wait")  # what the table answers
OF_CASES = (*TABLE, "who_decides", "law", "group_status", "reason", "care_definition", "how", "until_when")
# what is the same for every patient: to ask of whom would lead nowhere
OF_NO_CASE = ("disclosure", "certificate")
# what is answered with the right and its law where no topic says more
WITH_LAW = ("law", "group_status", "reason", "care_definition")
# what is asked where somebody asks whether that is all: "bara akut vård?"
LIMITED = ("care_right", "can_wait", "who_decides", "care_definition")
# what "samma regler för båda?" asks of two patients, whichever of them it looks like
OF_SEVERAL = (*JUDGED, "law", "group_status", "care_definition")
FOREIGN = LIMITS.reading.foreign
ACUTE = ("emergency", "ambulance")  # kinds of care that a restriction names only to ask for the rest
RESIDENT = "resident"  # a group that the sources are not about
# what being so is worth beside likeness, in the order in which topics are tried
OF_CASE, OF_NAME, OF_TYPE = LIMITS.care.of_case, LIMITS.care.of_name, LIMITS.care.of_type
LAST_SAID = LIMITS.care.last_said


def is_about_care(query: Query, best_is_topic: bool, gates: Gates) -> bool:
    """The reading's word, else the question types, what is named, and what the conversation is about."""
    if query.domain is not None:
        return query.domain == CARE
    if query.said.get("programme"):
        return False
    types = query.question_types
    weights = {
        "care question types": sum(types.get(t, 0.0) for t in CARE_QUESTIONS),
        "page question types": -sum(types.get(t, 0.0) for t in PAGE_QUESTIONS),
    }
    if query.said.get("patient_group"):
        weights["care_group_said"] = gates.care_group_said
    if query.said.get("care_type") or query.said.get("patient_age"):
        weights["care_word_said"] = gates.care_word_said
    if query.programme:
        weights["care_in_context"] = gates.care_in_context if query.programme == CARE else -gates.care_in_context
    if best_is_topic:
        weights["care_topic_best"] = gates.care_topic_best
    weight = sum(weights.values())
    note("about_care", decided=weight > 0, weight=weight, weights=weights)
    return weight > 0


def answer_about_care(
    table: CareTable, query: Query, topics: Sequence[Ranked], gates: Gates, today: datetime.date
) -> Answer:
    """Answer from the table or from a topic; where neither knows, say so and whom to ask."""
    what = asked_of(query)
    group = group_of(query.slots)
    going_on = query.elliptical and group is not None and what in OF_CASES and what != "fee"
    # where one class of age is said of all of them, they differ in something else: "hör de under olika lagar?"
    of_ages = query.manner.of_several and (what in JUDGED or "patient_age" not in query.said)
    if going_on or (of_ages and what in OF_SEVERAL):
        what = "care_right"  # a new value, or two patients side by side: the right of each, whatever was asked of one
    elif what == "group_status" and re.search(load("manner")["counts_as_child"], query.text.lower()):
        what = "care_right"  # "räknas hon som barn då?": the right of that age says it
    elif _asked_as_before(query, what):
        what = query.asked_before
    note("care", asked=what, shares=weighed(query), group=group, age=query.slots.get("patient_age"))
    nearest = max((item.likeness for item in topics), default=0.0)
    foreign = query.asked.get("out_of_scope", 0.0) >= FOREIGN and "care_type" not in query.said
    if foreign and below("topic", nearest, gates.topic):
        return _reply(outside_sources(table, group), query, what, None)
    resident = group is None and query.slots.get("registration") == "registered"
    if group == RESIDENT or resident:
        return _reply(residents(table), query, what, None)
    if group is not None and _asks_whether_that_is_all(table, query, what, group):
        note("care", decided="what else there is")
        return _reply(_all_there_is(table, query, today), query, "care_right", None)
    best = _best_topic(table, query, topics, what, gates)
    if best is not None:
        note("care", decided="topic", topic=best.fact)
        reply = answer_topic(table, best.fact, today)
        return _reply(with_decider(reply) if what == "can_wait" else reply, query, what, best.score)
    answer = _reply(_from_table(table, query, what, group, today), query, what, None)
    if what not in TABLE or answer.kind != "answer":
        return answer
    return dataclasses.replace(answer, question=question_of(table, _care_query(query, "right"), what))


def _asked_as_before(query: Query, what: str) -> bool:
    """Whether a right or a fee is asked again of another group: "och om hon vore papperslös, blir det samma sak?".

    What such words look like most is a question of what the group is.
    """
    words = load("manner")
    low = query.text.lower()
    changes = re.search(load("persons")["compared"], low)
    if what == "until_when" and changes and "patient_age" in query.said and query.asked_before in TABLE:
        return True  # "hon fyller arton på onsdag, vad ändras då?"
    new = "patient_group" in query.said and query.asked_before in TABLE
    compared = query.manner.supposes or re.search(words["as_before"], low)
    return bool(new and compared and what in WITH_LAW and not re.search(words["of_the_group"], low))


def _asks_whether_that_is_all(table: CareTable, query: Query, what: str, group: str) -> bool:
    """ "Papperslösa ska väl bara ha hjälp när det är livshotande?" of a group that has a right to more than that."""
    said = re.search(load("polarity")["least"], query.text.lower())
    least = said and query.slots.get("care_type") in (None, *ACUTE)
    if not (query.manner.restricts and least and what in LIMITED) or group not in table.groups:
        return False
    whole = dataclasses.replace(_care_query(query, "right"), care="all_care")
    return right_of(table, whole) in ("yes", "assessed")


def _all_there_is(table: CareTable, query: Query, today: datetime.date) -> CareAnswer:
    reply = answer_care(table, dataclasses.replace(_care_query(query, "right"), care=None), today)
    yes, _, rest = reply.text.partition(": ")
    said = rest if yes == load("polarity")["yes"] else reply.text
    return dataclasses.replace(reply, text=text("polarity", "not_only", rest=f"{said[:1].lower()}{said[1:]}"))


def _from_table(table: CareTable, query: Query, what: str, group: str | None, today: datetime.date) -> CareAnswer:
    case = _care_query(query, "fee" if what == "fee" else "right")
    known = group is not None or case.care is not None
    note("care", decided="table", asked=what, kind_of_care=case.care)
    if what == "contact":
        return ask_whom(table, group)
    if what in JUDGED and (known or weighed(query).get(what, 0.0) >= SURE):
        return answer_duty(table, case, today) if what == "may_refuse" else answer_waiting(table, case, today)
    if what in WITH_LAW and group is not None:
        return answer_care(table, dataclasses.replace(case, with_law=True), today)
    if what in ("fee", "care_right", *JUDGED):
        return answer_care(table, case, today)
    if group is not None and (before := _before(query)):
        return answer_care(table, dataclasses.replace(case, aspect=before), today)
    if known or query.programme == CARE or what in OF_NO_CASE:
        return outside_sources(table, group)
    return answer_care(table, case, today)


def _before(query: Query) -> str | None:
    """What the table was asked before: a few words with a new value go on with that, whatever they look like."""
    new = query.said.keys() & {"care_type", "patient_age", "registration", "patient_group"}
    if not new or len(query.text.split()) > LIMITS.care.new_value_words:
        return None
    return "fee" if query.asked_before == "fee" else "right" if query.asked_before in TABLE else None


def _best_topic(table: CareTable, query: Query, topics: Sequence[Ranked], what: str, gates: Gates) -> Ranked | None:
    """The topic that answers, if one does: near enough for what is asked, and nearer than the table where that fits."""
    shares = weighed(query)
    named = authorities(query.text)
    subjects = subjects_named(query.text)
    if (
        query.elliptical
        and not any(table.topics[item.fact].named in subjects for item in topics)
        and what in OF_CASES
        and query.slots.get("care_type") not in _of_everyone()
    ):
        return None  # "och papperslösa?" goes on with the table

    group = query.slots.get("patient_group")
    if query.counted and group is not None and group != query.counted:
        # "räknas hon som papperslös?": who she is has been said, and a rule about others does not tell
        topics = [item for item in topics if not _is_of_others(table, table.topics[item.fact], group)]

    said_of = query.said.get("patient_group")
    if any(_is_about(table.topics[item.fact], said_of, what) for item in topics if item.fact not in query.recent):
        # "och om han inte har något kvitto alls?": what was just said stands back behind what is about that very group
        topics = [item for item in topics if item.fact not in query.recent]

    def worth(item: Ranked) -> float:
        topic = table.topics[item.fact]
        of_kind = max(shares.get(kind, 0.0) for kind in topic.question)
        of_case = OF_CASE if topic.when else 0.0  # only topics whose conditions are met are ranked
        by_name = (named and named <= authorities(topic.text)) or topic.named in subjects
        of_name = OF_NAME if by_name else 0.0
        return item.likeness + OF_TYPE * of_kind + of_case + of_name + (LAST_SAID if item.fact in query.recent else 0.0)

    for item in sorted(topics, key=lambda item: -worth(item))[: LIMITS.care.tried]:
        if at_least("sure", item.likeness, gates.sure, item.fact):
            return item
        topic = table.topics[item.fact]
        limit = _limit(topic, query, what)
        # "utan leg, vad kostar läkarbesök?" asks for the fee; "och om hon saknar leg?" behind a fee does not
        asks_fee = what == "fee" and "fee" not in topic.question and not query.elliptical
        if topic.named in subjects and not asks_fee:
            limit = "topic_of_kind"  # "och om han satt i häkte?": no cell of the table is about that
        # what is about the very case and of the very kind need not be as near
        near = item.likeness + (OF_CASE if topic.when and what in topic.question and what not in TABLE else 0.0)
        if limit and at_least(limit, near, getattr(gates, limit), item.fact):
            return item
    return None


def _is_about(topic: Topic, group: str | None, what: str) -> bool:
    """Whether a topic answers what is asked of the very group."""
    return group is not None and topic.when.get("patient_group") == group and what in topic.question


def _is_of_others(table: CareTable, topic: Topic, group: str) -> bool:
    """Whether a topic tells what a group is, and neither its condition nor its rows of the table are of this one."""
    own = "patient_group" in topic.when or any(group in table.rows[row].groups for row in topic.rows)
    return "group_status" in topic.question and not own


def _limit(topic: Topic, query: Query, what: str) -> str | None:
    """The gate that a topic must pass to answer; None where only the table can."""
    of_kind = what in topic.question
    if topic.id in query.recent and what in ("reason", "law"):
        return "topic_of_kind"  # "varför finns det ingen sån?" asks about what was just said
    if what not in TABLE:
        if not of_kind:
            return "topic"
        return "topic_of_kind" if weighed(query).get(what, 0.0) >= SURE else "topic_judged"
    if not of_kind:
        if topic.when and what not in ("care_right", "fee"):
            return "topic_of_case"
        return "topic" if what in JUDGED and "patient_group" not in query.slots else None
    care, about = query.slots.get("care_type"), topic.when.get("care_type")
    known = "patient_group" in query.slots
    if what in JUDGED and not _is_child(query):
        return "topic_judged" if known else "topic_of_kind"
    if about is not None and about == care and care in _of_everyone():
        return "topic_of_kind"  # what holds for everyone: no cell says more
    if about is not None and about == query.said.get("care_type"):
        return "topic_spoken_named" if known else "topic_spoken"
    if care is not None and about != care:
        return "topic_over_table"
    return "topic_over_overview" if known else "topic"


def subjects_named(text: str) -> frozenset[str]:
    """The subjects named in a text that no cell of the table is about: "och om han hade suttit i häkte?"."""
    low = text.lower()
    return frozenset(name for name, stem in load("names")["subjects"].items() if re.search(stem, low))


def authorities(text: str) -> frozenset[str]:
    """The authorities named in a text: "och om Migrationsverket ringer?"."""
    low = text.lower()
    return frozenset(name for name, stem in load("names")["authorities"].items() if re.search(stem, low))


def _of_everyone() -> Mapping[str, str]:
    """The kinds of care that every patient has a right to."""
    return load("care")["common"]["everyone_rows"]


def _is_child(query: Query) -> bool:
    return is_child_age(query.slots.get("patient_age", ""))


def group_of(slots: Mapping[str, str]) -> str | None:
    """The patient group, made particular by whether the patient is registered."""
    group = slots.get("patient_group")
    return registration().get(slots.get("registration", ""), {}).get(group or "", group)


def _care_query(query: Query, aspect: str) -> CareQuery:
    age = query.slots.get("patient_age")
    years = int(age) if age and age.isdigit() else None
    care = query.slots.get("care_type")
    if query.manner.restricts and care in ACUTE and aspect == "right":
        care = None  # "bara akut vård?": what else there is answers that
    told = query.text if _speaks_of_referral(query.text) else query.before
    referral = _referral(told)
    if aspect == "fee" and referral is False and re.search(load("tenses")["emergency_department"], told.lower()):
        care = "emergency"  # "psykiatriska akutmottagningen utan remiss": the place decides, not what is treated
    return CareQuery(
        group=group_of(query.slots),
        age_years=years,
        age_class=age if age and years is None else None,
        care=care,
        aspect=aspect,
        referral=referral,
    )


def _speaks_of_referral(text: str) -> bool:
    words = load("tenses")["referral"]
    return any(re.search(pattern, text.lower()) for patterns in words.values() for pattern in patterns)


def _referral(text: str) -> bool | None:
    words = load("tenses")["referral"]
    low = text.lower()
    if any(re.search(pattern, low) for pattern in words["without"]):
        return False
    if any(re.search(pattern, low) for pattern in words["open"]):
        return None
    return True if any(re.search(pattern, low) for pattern in words["with"]) else None


def _reply(reply: CareAnswer, query: Query, what: str, score: float | None) -> Answer:
    said = begin(reply.text, query.manner, what, weighed(query).get(what, 0.0), query.text)
    return Answer(
        kind=reply.kind,
        reason=reply.reason,
        text=said,
        facts=reply.facts,
        sources=reply.sources,
        contacts=reply.contacts,
        figures=reply.figures,
        page=reply.page,
        buttons=tuple(Button(title, payload) for title, payload in reply.buttons),
        programme=CARE,
        question_type="fee" if what == "fee" else "care_right" if what in TABLE else what,
        missing=reply.missing,
        score=score,
        short=re.split(r"(?<=[.!?])\s", said)[0],
    )
