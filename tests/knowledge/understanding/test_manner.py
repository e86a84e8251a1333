"""How something is asked."""

from __future__ import annotations

import pytest

from knowledge.understanding.manner import read_manner


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Har papperslösa rätt till tandvård?", "yes_no"),
        ("får hon gå till barnmorska", "yes_no"),
        ("papperslös man, har han rätt till medicin?", "yes_no"),
        ("Vad kostar det?", "open"),
        ("hur mycket betalar en asylsökande", "open"),
        ("vilken vård", "open"),
        ("Papperslösa får väl ingen vård alls", "claim"),
        ("visst är det gratis", "claim"),
        ("tandvård för asylsökande", "open"),
    ],
)
def test_without_a_head_the_words_tell_the_form(text: str, form: str) -> None:
    assert read_manner(text, {}).form == form


def test_what_begins_with_a_question_word_is_open_whatever_the_head_thinks() -> None:
    assert read_manner("vad får hon för vård", {"yes_no": 0.9}).form == "open"
    assert read_manner("får hon vård", {"yes_no": 0.9}).form == "yes_no"


@pytest.mark.parametrize(
    ("text", "denies"),
    [
        ("har hon inte rätt till vård", True),
        ("de har väl ingen rätt till tandvård", True),
        ("får inte asylsökande tolk", True),
        ("slipper hon betala", True),
        ("har hon rätt till vård", False),
        ("hon är inte folkbokförd, får hon vård", False),
        ("är det inte bara akut vård", False),
    ],
)
def test_a_denial_of_what_is_asked(text: str, denies: bool) -> None:
    assert read_manner(text, {}).denies is denies


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("bara akut vård?", "restricts"),
        ("endast om det är livshotande", "restricts"),
        ("om hon vore nitton då", "supposes"),
        ("säg att han är 17", "supposes"),
        ("vad är skillnaden mot en turist", "compares"),
        ("får receptionen kräva legitimation av en papperslös", "of_staff"),
        ("omfattas hon av lagen om vård till papperslösa", "of_staff"),
        ("måste vi ta emot honom", "of_staff"),
        ("han blir arton på fredag, gäller barnreglerna", "of_staff"),
    ],
)
def test_flags_that_hold_for_any_form(text: str, flag: str) -> None:
    manner = read_manner(text, {})
    assert getattr(manner, flag)
    assert not manner.wants_yes_or_no or flag == "supposes"


@pytest.mark.parametrize(
    ("text", "restricts"),
    [
        ("kan de det eller bara den yngre?", False),
        ("gäller det bara för barnet?", False),
        ("är det bara den papperslösa mamman som får det?", False),
        ("får bara barn under 18 tandvård?", False),
        ("får hon bara akut vård?", True),
        ("får hon bara mödravård?", True),
        ("är det bara akut vård för honom?", True),
        ("bara det akuta kvinnan har?", True),
        ("räcker det bara man har kort?", True),
        ("ska hon bara få akut vård, eller bara barnet?", True),
    ],
)
def test_a_restriction_of_persons_restricts_no_care(text: str, restricts: bool) -> None:
    manner = read_manner(text, {"restriction": 0.9})
    assert manner.restricts is restricts
    assert restricts or manner.form == "open"
