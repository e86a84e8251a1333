"""Messages about one person: the age that is said, or the class of age that a word says."""

from __future__ import annotations

import pytest

from knowledge.care.ages import ADULT, OLD, class_of
from knowledge.understanding.ages import find_ages, find_roles


def years_said(text: str) -> int | None:
    """The first age in years; of two possible ones the lower."""
    return next((mention.years for mention in find_ages(text, None) if mention.years is not None), None)


def class_said(text: str) -> str | None:
    """The class of the age in years, else the one of the words for age and for persons; None where those differ."""
    years = years_said(text)
    if years is not None:
        return class_of(years)
    by_word = {mention.age_class for mention in find_ages(text, None)}
    for said in (OLD, ADULT):
        if said in by_word:
            return said
    classes = (by_word | {person.age_class for person in find_roles(text)}) - {None}
    return classes.pop() if len(classes) == 1 else None


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("papperslös 17-åring", 17),
        ("17 åring utan papper", 17),
        ("en 17årig pojke", 17),
        ("har en tolvåring rätt till tandvård", 12),
        ("femåring från ukraina", 5),
        ("barn 9 år", 9),
        ("en pojke på 9 år", 9),
        ("asylsökande nio år", 9),
        ("papperslös, 27 år", 27),
        ("85-årig asylsökande", 85),
        ("en tjugotreåring", 23),
        ("flickan är 8 mån", 0),
        ("3 månaders bebis", 0),
        ("18 mån gammal", 1),
        ("5 veckor gammal", 0),
        ("17 aring papperslos", 17),
    ],
)
def test_stated_age_is_read_in_years(text: str, years: int) -> None:
    assert years_said(text) == years


@pytest.mark.parametrize(
    "text",
    [
        "gravid v 20",
        "gravid i vecka 32",
        "har varit här i 2 år",
        "kom för 2 år sedan",
        "eu-medborgare mer än 3 månader i sverige",
        "lag 2013:407",
        "400-kronorsregeln",
        "vad kostar det, 50 kr?",
        "gravid 8 mån",
        "kvittot är 14 dagar",
        "vuxen över 18 år",
        "vad är papperslös",
        "en 300-åring",
    ],
)
def test_other_numbers_are_no_age(text: str) -> None:
    assert years_said(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ett spädbarn", "child"),
        ("asylsökande bebis", "child"),
        ("barn till papperslösa", "child"),
        ("tonåring utan papper", "child"),
        ("alla under 18 år", "child"),
        ("vuxen asylsökande", "adult"),
        ("vuxna över 18 år", "adult"),
        ("och föräldrarna då?", "adult"),
        ("vad far foraldrarna", "adult"),
        ("vårdnadshavaren är papperslös", "adult"),
        ("barnets föräldrar", None),
        ("varit här 4 månader", None),
        ("papperslös, varit på akuten, 17 år", "child"),
        ("har varit sjuk länge, pojke 4 år", "child"),
        ("mamman 29 år har feber", "adult"),
        ("polsk man, 4 månader här", None),
        ("en tonårspojke", "child"),
        ("hennes tvillingar", "child"),
        ("man i 30-årsåldern", "adult"),
        ("mormor till familjen", "adult"),
        ("föräldralös", None),
        ("över 85 år", "85+"),
        ("18-åring", "18-19"),
        ("20-åring", "20-23"),
        ("24 år", "adult"),
        ("85 år", "85+"),
        ("hon väntar barn", None),
        ("barnmorska för papperslös", None),
        ("asylsökande läkarbesök", None),
    ],
)
def test_words_and_years_give_the_age_class(text: str, expected: str | None) -> None:
    assert class_said(text) == expected
