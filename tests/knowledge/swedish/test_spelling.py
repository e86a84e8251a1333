"""Words restored towards a small vocabulary, and words left alone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from knowledge.swedish.spelling import Speller

ROOT = Path(__file__).parents[3]

VOCABULARY = (
    "får en papperslös vård och tandvård på vårdcentralen får får får får får får får far "
    "vad är kompetensutvecklingsbidraget för något hur söker asylsökande när stängde utlysningen"
)


@pytest.fixture(scope="module")
def speller() -> Speller:
    return Speller.of([VOCABULARY])


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("tandvard for asylsokande", "tandvård för asylsökande"),
        ("vad far en papperslos", "vad får en papperslös"),  # without å/ä/ö, "far" is hardly a father
        ("far är på vårdcentralen", "far är på vårdcentralen"),  # with them it may be
        ("utlysnigen", "utlysningen"),
        ("vårdcentarlen", "vårdcentralen"),
        ("kompetensutveklingsbidragett", "kompetensutvecklingsbidraget"),
        ("kompetens utvecklings bidraget", "kompetensutvecklingsbidraget"),
        ("tand vård", "tandvård"),
        ("ASYLSOKANDE", "ASYLSÖKANDE"),
        ("bilen är röd", "bilen är röd"),  # other words stay
        ("the weather is fine", "the weather is fine"),
        ("", ""),
        ("???", "???"),
        ("12 345 kr", "12 345 kr"),
    ],
)
def test_words_are_restored_towards_the_vocabulary(speller: Speller, typed: str, mended: str) -> None:
    assert speller.mend(typed) == mended


def test_well_spelt_text_stays_as_it_is(speller: Speller) -> None:
    assert speller.mend(VOCABULARY) == VOCABULARY


def test_mending_twice_changes_nothing_more(speller: Speller) -> None:
    once = speller.mend("nar stangde utlysnigen, och tand vard?")
    assert speller.mend(once) == once


def test_without_a_vocabulary_nothing_is_touched() -> None:
    assert Speller({}).mend("tandvard for asylsokande") == "tandvard for asylsokande"


@pytest.mark.parametrize(
    ("counts", "mended"),
    [
        ({"kartong": 2, "kartang": 1}, "kartong"),
        ({"kartong": 1, "kartang": 2}, "kartang"),
        ({"kartong": 1, "kartang": 1}, "kartang"),
        ({"kartang": 1, "kartong": 1}, "kartang"),
    ],
)
def test_of_two_words_equally_near_the_commoner_then_the_first_by_letter_is_meant(
    counts: dict[str, int], mended: str
) -> None:
    assert Speller(counts).mend("kartvng") == mended


def test_a_nearer_word_goes_before_a_commoner_one() -> None:
    assert Speller({"vårdcentralen": 1, "vårdcentralerna": 90}).mend("vårdcentralenn") == "vårdcentralen"


#: Words and phrases that lie at one typing error from several others, read by a process of its own.
TIED = """
from knowledge.swedish.spacy_alone import spacy
from knowledge.swedish.phrases import Lexicon, PhraseFinder
from knowledge.swedish.spelling import Speller

words = {"kartong", "kartang", "kartung", "kartyng"}
print(Speller.of(words).mend("kartvng"))
language = spacy.blank("sv")
finder = PhraseFinder(language, [Lexicon("programme", {word: (word,) for word in sorted(words)})])
print([match.value for match in finder.find(language("kartvng"))])
"""


def read_with_seed(seed: int) -> str:
    environ = {**os.environ, "PYTHONHASHSEED": str(seed), "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", TIED], env=environ, capture_output=True, text=True, check=True)
    return done.stdout


def test_words_equally_near_are_decided_alike_in_every_process() -> None:
    assert {read_with_seed(seed) for seed in range(3)} == {"kartang\n['kartang']\n"}
