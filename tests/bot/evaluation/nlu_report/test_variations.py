from __future__ import annotations

import pytest
from rapidfuzz.distance import OSA

from bot.evaluation.nlu_report.variations import (
    LONG,
    plain,
    with_split_compounds,
    with_typing_errors,
    without_accents,
)

SENTENCES = ["hur mycket kan en liten enhet få i kompetensutvecklingsbidraget?", "får papperslösa vård", "KJV 2021", ""]
WORDS = frozenset({"kompetens", "utveckling", "utvecklings", "bidraget", "enhet", "chefen", "enhetschefer", "vård"})


def test_letters_lose_their_dots_and_nothing_else() -> None:
    assert without_accents("Får ÅÄÖ papperslösa é?") == "Far AAO papperslosa e?"


@pytest.mark.parametrize("text", SENTENCES)
def test_every_long_word_gets_one_typing_error_after_its_first_letter(text: str) -> None:
    before, after = text.split(), with_typing_errors(text).split()
    for old, new in zip(before, after, strict=True):
        assert old[:1] == new[:1]
        assert OSA.distance(old, new) == (1 if sum(map(str.isalpha, old)) >= LONG else 0)


def test_typing_errors_are_the_same_every_time_and_others_with_another_seed() -> None:
    assert with_typing_errors(SENTENCES[0]) == with_typing_errors(SENTENCES[0])
    assert len({with_typing_errors(SENTENCES[0], seed) for seed in range(5)}) > 1


@pytest.mark.parametrize(
    ("typed", "split"),
    [
        ("utvecklingsbidraget", "utvecklings bidraget"),
        ("enhetschefen", "enhets chefen"),
        ("enhetschefer", "enhetschefer"),  # a word of its own
        ("vårdbidraget", "vård bidraget"),
        ("xyzxyzbidraget", "xyzxyzbidraget"),
        ("bidraget", "bidraget"),
    ],
)
def test_compounds_of_two_known_words_are_split(typed: str, split: str) -> None:
    assert with_split_compounds(typed, WORDS.__contains__) == split


def test_plain_has_no_capitals_and_no_punctuation() -> None:
    assert plain("Hej! Vad gäller KJV (2021) – och e-post?") == "hej vad gäller kjv 2021 och e post"
