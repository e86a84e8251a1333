"""Over every real fact and many days: nothing is said that the page does not say or the clock does not give."""

from __future__ import annotations

import datetime
import re

import pytest

from knowledge.composing import compose, compose_gap
from knowledge.mentions import Mentions, capitalised, find, plain_spaces
from knowledge.query import Answer
from knowledge.store import Knowledge
from knowledge.texts import load
from knowledge.wording import time_ago
from tests.knowledge.factories import day, make_query

DAYS = (
    "2018-12-31", "2021-11-01", "2021-11-23", "2021-11-24", "2023-05-04", "2023-05-05", "2023-05-16", "2023-05-17",
    "2024-06-01", "2025-12-31", "2026-11-21", "2026-12-31", "2027-01-01", "2040-02-29",
)  # fmt: skip


def reply(real: Knowledge, fact: str, today: str, question: str = "hur är det") -> Answer:
    return compose(real, [fact], make_query(question), day(today), 1.0)


def parts(real: Knowledge, answer: Answer, today: datetime.date) -> tuple[str | None, list[str], str]:
    """The sentence about the status, those of the fact, and the source line."""
    *lines, source = answer.text.splitlines()
    lead = lines[0] if len(lines) > 1 and said_by_status(real, answer, lines[0]) else None
    return lead, lines[1:] if lead else lines, source


def said_by_status(real: Knowledge, answer: Answer, line: str) -> bool:
    head = real.programmes[answer.programme or ""].head
    sentences = load("answers")["status"][head.kind].values()
    blanks = {"name": head.name, "definite": head.definite}
    return any(
        re.fullmatch(re.sub(r"\\\{\w+\\\}", ".+", re.escape(words.replace("{name}", blanks["name"]))), line)
        for words in sentences
    )


def lacking(said: Mentions, support: Mentions) -> list[str]:
    """What is said without support."""
    years = {str(year) for year, _, _ in support.dates if year}
    return [
        *(said.numbers - support.numbers - years),
        *(str(date) for date in said.dates if support.lacks_date(date)),
        *(said.addresses - support.addresses),
        *(said.phones - support.phones),
    ]


@pytest.mark.parametrize("today", DAYS)
def test_every_figure_of_a_reply_stands_in_its_quotations(real: Knowledge, today: str) -> None:
    for fact in real.facts.values():
        answer = reply(real, fact.id, today)
        _, sentences, _ = parts(real, answer, day(today))
        assert sentences, fact.id
        name = real.programmes[answer.programme or ""].head.name
        support = find("\n".join([*(source["quote"] for source in answer.sources), name]))
        assert lacking(find("\n".join(sentences)), support) == [], fact.id


@pytest.mark.parametrize("today", DAYS)
def test_the_status_says_only_dates_of_the_timeline_and_the_time_since(real: Knowledge, today: str) -> None:
    for fact in real.facts.values():
        answer = reply(real, fact.id, today)
        lead, _, _ = parts(real, answer, day(today))
        if lead is None:
            continue
        programme = real.programmes[answer.programme or ""]
        dates = [event.date for event in programme.events]
        computed = [
            *(date.isoformat() for date in dates),
            *(time_ago(date, day(today)) for date in dates if date <= day(today)),
        ]
        assert lacking(find(lead), find("\n".join([*computed, programme.head.name]))) == [], lead


def test_quotations_of_a_reply_stand_in_the_saved_page(real: Knowledge, contents) -> None:  # type: ignore[no-untyped-def]
    for fact in real.facts:
        answer = reply(real, fact, "2026-11-21")
        assert answer.sources
        for source in answer.sources:
            assert contents.pages[source["id"]].holds(source["quote"]), fact


def test_addresses_and_phones_of_contacts_stand_in_the_page(real: Knowledge, contents) -> None:  # type: ignore[no-untyped-def]
    for fact in real.facts:
        answer = reply(real, fact, "2026-11-21")
        for contact in answer.contacts:
            page = plain_spaces(contents.pages[real.programmes[answer.programme or ""].head.page].text)
            assert all(plain_spaces(value) in page for value in contact.values() if value), fact


@pytest.mark.parametrize("today", DAYS)
def test_no_blank_or_brace_is_left_in_a_reply(real: Knowledge, today: str) -> None:
    for fact in real.facts:
        answer = reply(real, fact, today)
        assert not re.search(r"[{}|]|None|\s{2,}|\s[.,]", f"{answer.text}\n{answer.short}".replace("\n", "¶")), (
            answer.text
        )


def test_every_reply_ends_with_its_source_and_date_or_that_it_has_none(real: Knowledge) -> None:
    for fact in real.facts:
        answer = reply(real, fact, "2026-11-21")
        page = real.programmes[answer.programme or ""].page
        last = answer.text.splitlines()[-1]
        assert last.startswith(f"Källa: {page.title}")
        assert (page.updated[:10] if page.updated else "odaterad") in last


def test_a_gap_says_no_figure_but_those_of_its_contacts_and_status(real: Knowledge) -> None:
    today = day("2026-11-21")
    for gap in real.gaps.values():
        answer = compose_gap(real, gap, today, 1.0)
        programme = real.programmes[answer.programme or ""]
        dates = [event.date for event in programme.events]
        allowed = [programme.head.name, programme.page.title, programme.page.publisher, programme.page.updated or ""]
        allowed += [value for contact in answer.contacts for value in contact.values() if value]
        allowed += [words for date in dates for words in (date.isoformat(), time_ago(date, today))]
        allowed += [str(programme.page.updated_on)]
        assert lacking(find(answer.text), find("\n".join(allowed))) == [], answer.text


def test_names_of_people_in_a_reply_stand_in_its_page(real: Knowledge, contents) -> None:  # type: ignore[no-untyped-def]
    known = " ".join(load("names")["known"])
    for fact in real.facts.values():
        answer = reply(real, fact.id, "2026-11-21")
        programme = real.programmes[answer.programme or ""]
        allowed = plain_spaces(
            f"{contents.pages[programme.head.page].text} {known} {programme.page.publisher}"
        ).casefold()
        for name in capitalised("\n".join(parts(real, answer, day("2026-11-21"))[1])):
            assert name.casefold().removesuffix("s") in allowed, (fact.id, name)
