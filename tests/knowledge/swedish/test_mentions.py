from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.swedish.mentions import capitalised, find, plain_spaces
from knowledge.swedish.quantities import NUMBER_WORDS

SPACES = (" ", "\u00a0", "\u202f", "\u2009", "\u2007")
DASHES = ("-", "–", "—", "−", " – ", " - ", "\u2011")


def grouped(number: int, space: str) -> str:
    return f"{number:,}".replace(",", space)


@given(st.integers(0, 10**12), st.sampled_from(("", *SPACES)))
def test_a_number_with_any_grouping_space_is_found_again(number: int, space: str) -> None:
    assert find(f"Beloppet är {grouped(number, space)} kr.").numbers == {str(number)}


@given(st.integers(1000, 10**7), st.integers(1000, 10**7), st.sampled_from(SPACES), st.sampled_from(DASHES))
def test_a_span_of_amounts_is_two_numbers_and_no_phone(low: int, high: int, space: str, dash: str) -> None:
    found = find(f"Nivån är {grouped(low, space)}{dash}{grouped(high, space)} kr.")
    assert found.numbers == {str(low), str(high)}
    assert not found.phones


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("50 000–100 000 kr", {"50000", "100000"}),
        ("2 000 000 kr", {"2000000"}),
        ("år 2021 100 000 kr", {"2021", "100000"}),
        ("2,5 miljoner", {"2500000"}),
        ("50 %", {"50"}),
        ("2019-2022", {"2019", "2022"}),
        ("sex punkter och tolv möten", {"6", "12"}),
        ("Sexton kommuner", {"16"}),
        ("sexuell hälsa, femininum, trevlig", set()),
        ("inga tal alls", set()),
        ("tjugofem platser och trettio åtta", {"25", "30", "8"}),
    ],
)
def test_numbers_are_read_in_digits_and_words(text: str, numbers: set[str]) -> None:
    assert find(text).numbers == numbers


@pytest.mark.parametrize(("word", "number"), NUMBER_WORDS.items())
def test_every_number_word_counts_as_its_figure(word: str, number: int) -> None:
    assert find(f"de {word} punkterna").numbers == {str(number)}
    assert find(f"{word.capitalize()} punkter").numbers == {str(number)}


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("0735-76 37 23", "0735763723"),
        ("ring 031-441 10 00 idag", "0314411000"),
        ("010-441 00 00", "0104410000"),
        ("08-123 456 78", "0812345678"),
        ("031 441 10 00", "0314411000"),
        ("0722\u201102\u00a052\u00a087", "0722025287"),
    ],
)
def test_a_phone_number_is_a_phone_and_no_amount(text: str, phone: str) -> None:
    found = find(text)
    assert found.phones == {phone}
    assert not found.numbers


@pytest.mark.parametrize(
    "text",
    ["50 000–100 000 kr", "50 000-100 000", "100 000 – 400 000 kr", "2019-2022", "10 050-100 000", "135 000, 100 000"],
)
def test_an_amount_is_no_phone_number(text: str) -> None:
    assert not find(text).phones


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("mejla kjv@vgregion.se.", "kjv@vgregion.se"),
        ("Vardval.Rehab@VGregion.se", "vardval.rehab@vgregion.se"),
        ("(anna.b-c@a1.vgregion.se)", "anna.b-c@a1.vgregion.se"),
    ],
)
def test_addresses_are_read_without_the_point_after_them(text: str, address: str) -> None:
    assert find(text).addresses == {address}


def test_digits_of_an_address_are_no_number() -> None:
    assert not find("enhet12@vgregion.se").numbers


@pytest.mark.parametrize(
    ("page", "wanted", "lacking"),
    [
        ("den 17 maj 2023", (2023, 5, 17), False),
        ("den 17 maj 2023. Pausades den 5 maj", (2023, 5, 5), False),
        ("under 2023. Pausades den 5 maj", (2023, 5, 5), False),
        ("Pausades den 5 maj", (2023, 5, 5), True),
        ("Pausades den 5 maj 2023", (None, 5, 5), False),
        ("den 17 maj 2023", (2022, 5, 17), True),
        ("den 17 maj 2023", (2023, 5, 18), True),
        ("den 17 maj 2023", (2023, 6, 17), True),
        ("den 17 maj 2023", (2023, 5, None), False),
        ("i december 2021", (2021, 12, 1), True),
        ("", (2021, 12, None), True),
    ],
)
def test_a_date_is_lacking_unless_day_month_and_year_stand_in_the_text(page: str, wanted: tuple, lacking: bool) -> None:
    assert find(page).lacks_date(wanted) is lacking


@pytest.mark.parametrize("dash", ["-", "–", "—", "−", "‐", "\u2011"])
@pytest.mark.parametrize("space", [*SPACES, "\n", "  ", "\t"])
def test_spaces_and_dashes_of_every_kind_are_the_same(dash: str, space: str) -> None:
    assert plain_spaces(f"God{space}vård{space}{dash}{space}”nära”") == 'God vård - "nära"'


def test_soft_hyphens_vanish() -> None:
    assert plain_spaces("kompetens\u00adutveckling") == "kompetensutveckling"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Kontakta Anna Ylmén på KJV.", ["Anna", "Ylmén"]),
        ("Fråga Ann-Marie i Åre.", ["Ann-Marie", "Åre"]),
        ("Bidraget är slut. Nämnden beslutade.", []),
        ("Kontakt: Malin Sköld.", ["Sköld"]),
    ],
)
def test_capitals_inside_a_sentence_look_like_names(text: str, names: list[str]) -> None:
    assert capitalised(text) == names
