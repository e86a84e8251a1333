from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.saying.status import status_on
from knowledge.saying.wording import source_line, status_sentence, time_ago
from knowledge.store import Knowledge
from knowledge.texts import load
from knowledge.words.vocabulary import EVENTS, PROGRAMME_KINDS
from tests.knowledge.factories import day, make_fact, make_knowledge, make_page, make_programme


@pytest.mark.parametrize(
    ("then", "today", "words"),
    [
        ("2021-11-23", "2021-11-23", "i dag"),
        ("2021-11-23", "2021-11-25", "för två dagar sedan"),
        ("2021-11-23", "2021-12-05", "för tolv dagar sedan"),
        ("2021-11-23", "2021-12-06", "för 13 dagar sedan"),
        ("2021-11-23", "2021-12-22", "för 29 dagar sedan"),
        ("2021-11-23", "2022-01-23", "för två månader sedan"),
        ("2021-11-23", "2022-11-22", "för elva månader sedan"),
        ("2021-11-23", "2022-11-23", "för ett år sedan"),
        ("2021-11-23", "2023-08-22", "för ett år sedan"),
        ("2021-11-23", "2023-11-22", "för nästan två år sedan"),
        ("2021-11-23", "2026-08-22", "för fyra år sedan"),
        ("2021-11-23", "2026-08-23", "för nästan fem år sedan"),
        ("2021-11-23", "2026-11-21", "för nästan fem år sedan"),
        ("2021-11-23", "2026-11-23", "för fem år sedan"),
        ("2021-11-23", "2040-01-01", "för 18 år sedan"),
        ("2024-01-31", "2024-02-29", "för 29 dagar sedan"),
    ],
)
def test_time_since_a_day_is_said_in_whole_days_months_or_years(then: str, today: str, words: str) -> None:
    assert time_ago(day(then), day(today)) == words


@pytest.mark.parametrize(("today", "words"), [("2021-11-24", "för en dag sedan"), ("2021-12-23", "för en månad sedan")])
def test_one_day_and_one_month_are_of_the_common_gender(today: str, words: str) -> None:
    assert time_ago(day("2021-11-23"), day(today)) == words


def test_a_day_ahead_is_not_said_to_be_past() -> None:
    assert "sedan" not in time_ago(day("2021-11-09"), day("2021-11-01"))


@given(st.dates(day("2000-01-01"), day("2060-01-01")), st.integers(0, 20_000))
def test_time_since_a_day_is_never_too_long(then: datetime.date, days: int) -> None:
    """What is said in figures or words is at most the time that has passed; "nästan" is a quarter of a year from it."""
    said = time_ago(then, then + datetime.timedelta(days=days)).split()
    if days:
        nearly = said[1] == "nästan"
        number, unit = said[2:4] if nearly else said[1:3]
        words = {"en": 1, **{word: count for count, word in enumerate(load("answers")["counts"])}}
        count = int(number) if number.isdigit() else words[number]
        assert count >= 1
        if nearly:
            assert count * 365 - 95 <= days < count * 366
        else:
            assert count * {"d": 1, "m": 28, "å": 365}[unit[0]] <= days


def test_a_page_and_what_closed_a_fortnight_later_are_said_to_be_as_old() -> None:
    """Beside each other "för fem år sedan" and "för fyra år sedan" would read as a year apart."""
    for today in ("2026-10-23", "2026-11-08", "2026-11-09", "2026-11-21", "2026-11-23"):
        page, closing = (time_ago(day(then), day(today)) for then in ("2021-11-09", "2021-11-23"))
        assert page.replace("nästan ", "") == closing.replace("nästan ", "") == "för fem år sedan"


def sentence(kind: str, timeline: list[tuple[str, str]], today: str) -> str:
    facts = [make_fact("bidrag.status.a")]
    knowledge = make_knowledge(make_programme("bidrag", facts, kind=kind, timeline=timeline, name="Namnet"))
    programme = knowledge.programmes["bidrag"]
    status = status_on(programme.events, day(today))
    assert status is not None
    return status_sentence(programme, status, day(today))


@pytest.mark.parametrize(
    ("kind", "timeline", "today", "words"),
    [
        ("grant", [("closes", "2021-11-23")], "2021-11-23", "Namnet är öppen till och med 23 november 2021."),
        (
            "grant",
            [("closes", "2021-11-23")],
            "2026-11-23",
            "Namnet stängde 23 november 2021, för fem år sedan, och går inte längre att söka.",
        ),
        ("grant", [("starts", "2021-10-01")], "2021-09-01", "Namnet har inte öppnat än: den öppnar 1 oktober 2021."),
        ("grant", [("pauses", "2023-05-05")], "2023-05-04", "Namnet är öppen."),
        ("grant", [("pauses", "2023-05-05")], "2023-05-10", "Namnet är pausat sedan 5 maj 2023 och går inte att söka."),
        (
            "grant",
            [("terminated", "2023-05-17")],
            "2024-05-17",
            "Namnet avslutades genom beslut 17 maj 2023, för ett år sedan, och går inte längre att söka.",
        ),
        ("strategy", [("starts", "2023-01-01")], "2022-01-01", "Namnet börjar gälla 1 januari 2023."),
        ("strategy", [("starts", "2023-01-01")], "2030-01-01", "Namnet gäller sedan 1 januari 2023."),
        (
            "project",
            [("starts", "2019-01-01"), ("ends", "2026-12-31")],
            "2026-12-31",
            "Namnet pågår enligt sidan till och med 2026.",
        ),
        (
            "project",
            [("starts", "2019-01-01"), ("ends", "2026-12-31")],
            "2027-01-01",
            "Namnet pågick enligt sidan till och med 2026.",
        ),
        (
            "focus_area",
            [("ends", "2025-12-31")],
            "2026-01-01",
            "Namnet var fokusområde till och med 2025 enligt sidan.",
        ),
    ],
)
def test_status_is_said_in_a_sentence(kind: str, timeline: list[tuple[str, str]], today: str, words: str) -> None:
    assert sentence(kind, timeline, today) == words


def test_a_grant_that_runs_out_is_not_said_to_have_been_ended_by_decision() -> None:
    assert "beslut" not in sentence("grant", [("ends", "2023-12-31")], "2024-06-01")


@pytest.mark.parametrize(
    ("kind", "event"),
    [(kind, event) for kind in PROGRAMME_KINDS for event in EVENTS],
)
def test_every_timeline_that_the_build_allows_can_be_said(kind: str, event: str) -> None:
    for today in ("2023-05-16", "2023-05-17", "2023-05-18"):
        assert sentence(kind, [(event, "2023-05-17")], today)


def test_the_source_line_gives_the_pages_date() -> None:
    page = make_page(title="Titel", publisher="KJV", updated="2021-11-09T13:14")
    assert source_line(page) == "Källa: Titel, KJV, uppdaterad 2021-11-09."


def test_the_source_line_of_a_page_without_a_date_says_so() -> None:
    line = source_line(make_page(title="Titel", publisher="KJV", updated=None))
    assert line.startswith("Källa: Titel, KJV")
    assert "odaterad" in line


def test_every_real_programme_can_be_offered_by_name(real: Knowledge) -> None:
    assert set(real.programmes) <= set(load("answers")["choices"])
