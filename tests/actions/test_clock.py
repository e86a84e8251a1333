from __future__ import annotations

import datetime

import pytest

from actions.clock import SETTING, today


def test_the_setting_fixes_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SETTING, "2021-11-23")
    assert today() == datetime.date(2021, 11, 23)


@pytest.mark.parametrize("value", [None, ""])
def test_without_the_setting_it_is_the_real_day(monkeypatch: pytest.MonkeyPatch, value: str | None) -> None:
    monkeypatch.delenv(SETTING, raising=False)
    if value is not None:
        monkeypatch.setenv(SETTING, value)
    before = datetime.date.today()
    assert before <= today() <= datetime.date.today()


@pytest.mark.parametrize("value", ["igår", "2021-02-30", "23 november 2021", "2021-11", "20211123x"])
def test_a_day_that_is_none_is_refused_by_the_settings_name(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv(SETTING, value)
    with pytest.raises(ValueError, match=f"LOTSEN_TODAY='{value}'"):
        today()
