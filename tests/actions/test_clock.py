from __future__ import annotations

import datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from actions.clock import SETTING, today

STOCKHOLM = ZoneInfo("Europe/Stockholm")


def test_the_setting_fixes_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SETTING, "2021-11-23")
    assert today() == datetime.date(2021, 11, 23)


@pytest.mark.parametrize("value", [None, ""])
def test_without_the_setting_it_is_the_real_day(monkeypatch: pytest.MonkeyPatch, value: str | None) -> None:
    monkeypatch.delenv(SETTING, raising=False)
    if value is not None:
        monkeypatch.setenv(SETTING, value)
    before = datetime.datetime.now(STOCKHOLM).date()
    assert before <= today() <= datetime.datetime.now(STOCKHOLM).date()


@pytest.mark.parametrize(
    ("utc", "day"),
    [("2026-12-31 22:59", "2026-12-31"), ("2026-12-31 23:00", "2027-01-01"), ("2026-06-30 22:00", "2026-07-01")],
)
def test_the_day_is_swedens_whatever_the_machine_counts_in(monkeypatch: pytest.MonkeyPatch, utc: str, day: str) -> None:
    monkeypatch.delenv(SETTING, raising=False)
    moment = datetime.datetime.fromisoformat(utc).replace(tzinfo=datetime.timezone.utc)

    class Clock(datetime.datetime):
        @classmethod
        def now(cls, tz: datetime.tzinfo | None = None) -> datetime.datetime:  # type: ignore[override]
            return moment.astimezone(tz)

    monkeypatch.setattr("actions.clock.datetime", SimpleNamespace(datetime=Clock, date=datetime.date))
    assert today().isoformat() == day


@pytest.mark.parametrize("value", ["igår", "2021-02-30", "23 november 2021", "2021-11", "20211123x"])
def test_a_day_that_is_none_is_refused_by_the_settings_name(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv(SETTING, value)
    with pytest.raises(ValueError, match=f"LOTSEN_TODAY='{value}'"):
        today()
