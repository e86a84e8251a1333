from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.swedish.tense import bad_choices, both_tenses, in_tense

WORDS = st.text("abcdefgåäö ", max_size=8)


@pytest.mark.parametrize(
    ("text", "present", "past"),
    [
        ("Beloppet {är|var} 5 kr.", "Beloppet är 5 kr.", "Beloppet var 5 kr."),
        ("{Kan|Kunde} man? Den {är|var} så.", "Kan man? Den är så.", "Kunde man? Den var så."),
        ("Ansökan {görs|skulle göras} nu.", "Ansökan görs nu.", "Ansökan skulle göras nu."),
        ("Pengarna {|hade} kommit.", "Pengarna  kommit.", "Pengarna hade kommit."),
        ("Inget att välja.", "Inget att välja.", "Inget att välja."),
    ],
)
def test_tense_is_chosen(text: str, present: str, past: str) -> None:
    assert in_tense(text, past=False) == present
    assert in_tense(text, past=True) == past


@pytest.mark.parametrize(
    ("text", "bad"),
    [
        ("Beloppet {är|var} 5 kr.", []),
        ("Beloppet {är} 5 kr.", ["är"]),
        ("Beloppet {är|var|blir} 5 kr.", ["är|var|blir"]),
        ("Beloppet {} 5 kr.", [""]),
        ("{är|var} och {kan}", ["kan"]),
    ],
)
def test_braces_without_two_forms_are_named(text: str, bad: list[str]) -> None:
    assert bad_choices(text) == bad


@pytest.mark.parametrize("text", ["Beloppet {är|var 5 kr.", "Beloppet är|var} 5 kr.", "Beloppet {{är|var} 5 kr."])
def test_a_brace_without_its_other_half_is_named(text: str) -> None:
    assert bad_choices(text)


@given(st.lists(st.tuples(WORDS, WORDS, WORDS), max_size=4))
def test_no_brace_is_left_in_either_tense(parts: list[tuple[str, str, str]]) -> None:
    text = "".join(f"{plain}{{{present}|{past}}}" for plain, present, past in parts)
    assert not bad_choices(text)
    assert in_tense(text, past=False) == "".join(plain + present for plain, present, _ in parts)
    assert in_tense(text, past=True) == "".join(plain + past for plain, _, past in parts)


def test_both_tenses_hold_every_word() -> None:
    assert both_tenses("Det {är|var} {6|sex} punkter.").split() == ["Det", "är", "var", "6", "sex", "punkter."]
