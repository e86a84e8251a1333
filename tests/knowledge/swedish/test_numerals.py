from __future__ import annotations

import re

import pytest

from knowledge.swedish.folding import unaccented
from knowledge.swedish.numerals import CARDINALS, NUMBER, value_of

WORDS = [
    ("ett", 1),
    ("en", 1),
    ("två", 2),
    ("tva", 2),
    ("åtta", 8),
    ("atta", 8),
    ("tolv", 12),
    ("arton", 18),
    ("aderton", 18),
    ("tjugo", 20),
    ("tjugoett", 21),
    ("tjugoen", 21),
    ("tjugotvå", 22),
    ("tjugotva", 22),
    ("trettio", 30),
    ("tretti", 30),
    ("sjutti", 70),
    ("sjuttifem", 75),
    ("förti", 40),
    ("fyrtiotvå", 42),
    ("åttiosju", 87),
    ("nittionio", 99),
    ("hundra", 100),
    ("halvannat", 1.5),
    ("halvannan", 1.5),
    ("ett och ett halvt", 1.5),
    ("två och en halv", 2.5),
    ("en halv", 0.5),
    ("Sjutton", 17),
    ("seventeen", 17),
]


@pytest.mark.parametrize(("written", "value"), [*WORDS, ("17", 17), ("1,5", 1.5), ("2.5", 2.5), ("1½", 1.5)])
def test_a_number_has_its_value(written: str, value: float) -> None:
    assert value_of(written) == value
    assert re.fullmatch(NUMBER, written.lower())


@pytest.mark.parametrize("written", ["tjugotolv", "femman", "", "enhet", "trea", "eleven"])
def test_other_words_are_no_numbers(written: str) -> None:
    assert value_of(written) is None


@pytest.mark.parametrize("written", ["2021", "enhet"])
def test_a_longer_number_or_word_is_not_found_in_part(written: str) -> None:
    assert not re.fullmatch(NUMBER, written)


def test_every_number_up_to_a_hundred_is_in_the_table() -> None:
    assert set(CARDINALS.values()) == set(range(1, 101))


def test_no_two_numerals_are_one_without_their_dots() -> None:
    assert len({unaccented(word) for word in CARDINALS}) == len(CARDINALS)


def test_the_longest_numeral_is_found_first() -> None:
    found = re.match(NUMBER, "tjugotvå och ett halvt år")
    assert found is not None
    assert found[0] == "tjugotvå och ett halvt"
