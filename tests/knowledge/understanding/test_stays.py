from __future__ import annotations

import datetime

import pytest

from knowledge.swedish.folding import unaccented
from knowledge.understanding.stays import LONG_STAY, SHORT_STAY, find_stay

TODAY = datetime.date(2026, 11, 29)

LONG = [
    "drygt tre månader",
    "över tre månader",
    "mer än 3 månader",
    "längre än tre månader",
    "efter tre månader",
    "vad händer efter tre månader?",
    "ett halvår",
    "i ett halvår",
    "fyra månader",
    "i fyra månader",
    "hon har varit här i fyra månader",
    "nästan fyra månader",
    "knappt fyra månader",
    "tre och en halv månad",
    "14 veckor",
    "i ett år",
    "ett och ett halvt år",
    "varit här i halvannat år",
    "flera år",
    "i flera månader",
    "bott här länge",
    "länge",
    "sedan i mars",
    "sen januari",
    "sedan 2024",
    "sedan mars 2025",
    "kom i våras",
    "kom i januari",
    "kom hit den 3 juni",
    "kom till sverige i fjol",
    "kom förra året",
    "kom för fem månader sen",
    "anlände 2025-03-01",
    "hon är här sedan i maj",
    "bor i Göteborg sedan 2019",
    "Polsk man, 8 månader här, inget jobb",
    "bulgarisk kvinna, bott i tält här i 8 månader",
    "varit i sverige i två år",
    "EU-medborgare, mer än 3 månader",
    "ont i benet, kom hit för 5 månader sedan",
    "been here for six months",
    "here for more than three months",
    "been here since March",
]
SHORT = [
    "knappt tre månader",
    "under tre månader",
    "mindre än 3 månader",
    "kortare tid än 3 månader",
    "inom tre månader",
    "exakt tre månader",
    "precis tre månader",
    "tre månader",
    "två månader",
    "bott här i över två månader",
    "två och en halv månad",
    "12 veckor",
    "i ett par veckor",
    "några veckor",
    "några dagar",
    "varit här i ett par månader",
    "nyss kommit",
    "har precis kommit hit",
    "kom igår",
    "kom hit i går",
    "kom förra veckan",
    "kom förra månaden",
    "kom i oktober",
    "sedan i oktober",
    "kom för två veckor sen",
    "kom i fredags",
    "kom hit den 3 september",
    "en rumänsk man som varit här i fem veckor",
    "varit i Sverige 1 månad, glömt EU-kortet",
    "been here for two weeks",
    "just arrived",
]
EITHER = [
    "några månader",
    "varit här i några månader",
    "kom i somras",
    "kom i augusti",
    "sedan i år",
    "mindre än ett år",
]
NONE = [
    "varit på akuten, 17 år",
    "har varit sjuk och är 17 år",
    "bott hos mormor sen han var 3 år",
    "barnet är 8 månader",
    "flickan är 8 mån gammal",
    "har haft ont i 8 månader",
    "tandvärk sedan i mars",
    "feber sedan igår",
    "gravid i vecka 12",
    "kvinna 29 år har feber",
    "17 år",
    "född 2024",
    "recept för mer än 3 månader",
    "utlysning 2021",
    "väntat i två år",
    "kommer från Polen",
    "",
]


def value(text: str, today: datetime.date = TODAY) -> str | None:
    """What the stay of a text means; the text must tell of one."""
    stay = find_stay(text, today)
    assert stay is not None, text
    return stay.value


@pytest.mark.parametrize("text", LONG)
def test_more_than_three_months_is_a_long_stay(text: str) -> None:
    assert value(text) == LONG_STAY


@pytest.mark.parametrize("text", SHORT)
def test_up_to_three_months_is_a_short_stay(text: str) -> None:
    assert value(text) == SHORT_STAY


@pytest.mark.parametrize("text", EITHER)
def test_what_may_be_either_has_no_value(text: str) -> None:
    assert value(text) is None


@pytest.mark.parametrize("text", NONE)
def test_other_times_are_no_stay(text: str) -> None:
    assert find_stay(text, TODAY) is None


@pytest.mark.parametrize("text", LONG + SHORT + EITHER)
def test_dots_and_capitals_change_nothing(text: str) -> None:
    assert value(unaccented(text)) == value(text)
    assert value(text.upper()) == value(text)


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("ett halvår", 6),
        ("två och en halv månad", 2.5),
        ("i ett år", 12),
        ("varit här i 30 dagar", 1),
        ("ett par veckor", 0.5),
        ("nyss kommit", None),
        ("sedan 2024-11-29", 24),
    ],
)
def test_the_months_are_told_where_they_can_be(text: str, months: float | None) -> None:
    stay = find_stay(text, TODAY)
    assert stay is not None
    assert stay.months == (None if months is None else pytest.approx(months, abs=0.1))


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ((2026, 3, 31), SHORT_STAY),
        ((2026, 4, 1), SHORT_STAY),
        ((2026, 4, 2), None),
        ((2026, 4, 30), None),
        ((2026, 5, 1), LONG_STAY),
    ],
)
def test_a_month_of_coming_is_long_ago_only_when_all_of_it_is(
    today: tuple[int, int, int], expected: str | None
) -> None:
    assert value("kom i januari", datetime.date(*today)) == expected


def test_a_month_not_yet_come_was_last_years() -> None:
    assert value("kom i december", datetime.date(2026, 1, 15)) == SHORT_STAY
    assert value("kom i december", datetime.date(2026, 11, 29)) == LONG_STAY


def test_without_a_day_no_dates_are_read() -> None:
    assert find_stay("sedan i mars", None) is None
    assert find_stay("fyra månader", None) is not None


def test_a_stay_has_its_place_in_the_text() -> None:
    text = "Rumänsk man, varit här i drygt tre månader."
    stay = find_stay(text, TODAY)
    assert stay is not None
    assert text[stay.start : stay.end] == "drygt tre månader"
