"""Each answer at an address of its own, right on the day that it is read."""

from __future__ import annotations

import datetime
import re

import pytest

from knowledge.saying.addresses import answer_address
from knowledge.showing import Base, page_at
from knowledge.showing.model import AnswerPage

DAY = datetime.date(2026, 12, 1)
OPEN = datetime.date(2021, 11, 23)  # the last day of Utlysning 2021
DEADLINE = "utlysning-2021.deadline.application"
SAYS_WHOM = re.compile(r"Kontrollera med|vänd dig till")


def page(base: Base, path: str, day: datetime.date = DAY) -> AnswerPage:
    found = page_at(base, path, day)
    assert found is not None, path
    return found


def every_id(base: Base) -> list[str]:
    known = base.knowledge
    return [*known.facts, *known.gaps, *known.overviews, *base.care.topics]


def test_every_fact_gap_topic_and_overview_has_a_page(base: Base) -> None:
    for one in every_id(base):
        shown = page(base, answer_address([one]))
        assert shown.title
        assert shown.parts[0].text
        assert shown.parts[0].custom["sources"]


def test_every_answer_names_its_own_page(base: Base) -> None:
    for one in every_id(base):
        shown = page(base, answer_address([one]))
        assert shown.parts[0].custom["page"] == shown.path


def test_every_answer_says_whom_to_ask(base: Base) -> None:
    for one in every_id(base):
        part = page(base, answer_address([one])).parts[0]
        # an overview of the pages themselves has nobody who answers for all of them
        assert part.ask or part.custom["contacts"] or SAYS_WHOM.search(part.text) or one == "whole.pages"


@pytest.mark.parametrize(
    ("day", "state", "words"),
    [(OPEN, "open", "är 23 november 2021"), (OPEN + datetime.timedelta(days=1), "closed", "stängde 23 november 2021")],
)
def test_the_status_is_that_of_the_day(base: Base, day: datetime.date, state: str, words: str) -> None:
    part = page(base, f"/svar/{DEADLINE}", day).parts[0]
    assert part.custom["status"]["state"] == state
    assert words in part.text


def test_a_day_ahead_is_a_date_for_the_calendar_up_to_that_day(base: Base) -> None:
    [coming] = page(base, f"/svar/{DEADLINE}", OPEN).dates
    assert coming.date == "2021-11-23"
    assert coming.title == "Sista ansökningsdag: Utlysning 2021"
    assert page(base, f"/svar/{DEADLINE}", OPEN + datetime.timedelta(days=1)).dates == ()


def test_a_part_of_a_date_is_no_day_for_the_calendar(base: Base) -> None:
    assert page(base, "/svar/utlysning-2021.payment.date", datetime.date(2021, 11, 1)).dates == ()


def test_facts_of_one_programme_are_said_together_and_others_apart(base: Base) -> None:
    amount, contact = "kompetensutvecklingsbidrag.amount.max.small", "kompetensutvecklingsbidrag.contact.overview"
    assert len(page(base, f"/svar/{amount},{contact}").parts) == 1
    assert len(page(base, f"/svar/{amount},{DEADLINE},whole.status.open").parts) == 3


@pytest.mark.parametrize(
    "path", ["/svar/finns.inte", f"/svar/{DEADLINE},finns.inte", "/svar/../etc", "/", "", "/svar/"]
)
def test_unknown_ids_have_no_page(base: Base, path: str) -> None:
    assert page_at(base, path, DAY) is None


def test_the_index_leads_to_pages_that_there_are(base: Base) -> None:
    links = [link for choice in page(base, "/svar").choices for link in choice.links]
    assert len(links) > 250
    assert len({link.title for link in links}) > 0.95 * len(links)
    for link in links:
        assert page_at(base, link.path, DAY) is not None


def test_a_page_leads_on_to_the_others_of_its_programme(base: Base) -> None:
    shown = page(base, f"/svar/{DEADLINE}")
    paths = [link.path for choice in shown.choices for link in choice.links]
    assert shown.path not in paths
    assert len(paths) > 20
    assert all(path.startswith("/svar/utlysning-2021.") for path in paths)
