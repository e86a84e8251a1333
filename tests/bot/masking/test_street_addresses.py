from __future__ import annotations

import pytest

from tests.bot.masking.factories import masked


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("bor på Storgatan 12, 30 år", "bor på [adress], 30 år"),
        ("Björkvägen 3 B", "[adress]"),
        ("Södra Vägen 101", "[adress]"),
        ("Olof Palmes gata 18 är boendet", "[adress] är boendet"),
        ("Storgatan 12 lgh 1102", "[adress]"),
        ("boende på kungsgatan 14", "boende på [adress]"),
        ("bor på Storgatan hos en moster", "bor på [adress] hos en moster"),
        ("411 01 Göteborg", "[adress]"),
        ("postnummer 41101", "[adress]"),
        ("lgh 1203 i huset", "[adress] i huset"),
        ("Lillåstigen 80: asylsökande", "[adress]: asylsökande"),
    ],
)
def test_an_address_goes(typed: str, kept: str) -> None:
    assert masked(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "Färdplan 2023",
            "Handlingsplan 2",
            "på väg 40",
            "vägen 3 steg",
            "avdelning 352 Östra",
            "120 00 är fel",
            "411 kronor",
        ),
        *(
            "500 00 Kronor",
            "plan 3, rum 12",
            "gatan utanför",
            "torget i Göteborg",
            "Vårdgården 3 personer",
            "350 00 Mars",
        ),
    ],
)
def test_plans_roads_and_amounts_stay(typed: str) -> None:
    assert masked(typed) == typed
