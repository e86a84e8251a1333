"""Every reply that can be composed at all, by its kind, for one day."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from knowledge.answering.whole import answer_overview
from knowledge.care import CareQuery, CareTable
from knowledge.saying.care.answer import answer_care
from knowledge.saying.care.duty import answer_duty, answer_waiting
from knowledge.saying.care.topics import answer_topic
from knowledge.saying.care.whom import ask_whom, outside_sources, residents
from knowledge.saying.page import compose, compose_gap, compose_refusal
from knowledge.store import Knowledge
from tests.knowledge.factories import make_query

ASPECTS = ("right", "fee")
Reply = tuple[str, str]  # kind, text


def care_queries(table: CareTable) -> Iterator[CareQuery]:
    """Every cell, the adult's also without an age; every word that may mean several groups, and no group at all."""
    for group, age, care in table.cells:
        for said in (age, None) if age == "adult" else (age,):
            yield CareQuery(group=group, age_class=said, care=care)
    for group in (None, *table.umbrellas):
        for said in (None, "child", "adult"):
            for kind in (None, *table.cares):
                yield CareQuery(group=group, age_class=said, care=kind)


def care_replies(table: CareTable, today: datetime.date) -> Iterator[Reply]:
    """What the table, the topics and the places to ask say."""
    for query in care_queries(table):
        group, age, care = query.group, query.age_class, query.care
        yield "right", answer_care(table, query, today).text
        yield "fee", answer_care(table, CareQuery(group, None, age, care, "fee"), today).text
        yield "law", answer_care(table, CareQuery(group, None, age, care, with_law=True), today).text
        yield "may_refuse", answer_duty(table, query, today).text
        yield "can_wait", answer_waiting(table, query, today).text
    for topic in table.topics:
        yield "topic", answer_topic(table, topic, today).text
    for known in (None, *table.groups):
        yield "whom", ask_whom(table, known).text
        yield "whom", outside_sources(table, known).text
    yield "whom", residents(table).text


def page_replies(knowledge: Knowledge, table: CareTable, today: datetime.date) -> Iterator[Reply]:
    """What the pages' facts, gaps, overviews and refusals say; where the state was said before, the fact begins."""
    for fact in knowledge.facts:
        told = frozenset({knowledge.programme_of[fact]})
        yield "fact", compose(knowledge, [fact], make_query("hur var det"), today, 1.0).text
        yield "fact", compose(knowledge, [fact], make_query("hur var det", told_status=told), today, 1.0).text
    for gap in knowledge.gaps.values():
        yield "gap", compose_gap(knowledge, gap, today, 1.0).text
    for overview in knowledge.overviews.values():
        yield "overview", answer_overview(knowledge, table, overview, today, 1.0).text
    for programme in (None, *knowledge.programmes):
        said = {"programme": programme} if programme else {}
        yield "refusal", compose_refusal(knowledge, make_query("vädret", said=said), 0.1).text
