"""Ages as staff write them: years, two possible years ("16-17"), an upper end ("-17"), or a class by a word.

"?" marks an age only supposed, "!" a class of people and not a person.
"""

from __future__ import annotations

import datetime

import pytest

from knowledge.swedish.folding import unaccented
from knowledge.understanding.ages import AgeMention, find_ages
from tests.knowledge.understanding.age_tables import (
    BORN,
    BY_WORD,
    GENERAL,
    IN_YEARS,
    NONE,
    NOT_YET,
    SET_OFF,
    SET_OFF_ELSE,
    SEVERAL,
    SUPPOSED,
    YOUNG,
)

TODAY = datetime.date(2026, 11, 29)


def said(text: str) -> str:
    """The ages of a text in the shorthand of these tables."""
    return " ".join(_shorthand(mention) for mention in find_ages(text, TODAY))


def _shorthand(mention: AgeMention) -> str:
    low = "" if mention.years is None else str(mention.years)
    years = low if mention.years_high is None else f"{low}-{mention.years_high}"
    return (years or str(mention.age_class)) + "?" * mention.hypothetical + "!" * mention.limit


@pytest.mark.parametrize(("text", "ages"), IN_YEARS + YOUNG)
def test_an_age_is_read_in_whole_years(text: str, ages: str) -> None:
    assert said(text) == ages


@pytest.mark.parametrize(("text", "ages"), NOT_YET)
def test_an_age_not_yet_reached_is_the_one_before(text: str, ages: str) -> None:
    assert said(text) == ages


@pytest.mark.parametrize(("text", "ages"), BORN)
def test_a_birth_gives_the_age_today(text: str, ages: str) -> None:
    assert said(text) == ages


@pytest.mark.parametrize(("text", "ages"), BY_WORD)
def test_a_word_gives_a_class_of_age(text: str, ages: str) -> None:
    assert said(text) == ages


@pytest.mark.parametrize(("text", "ages"), SET_OFF)
def test_an_age_may_stand_by_itself(text: str, ages: str) -> None:
    assert said(text) == ages


@pytest.mark.parametrize("text", SET_OFF_ELSE)
def test_a_number_that_stands_by_itself_may_be_no_age(text: str) -> None:
    assert said(text) == ""


@pytest.mark.parametrize(("text", "ages"), GENERAL)
def test_a_class_of_people_is_told_from_a_person(text: str, ages: str) -> None:
    assert said(text) == ages


@pytest.mark.parametrize(("text", "ages"), SEVERAL)
def test_every_age_of_a_message_is_read_in_order(text: str, ages: str) -> None:
    assert said(text) == ages


@pytest.mark.parametrize(("text", "ages"), SUPPOSED)
def test_an_age_only_supposed_is_marked(text: str, ages: str) -> None:
    assert said(text) == ages


@pytest.mark.parametrize("text", NONE)
def test_other_numbers_are_no_ages(text: str) -> None:
    assert said(text) == ""


@pytest.mark.parametrize(
    ("text", "ages"), [row for row in IN_YEARS + NOT_YET + BORN + SEVERAL + SUPPOSED if unaccented(row[0]) != row[0]]
)
def test_an_age_is_read_without_dots_too(text: str, ages: str) -> None:
    assert said(unaccented(text)) == ages


@pytest.mark.parametrize("text", NONE)
def test_other_numbers_are_no_ages_without_dots_either(text: str) -> None:
    assert said(unaccented(text)) == ""


@pytest.mark.parametrize("text", [row[0] for row in IN_YEARS + YOUNG + NOT_YET + SEVERAL])
def test_capitals_change_nothing(text: str) -> None:
    assert said(text.upper()) == said(text)


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("Hej! papperslös 17-åring", ["17-åring"]),
        ("systrarna, 24 och 16 år", ["24", "16 år"]),
        ("hon är inte fyllt 18 än", ["inte fyllt 18"]),
        ("Född i mars 2009, mamma 34 år", ["Född i mars 2009", "34 år"]),
        ("İ sonen är 6", ["6"]),
        ("ett spädbarn, 3 veckor gammalt", ["spädbarn", "3 veckor gammalt"]),
    ],
)
def test_an_age_has_its_place_in_the_text(text: str, spans: list[str]) -> None:
    assert [text[mention.start : mention.end] for mention in find_ages(text, TODAY)] == spans


@pytest.mark.parametrize(
    ("text", "age_class"),
    [
        ("17-åring", "child"),
        ("18-åring", "18-19"),
        ("20-åring", "20-23"),
        ("24 år", "adult"),
        ("85 år", "85+"),
        ("född 2009", "child"),
        ("född 2008", None),  # 17 or 18
        ("född 2007", "18-19"),
        ("barn 13-17 år", "child"),
        ("17–19 år", None),
        ("inte fyllt 20", None),
    ],
)
def test_a_class_is_given_only_where_all_possible_ages_fall_in_it(text: str, age_class: str | None) -> None:
    [mention] = find_ages(text, TODAY)
    assert mention.age_class == age_class


def test_an_age_by_birth_moves_with_the_day() -> None:
    [before] = find_ages("född 2009-11-30", datetime.date(2026, 11, 29))
    [after] = find_ages("född 2009-11-30", datetime.date(2026, 11, 30))
    assert (before.years, after.years) == (16, 17)
