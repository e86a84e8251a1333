"""A sum that the page gives in one case may not stand for another."""

from __future__ import annotations

import pytest

from knowledge.editing.checks.cases import cases_of_numbers, foreign_conditions, misplaced

PAGE = """\
Bidrag till insatser
Liten insats: 60 000 kr. Stor insats: 400 000 kr.
Små enheter
Högst 40 000 kr per år.
Stora enheter
Högst 90 000 kr per år.
Nivå 1: 50 tkr, nivå 2: 1,5 mkr
Barn betalar ingenting.
Övriga betalar 200 kr.
"""
BOTH = "Liten insats: 60 000 kr. Stor insats: 400 000 kr."
LEVELS = "Nivå 1: 50 tkr, nivå 2: 1,5 mkr"


@pytest.mark.parametrize(
    ("text", "quote", "faults"),
    [
        ("En stor insats får 60 000 kronor.", BOTH, [("60000", "stor", "Liten")]),
        ("Stora insatser kan få 60 tkr.", BOTH, [("60000", "Stora", "Liten")]),
        (
            "En stor insats får 60 000 kr och en liten 400 000 kr.",
            BOTH,
            [("400000", "liten", "Stor"), ("60000", "stor", "Liten")],
        ),
        ("Beloppet är 60 000 kronor för större insatser.", BOTH, [("60000", "större", "Liten")]),
        ("En stor enhet får högst 40 000 kr.", "Högst 40 000 kr per år.", [("40000", "stor", "Små")]),
        ("En liten enhet får högst 90 000 kr.", "Högst 90 000 kr per år.", [("90000", "liten", "Stora")]),
        ("På nivå 1 ges 1 500 000 kronor.", LEVELS, [("1500000", "nivå 1", "nivå 2")]),
    ],
)
def test_a_sum_of_another_case_is_shown(text: str, quote: str, faults: list[tuple[str, str, str]]) -> None:
    assert misplaced(text, [quote], PAGE) == faults


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("En liten insats får 60 000 kronor.", BOTH),
        ("En liten insats får 60 000 kr och en stor 400 000 kr.", BOTH),
        ("Stor insats ger 400 000 kr, liten 60 000 kr.", BOTH),
        ("Insatser får 60 000 eller 400 000 kronor.", BOTH),
        ("En liten enhet får högst 40 000 kr.", "Högst 40 000 kr per år."),
        ("Nivå 2 ger 1 500 000 kronor.", LEVELS),
        ("Vuxna betalar 200 kr.", "Övriga betalar 200 kr."),
        ("Små och stora enheter får 40 000 kr.", "Små och stora enheter får högst 40 000 kr."),
    ],
)
def test_a_sum_in_its_own_case_passes(text: str, quote: str) -> None:
    assert misplaced(text, [quote], PAGE) == []


def test_a_condition_is_that_of_the_quotation() -> None:
    assert foreign_conditions({"unit_size": "large"}, ["Liten insats: 60 000 kr"], PAGE) == [("unit_size", "Liten")]
    assert foreign_conditions({"unit_size": "small"}, ["Liten insats: 60 000 kr"], PAGE) == []
    assert foreign_conditions({"unit_size": "small"}, [BOTH], PAGE) == []
    assert foreign_conditions({"amount_level": "2"}, [LEVELS], PAGE) == []


def test_the_parts_of_a_sentence_have_cases_of_their_own() -> None:
    assert cases_of_numbers("60 000 kr för små enheter, 1,5 mkr för stora") == {
        "60000": {"unit_size": {"small": "små"}},
        "1500000": {"unit_size": {"large": "stora"}},
    }
