"""Dates and sums as pages and staff write them, and what looks like one and is none."""

from __future__ import annotations

import time

import pytest

from knowledge.answering.premises import sums_in
from knowledge.editing.checks.measures import fractions
from knowledge.swedish.mentions import find
from knowledge.swedish.written_dates import DateKey

NOV_23 = (2021, 11, 23)
DATES: list[tuple[str, set[DateKey]]] = [
    ("23 nov 2021", {NOV_23}),
    ("23 nov. 2021", {NOV_23}),
    ("23 NOV 2021", {NOV_23}),
    ("den 23:e november 2021", {NOV_23}),
    ("den 23e nov 2021", {NOV_23}),
    ("den 23. november 2021", {NOV_23}),
    ("den 23 i november 2021", {NOV_23}),
    ("tisdag 23 november, 2021", {NOV_23}),
    ("23 november -21", {NOV_23}),
    ("23 nov '21", {NOV_23}),
    ("23/11 2021", {NOV_23}),
    ("23/11-2021", {NOV_23}),
    ("23/11-21", {NOV_23}),
    ("23/11/2021", {NOV_23}),
    ("23/11/21", {NOV_23}),
    ("23.11.2021", {NOV_23}),
    ("23-11-2021", {NOV_23}),
    ("2021-11-23", {NOV_23}),
    ("2021-11-23T13:14", {NOV_23}),
    ("2021/11/23", {NOV_23}),
    ("2021.11.23", {NOV_23}),
    ("23\u00a0november\u00a02021", {NOV_23}),
    ("23\u2009nov\u202f2021", {NOV_23}),
    ("1/11-24", {(2024, 11, 1)}),
    ("den 1:a november", {(None, 11, 1)}),
    ("den första november", {(None, 11, 1)}),
    ("den tjugotredje november 2021", {NOV_23}),
    ("senast 23/11", {(None, 11, 23)}),
    ("gäller det 23/11?", {(None, 11, 23)}),
    ("från 1/2", {(None, 2, 1)}),
    ("fre 3/12", {(None, 12, 3)}),
    ("1-15 mars", {(None, 3, 1), (None, 3, 15)}),
    ("1–15 mars 2024", {(2024, 3, 1), (2024, 3, 15)}),
    ("1 till 15 mars", {(None, 3, 1), (None, 3, 15)}),
    ("1 mars–15 april 2024", {(None, 3, 1), (2024, 4, 15)}),
    ("4 april 2021-15 mars 2022", {(2021, 4, 4), (2022, 3, 15)}),
    ("1-15/3", {(None, 3, 1), (None, 3, 15)}),
    ("1/3–15/3 2024", {(2024, 3, 1), (2024, 3, 15)}),
    ("mellan 1/3 och 15/4", {(None, 3, 1), (None, 4, 15)}),
    ("den 3, 4 och 5 maj", {(None, 5, 3), (None, 5, 4), (None, 5, 5)}),
    ("nivå 2, 15 mars", {(None, 3, 15)}),
    ("fr.o.m. 1 mars t.o.m. 15 april", {(None, 3, 1), (None, 4, 15)}),
    ("tom 15/3", {(None, 3, 15)}),
    ("november 2021", {(2021, 11, None)}),
    ("nov. 2021", {(2021, 11, None)}),
    ("nov -21", {(2021, 11, None)}),
    ("nov/dec 2021", {(2021, 11, None), (2021, 12, None)}),
    ("2021-11", {(2021, 11, None)}),
    ("15 mars 2 000 kr", {(None, 3, 15)}),
    ("5 maj - 12 personer", {(None, 5, 5)}),
]
SUMS: list[tuple[str, int]] = [
    ("60 tkr", 60_000),
    ("60 kkr", 60_000),
    ("60 TSEK", 60_000),
    ("60 tusen", 60_000),
    ("60 tusen kronor", 60_000),
    ("60 lax", 60_000),
    ("60k kr", 60_000),
    ("60' kr", 60_000),
    ("60\u2019000 kr", 60_000),
    ("60.000:-", 60_000),
    ("60 000:-", 60_000),
    ("60.000,-", 60_000),
    ("60 000,00 kr", 60_000),
    ("60,000 kr", 60_000),
    ("60\u2009000 kr", 60_000),
    ("60\u00a0000\u00a0kr", 60_000),
    ("60\u202f000 kr", 60_000),
    ("60000kr", 60_000),
    ("0,06 mnkr", 60_000),
    ("0,06 Mkr", 60_000),
    ("0,06 miljoner kronor", 60_000),
    ("kr 60 000", 60_000),
    ("SEK 60 000", 60_000),
    ("60 000 SEK", 60_000),
    ("sextiotusen kronor", 60_000),
    ("sextio tusen kronor", 60_000),
    ("2 milj", 2_000_000),
    ("2 milj. kr", 2_000_000),
    ("2 milj.kr", 2_000_000),
    ("två miljoner", 2_000_000),
    ("2 000 000 kr", 2_000_000),
    ("2 MSEK", 2_000_000),
    ("1,5 mkr", 1_500_000),
    ("1½ miljon", 1_500_000),
    ("en och en halv miljon kronor", 1_500_000),
    ("en halv miljon", 500_000),
    ("tvåhundratusen kr", 200_000),
    ("hundra kronor", 100),
    ("1,2 mdkr", 1_200_000_000),
    ("50 spänn", 50),
]


@pytest.mark.parametrize(("text", "dates"), DATES)
def test_dates_are_read_as_they_are_written(text: str, dates: set[DateKey]) -> None:
    assert find(text).dates == dates


@pytest.mark.parametrize(("text", "kronor"), SUMS)
def test_sums_are_read_as_they_are_written_on_pages_and_in_questions(text: str, kronor: int) -> None:
    assert find(f"högst {text}").numbers == {str(kronor)}
    assert sums_in(f"högst {text}") == {kronor}


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        ("10-15 tkr", {10_000, 15_000}),
        ("10, 15 och 20 tkr", {10_000, 15_000, 20_000}),
        ("mellan 1 och 2 mkr", {1_000_000, 2_000_000}),
        ("50 000–100 tkr", {50_000, 100_000}),
        ("60 000 – 1,2 mkr", {60_000, 1_200_000}),
        ("1 miljon till 2 miljoner", {1_000_000, 2_000_000}),
    ],
)
def test_the_unit_of_a_range_is_that_of_both_ends(text: str, sums: set[int]) -> None:
    assert sums_in(text) == sums


def test_a_level_shares_no_unit_with_the_sum_behind_it() -> None:
    assert find("nivå 1, 60 tkr").numbers == {"1", "60000"}


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("lag (2008:344)", {"2008:344"}),
        ("prop. 2012/13:109", {"2012/13:109"}),
        ("5 kap. 2 §", {"5", "2"}),
        ("§ 12", {"12"}),
        ("version 3.6.21", {"3.6.21"}),
        ("Rasa 3.6", {"3.6"}),
        ("1/2 tablett", set()),
        ("1/2 till 3/4 tjänst", set()),
        ("senast 1/2 tablett", set()),
        ("½ tjänst", set()),
        ("öppet 24/7", {"24/7"}),
        ("3/4 tjänst", set()),
        ("9/10 patienter", {"9", "10"}),
        ("blodtryck 12/8", {"12", "8"}),
        ("s. 12", {"12"}),
        ("klockan 09.30-11", {"kl. 9:30", "kl. 11:00"}),
        ("09.30–11", {"kl. 9:30", "kl. 11:00"}),
        ("kl 9", {"kl. 9:00"}),
        ("13:14", {"kl. 13:14"}),
        ("v. 12", {"v. 12"}),
        ("v12-14", {"v. 12", "v. 14"}),
        ("vecka 12", {"v. 12"}),
        ("per vecka 2 timmar", {"2"}),
        ("den 3:e", {"3"}),
        ("2019–2022", {"2019", "2022"}),
        ("2008-12", {"2008", "12"}),
        ("läsåret 2021/22", {"2021", "22"}),
        ("dnr RS 2021-04512", {"2021", "04512"}),
        ("organisationsnummer 232100-0131", {"232100", "0131"}),
        ("covid-19", {"19"}),
        ("ring 1177", {"1177"}),
    ],
)
def test_what_only_looks_like_a_date_or_a_sum_is_none(text: str, numbers: set[str]) -> None:
    found = find(text)
    assert found.numbers == numbers
    assert not found.dates
    assert not sums_in(text)


@pytest.mark.parametrize("text", ["031-441 10 00", "0735-76 37 23", "+46 31 441 10 00", "0046-31-441 10 00"])
def test_a_telephone_number_is_no_sum_and_no_date(text: str) -> None:
    found = find(text)
    assert len(found.phones) == 1
    assert next(iter(found.phones)).startswith("0")
    assert not found.numbers | found.dates


@pytest.mark.parametrize(
    ("page", "wanted", "lacking"),
    [
        ("senast halvårsskiftet 2024", (2024, 6, 30), False),
        ("senast halvårsskiftet 2024", (2024, 7, 1), False),
        ("senast halvårsskiftet 2024", (2024, 7, 2), True),
        ("senast halvårsskiftet 2024", (2023, 6, 30), True),
        ("vid årsskiftet 2023/24", (2024, 1, 1), False),
        ("vid årsskiftet 2023/24", (2024, 12, 31), True),
        ("månadsskiftet nov/dec 2021", (2021, 11, 30), False),
        ("halvårsskiftet", (None, 7, 1), False),
    ],
)
def test_a_turn_of_the_year_names_two_days(page: str, wanted: DateKey, lacking: bool) -> None:
    assert find(page).lacks_date(wanted) is lacking


@pytest.mark.parametrize(
    ("text", "parts"), [("1/2 tablett", {"1/2"}), ("½ tjänst", {"1/2"}), ("senast 1/2", set()), ("1½ år", set())]
)
def test_parts_in_figures_are_those_in_words(text: str, parts: set[str]) -> None:
    assert fractions(text) == parts


@pytest.mark.parametrize("asked", ["senast 23/11", "den 23:e nov", "23 nov. 2021", "2021-11-23"])
def test_a_date_is_asked_for_in_any_form_with_or_without_its_year(asked: str) -> None:
    assert find(asked).dates & find("Sista dag är 23 november 2021.").figures


def test_a_date_of_another_year_is_another_date() -> None:
    assert not find("23/11 2022").dates & find("Sista dag är 23 november 2021.").figures


def test_rows_of_figures_are_read_in_no_time() -> None:
    started = time.process_time()
    for row in ("1 - ", "12/3, ", "100 ", "1, 2 och ", "9.30-", "1.", "jan "):
        find(row * 1_500)
    assert time.process_time() - started < 10
