"""Masking finds what it should and leaves the rest: floors over made and written sentences."""

from __future__ import annotations

import time

import pytest

from bot.channels.texts import load_texts
from bot.evaluation.masking.measuring import GROUPS, Measure, measure
from bot.evaluation.masking.sentences import Piece, Sentence, by_hand, made
from bot.masking.masking import mask
from bot.masking.published import read_published

FLOORS = {"number": 0.99, "name": 0.95, "address": 0.95}
MOST_FALSE = 0.005  # of innocent sentences
MOST_LOST = 0.01  # of the words beside personal data
PLACEHOLDERS = load_texts().placeholders
MILLISECONDS = 2.0  # of processor time for 500 characters, the best of some tries


def masked(text: str) -> str:
    return mask(text, PLACEHOLDERS, read_published()).text


@pytest.fixture(scope="module", params=["made", "by hand"])
def found(request: pytest.FixtureRequest) -> Measure:
    return measure(made(1000) if request.param == "made" else by_hand(), masked)


@pytest.mark.parametrize("group", GROUPS)
def test_recall_keeps_its_floor(found: Measure, group: str) -> None:
    assert found.recall(group) >= FLOORS[group], found.missed


def test_innocent_sentences_and_words_are_left_alone(found: Measure) -> None:
    assert found.false_share <= MOST_FALSE, found.wrong
    assert len(found.lost) / found.words <= MOST_LOST, found.lost


def test_half_of_the_sentences_are_innocent() -> None:
    for sentences, least in ((list(made(1000)), 1000), (list(by_hand()), 200)):
        assert len(sentences) >= least
        assert 0.45 <= sum(not sentence.pieces for sentence in sentences) / len(sentences) <= 0.55


def test_what_is_left_of_a_name_counts_as_missed() -> None:
    sentence = Sentence("Hon heter Fatima Al-Hassan", (Piece("name", "Fatima Al-Hassan"),))
    result = measure([sentence], lambda text: text.replace("Fatima", "[namn]"))
    assert result.recall("name") == 0
    assert measure([sentence], lambda _: "heter [namn]").lost == [("Hon", "heter [namn]")]


def test_a_message_of_500_characters_is_masked_at_once() -> None:
    long = " ".join(sentence.text for sentence in by_hand())
    pieces = [long[at : at + 500] for at in range(0, 10_000, 500)]
    tries = []
    for _ in range(5):
        start = time.process_time()
        for piece in pieces:
            masked(piece)
        tries.append((time.process_time() - start) / len(pieces) * 1000)
    assert min(tries) < MILLISECONDS
