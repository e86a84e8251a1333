"""No text takes long, however it is made."""

from __future__ import annotations

import time

import pytest

from tests.bot.masking.factories import masked

LENGTH = 20_000
SECONDS = 2.0  # of processor time; an honest text of that length takes a tenth
PIECES = [
    *(
        "0",
        "1 ",
        "a",
        "a@",
        "08.",
        "850101-",
        "031 ",
        "1 000 ",
        "+46",
        "- ",
        " ",
        "A ",
        "Anna ",
        "anna ",
        "LMA ",
        "pass ",
        "heter ",
    ),
    *(
        "1-",
        "a.",
        "a-",
        "LMA-kort nr ",
        "snabel-a ",
        "a at ",
        "a punkt ",
        "x punkt x at ",
        "Storgatan ",
        "411 01 ",
        "lgh ",
        "ankn ",
    ),
    *(
        "850101 sista ",
        "sista fyra ",
        "Al-",
        "Fatima-",
        "5A",
        "A1",
        "((1",
        "de ",
        "Bor på A",
        "hon heter ",
        "[namn] ",
        "850101 (",
        "är dossiernr ",
    ),
]


@pytest.mark.parametrize("piece", PIECES)
def test_twenty_thousand_characters_take_no_long_time(piece: str) -> None:
    text = (piece * LENGTH)[:LENGTH]
    masked("warm")  # the lists are read once
    start = time.process_time()  # of this process, so that a busy machine fails nobody
    masked(text)
    assert time.process_time() - start < SECONDS
