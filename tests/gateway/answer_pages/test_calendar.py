"""A day ahead as a file for calendars."""

from __future__ import annotations

import copy
import datetime

from answer_pages.conftest import SAMPLES, FakeActions
from icalendar import Calendar
from starlette.testclient import TestClient

COMING = "/svar/glesbygd.deadline.phase-2"
WITHOUT = "/svar/fardplan.purpose.pace"


def test_a_day_ahead_is_a_whole_day_in_the_calendar(reader: TestClient) -> None:
    answer = reader.get(f"{COMING}/kalender.ics")
    assert answer.headers["content-type"].startswith("text/calendar")
    assert "attachment" in answer.headers["content-disposition"]
    [entry] = Calendar.from_ical(answer.text).walk("VEVENT")
    assert entry["dtstart"].dt == datetime.date(2026, 12, 31)
    assert entry["dtend"].dt == datetime.date(2027, 1, 1)
    assert entry["summary"] == "Gäller till och med: God och nära vård i glesbygd"
    assert entry["url"] == f"http://lotsen.test{COMING}"


def test_the_same_page_gives_the_same_entry(reader: TestClient) -> None:
    first, second = (reader.get(f"{COMING}/kalender.ics").content for _ in range(2))
    assert first == second


def test_a_title_stays_text(reader: TestClient, actions: FakeActions) -> None:
    page = copy.deepcopy(SAMPLES[COMING])
    title = "Sista dag; ansök, nu\nBEGIN:VEVENT " + "å" * 200
    page["dates"][0]["title"] = title
    actions.pages[COMING] = page
    content = reader.get(f"{COMING}/kalender.ics").content
    [entry] = Calendar.from_ical(content).walk("VEVENT")
    assert entry["summary"] == title
    assert max(len(line) for line in content.split(b"\r\n")) <= 75


def test_only_what_has_a_day_ahead_offers_one(reader: TestClient) -> None:
    assert "kalender.ics" in reader.get(COMING).text
    assert "kalender.ics" not in reader.get(WITHOUT).text
    assert reader.get(f"{WITHOUT}/kalender.ics").status_code == 404
