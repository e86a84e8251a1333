"""Plain language: how hard the replies are to read that can be composed at all.

The limits are what was reached; a wording that reads worse has to be mended, not the limit. Reached were, as medians,
39 words and LIX 38 in replies about care, 22 words and LIX 45 in those about the pages.
"""

from __future__ import annotations

import datetime
import statistics
from collections import Counter

import pytest

from knowledge.care import CareTable
from knowledge.editing.build import ROOT
from knowledge.editing.care import load_care
from knowledge.evaluation.readability import body, first_sentence, lix, sentences, words
from knowledge.store import Knowledge
from tests.knowledge.evaluation.composable import Reply, care_replies, page_replies

TODAY = datetime.date(2026, 11, 29)
FIRST = 25  # words: the answer, before anything that changes it


def test_a_sentence_is_measured_as_its_author_did() -> None:
    text = "Vi åker hem. Avgiften framgår."
    assert lix(text) == pytest.approx(5 / 2 + 100 * 2 / 5)


def test_abbreviations_and_paragraphs_end_no_sentence() -> None:
    assert len(sentences("Lagändringar kontrollerade t.o.m. 1 september 2025, inte därefter.")) <= 2
    assert len(sentences("Det står i 6 kap. 15 § patientsäkerhetslagen.")) <= 2


def test_sources_do_not_count() -> None:
    assert body("Nej.\nKälla: En lång hänvisning, Myndigheten.") == "Nej."
    assert words(body("Källa: Sidan.")) == []
    assert lix("Källa: Sidan.") == 0.0


@pytest.fixture(scope="module")
def table() -> CareTable:
    return load_care(ROOT)


@pytest.fixture(scope="module")
def about_care(table: CareTable) -> list[Reply]:
    return list(care_replies(table, TODAY))


@pytest.fixture(scope="module")
def about_pages(real: Knowledge, table: CareTable) -> list[Reply]:
    return list(page_replies(real, table, TODAY))


def share(values: list[float], most: float) -> float:
    return sum(value <= most for value in values) / len(values)


def test_every_kind_of_reply_is_measured(about_care: list[Reply], about_pages: list[Reply]) -> None:
    kinds = Counter(kind for kind, _ in [*about_care, *about_pages])
    assert kinds.keys() == {
        *("right", "fee", "law", "may_refuse", "can_wait", "topic", "whom"),
        *("fact", "gap", "overview", "refusal"),
    }
    assert len(about_care) > 15_000
    assert len(about_pages) > 450


def test_the_first_sentence_is_short(about_care: list[Reply], about_pages: list[Reply]) -> None:
    """No kind is excepted."""
    long_ones = {text for _, text in [*about_care, *about_pages] if first_sentence(text) > FIRST}
    assert not sorted(long_ones)[:5], len(long_ones)


def test_replies_about_care_are_readable(about_care: list[Reply]) -> None:
    measured = [lix(text) for _, text in about_care]
    assert statistics.median(measured) <= 39
    assert share(measured, 49) >= 0.9
    assert max(measured) <= 61


def test_replies_about_care_are_brief(about_care: list[Reply]) -> None:
    """In words, sources and law not counted: they stand in a line of their own."""
    lengths = [len(words(body(text))) for _, text in about_care]
    assert statistics.median(lengths) <= 40
    assert max(lengths) <= 105


def test_sources_and_law_are_one_line(about_care: list[Reply]) -> None:
    """The last one; only what asks for the law has it in the answer too."""
    for kind, text in about_care:
        lines = text.split("\n")
        assert len(lines) <= 2, text
        assert kind == "law" or "Lagstöd:" not in lines[0], text


def test_replies_about_pages_are_readable(about_pages: list[Reply]) -> None:
    measured = [lix(text) for _, text in about_pages]
    assert statistics.median(measured) <= 46
    assert share(measured, 61) >= 0.9
