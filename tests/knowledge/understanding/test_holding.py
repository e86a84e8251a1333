"""Which phrases of a message hold: what is taken back, denied of a state, wished for, or somebody else's."""

from __future__ import annotations

from typing import Any

import pytest

from knowledge.understanding.holding import (
    asks_money_back,
    denies_urgency,
    is_left_open,
    is_of_the_patient,
    is_ruled_out,
    last_said,
)


def phrase(text: str, words: str, entity: str, value: str) -> dict[str, Any]:
    at = text.index(words)
    return {"entity": entity, "value": value, "start": at, "end": at + len(words)}


@pytest.mark.parametrize(
    "text",
    [
        "får receptionen skicka hem en asylsökande som inte ser akut dålig ut?",
        "hon är inte akut sjuk",
        "det är inte särskilt akut",
        "läget bedöms inte som akut",
        "han verkar inte akut dålig",
        "inget akut, men hon vill träffa en läkare",
        "det är knappast akut",
        "inte precis akut men jobbigt",
    ],
)
def test_a_state_that_is_denied_is_no_emergency_that_is_asked_about(text: str) -> None:
    assert not is_of_the_patient(text, phrase(text, "akut", "care_type", "emergency"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("får hon akut vård?", "akut vård"),
        ("får hon inte akut vård?", "akut vård"),
        ("är det akut får hon väl komma in?", "akut"),
        ("måste vi ta emot en akut sjuk turist?", "akut"),
        ("har hon ingen rätt till akuten?", "akuten"),
    ],
)
def test_a_kind_of_care_is_asked_about_also_where_a_negator_stands_near(text: str, words: str) -> None:
    assert is_of_the_patient(text, phrase(text, words, "care_type", "emergency"))


def test_who_wrote_a_referral_and_a_wished_for_pregnancy_are_no_care_asked_for() -> None:
    referred = "asylsökande med remiss från en barnmorska"
    assert not is_of_the_patient(referred, phrase(referred, "barnmorska", "care_type", "maternity"))
    wished = "hon vill bli gravid"
    assert not is_of_the_patient(wished, phrase(wished, "gravid", "care_type", "maternity"))
    pregnant = "hon är gravid"
    assert is_of_the_patient(pregnant, phrase(pregnant, "gravid", "care_type", "maternity"))


@pytest.mark.parametrize(
    "text",
    [
        "doktorn på vårdcentralen har skickat remiss",
        "doktorn skrev en remiss åt henne",
        "doktorn hade redan skrivit remiss",
        "doktorn remitterade honom hit",
        "doktorn i Skövde utfärdade remissen",
        "doktorn inom samma enhet remitterade henne vidare",
        "hon blev remitterad av doktorn till en dietist",
    ],
)
def test_who_has_sent_the_patient_on_is_no_care_asked_for(text: str) -> None:
    assert not is_of_the_patient(text, phrase(text, "doktorn", "care_type", "doctor_visit"))


@pytest.mark.parametrize(
    "text", ["får hon träffa doktorn", "doktorn vill ha betalt, hur mycket", "doktorn utan remiss, vad kostar det"]
)
def test_a_doctor_who_sends_nobody_on_is_the_care_asked_for(text: str) -> None:
    assert is_of_the_patient(text, phrase(text, "doktorn", "care_type", "doctor_visit"))


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("de sände åter remissen med orden 'ej akut'", True),
        ("det är inte akut och inte livshotande", True),
        ("inte akut i går men akut i dag", False),
        ("det är akut", False),
        ("hon har värk", False),
    ],
)
def test_urgency_is_denied_where_every_word_for_it_is(text: str, denied: bool) -> None:
    assert denies_urgency(text) is denied


@pytest.mark.parametrize(
    ("text", "open_"),
    [
        ("folkbokförd eller inte, gäller samma sak", True),
        ("är hon folkbokförd eller ej?", True),
        ("folkbokförd eller inte ens anmäld", False),
        ("folkbokförd, inte papperslös", False),
    ],
)
def test_what_is_said_to_make_no_difference_is_left_open(text: str, open_: bool) -> None:
    assert is_left_open(text, phrase(text, "folkbokförd", "registration", "registered")) is open_


def test_what_the_message_takes_back_does_not_hold() -> None:
    text = "för en medelstor enhet. Nej, en liten"
    found = [phrase(text, "medelstor", "unit_size", "medium"), phrase(text, "liten", "unit_size", "small")]
    assert [item["value"] for item in last_said(text, found)] == ["small"]
    kept = "för färdplanen. Nej, en liten enhet"
    both = [phrase(kept, "färdplanen", "programme", "fardplan"), phrase(kept, "liten", "unit_size", "small")]
    assert last_said(kept, both) == both


def test_who_is_said_not_to_be_acutely_ill_needs_no_emergency_care() -> None:
    text = "inte akut sjuk turist vill boka tid"
    assert not is_of_the_patient(text, phrase(text, "akut sjuk", "care_type", "emergency"))


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("har lagt 700 kr på besök och medicin, kan han få tillbaka något?", True),
        ("hon har sparat alla kvitton, finns det något ställe hon kan få igen lite pengar från?", True),
        ("kan hon få tid igen nästa vecka, vad kostar det", False),
        ("får han läkemedlet igen om han har tappat det?", False),
        ("vad betalar hon när hon kommer tillbaka?", False),
    ],
)
def test_what_may_come_back_of_what_was_paid_is_no_care(text: str, asks: bool) -> None:
    assert asks_money_back(text) is asks


@pytest.mark.parametrize("denial", ["inte", "ente", "itte", "ej"])
def test_a_kind_of_care_that_is_not_meant_is_ruled_out_in_dialect_too(denial: str) -> None:
    text = f"sjukgymnasten, {denial} läkarbesök"
    start = text.index("läkarbesök")
    item = {"entity": "care_type", "value": "doctor_visit", "start": start, "end": len(text)}
    assert is_ruled_out(text, item)
    assert not is_ruled_out("läkarbesök", {**item, "start": 0})
