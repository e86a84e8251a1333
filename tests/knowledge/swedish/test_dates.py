from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.swedish.dates import last_day, newest_date, parse_partial, say_date
from knowledge.swedish.written_dates import find_dates


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("senast 23 november 2021", {(2021, 11, 23)}),
        ("den 17 maj 2023 beslutade nämnden", {(2023, 5, 17)}),
        ("den 5 maj", {(None, 5, 5)}),
        ("den 5:e maj 2023", {(2023, 5, 5)}),
        ("den 5e maj", {(None, 5, 5)}),
        ("Den 1 JANUARI 2023", {(2023, 1, 1)}),
        ("i december 2021", {(2021, 12, None)}),
        ("Protokoll 2023-05-17", {(2023, 5, 17)}),
        ("23 november 2021 och 30 november 2021", {(2021, 11, 23), (2021, 11, 30)}),
        ("under våren 2022", set()),
        ("2019-2022", set()),
        ("maj månad", set()),
        ("31 maja ni", set()),
    ],
)
def test_dates_are_found_as_pages_write_them(text: str, dates: set) -> None:
    assert find_dates(text)[0] == dates


def test_a_found_date_leaves_no_numbers_behind() -> None:
    _, rest = find_dates("senast 23 november 2021, högst 400 kr")
    assert "23" not in rest
    assert "2021" not in rest
    assert "400" in rest


@given(st.dates(min_value=datetime.date(1900, 1, 1), max_value=datetime.date(2099, 12, 31)))
def test_a_date_that_is_said_is_found_again(day: datetime.date) -> None:
    key = {(day.year, day.month, day.day)}
    assert find_dates(f"Senast {say_date(day)}.")[0] == key
    assert find_dates(f"Senast {day.isoformat()}.")[0] == key


@pytest.mark.parametrize(
    ("written", "parts", "last"),
    [
        ("2021-11-23", (2021, 11, 23), "2021-11-23"),
        ("2021-11", (2021, 11, None), "2021-11-30"),
        ("2021-12", (2021, 12, None), "2021-12-31"),
        ("2024-02", (2024, 2, None), "2024-02-29"),
        ("2023-02", (2023, 2, None), "2023-02-28"),
        ("2022", (2022, None, None), "2022-12-31"),
        (2022, (2022, None, None), "2022-12-31"),
        (datetime.date(2023, 5, 17), (2023, 5, 17), "2023-05-17"),
    ],
)
def test_partial_dates_are_read_and_end_on_their_last_day(written: object, parts: tuple, last: str) -> None:
    assert parse_partial(written) == parts
    assert last_day(str(written)) == datetime.date.fromisoformat(last)


@pytest.mark.parametrize(
    ("written", "newest"),
    [
        ("2013; 2022", "2022"),
        ("2022; 2013-05", "2022"),
        ("2024+", "2024"),
        ("2020/2021 (beslut 2020-12-01)", "2021"),
        ("2024 (gäller från 2024-04-01)", "2024"),
        ("2021-11-09T13:14:00+01:00", "2021-11-09"),
        ("to SFS 2019:1016", None),
        ("2021-13-45", None),
        ("undated, old site", None),
        ("", None),
    ],
)
def test_the_newest_date_in_a_source_s_own_words(written: str, newest: str | None) -> None:
    assert newest_date(written) == newest


@pytest.mark.parametrize(
    "written", ["2021-02-30", "2021-13", "21-11-23", "november 2021", "", "2021-11-23T13:14", "2021-1-1"]
)
def test_what_is_no_date_is_refused(written: str) -> None:
    with pytest.raises(ValueError):
        parse_partial(written)


@pytest.mark.parametrize("written", ["2021-00-10", "2021-00", "2021-11-00"])
def test_month_or_day_nought_is_refused(written: str) -> None:
    with pytest.raises(ValueError):
        parse_partial(written)
