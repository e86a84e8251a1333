from __future__ import annotations

import pytest

from tests.bot.masking.factories import masked


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("LMA-kort nr 50-123456", "LMA-kort nr [id-nummer]"),
        ("LMA-kortet har nummer 50-123456", "LMA-kortet har nummer [id-nummer]"),
        ("lma 50123456", "lma [id-nummer]"),
        ("dossiernr 51-234567", "dossiernr [id-nummer]"),
        (
            "hennes dossiernummer hos Migrationsverket är 51-234567",
            "hennes dossiernummer hos Migrationsverket är [id-nummer]",
        ),
        ("51-334455 är dossiernumret", "[id-nummer] är dossiernumret"),
        ("UT-nummer 51234567, 27 år", "UT-nummer [id-nummer], 27 år"),
        ("kundnummer 4417729", "kundnummer [id-nummer]"),
        ("pass AB1234567 från Georgien", "pass [id-nummer] från Georgien"),
        ("EU-kort nr 80380000901234567890 gäller", "EU-kort nr [id-nummer] gäller"),
        ("journalnr 330912", "journalnr [id-nummer]"),
        ("Patient-ID: 7712034", "Patient-ID: [id-nummer]"),
        ("visum nr S12345678", "visum nr [id-nummer]"),
        ("står som 52-118834 i Vera", "står som [id-nummer] i Vera"),
        ("LMA 50-123456 och 27 år gammal", "LMA [id-nummer] och 27 år gammal"),
        ("ankn 12345", "ankn [telefonnummer]"),
        ("tel 12 34 56", "tel [telefonnummer]"),
    ],
)
def test_a_number_behind_its_label_goes_and_the_label_stays(typed: str, kept: str) -> None:
    assert masked(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        *("LMA-kort kostar 50 kr", "LMA-kortet gick ut 2024-05-31", "kvitto från 2024-01-15 i stället för LMA-kort"),
        *("EU-kort, kostar det 1 250 kr?", "passet är 45 minuter", "pass 13.30–16.00", "EU-kort giltigt 01/2027"),
        *(
            "saknar personnummer. 100 kr eller dyrare?",
            "LMA-kort enligt 2008:344",
            "anknytning till Sverige sedan 2019",
        ),
        *("pass 3 dagar i veckan", "50-100000 kr", "15-200000", "LMA-kort 12 000 patienter", "ring 1177 eller 112"),
    ],
)
def test_amounts_dates_and_laws_behind_a_label_stay(typed: str) -> None:
    assert masked(typed) == typed
