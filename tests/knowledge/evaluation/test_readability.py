"""Plain language: how hard the replies are to read that can be composed at all.

The limits are what was reached; a wording that reads worse has to be mended, not the limit.
"""

from __future__ import annotations

import datetime
import statistics
from collections.abc import Iterator

import pytest

from knowledge.build import ROOT, read
from knowledge.care import answer_topic, load_care
from knowledge.care.compose import Manner, answer_fee, answer_right, overview_fee, overview_right
from knowledge.evaluation.readability import body, first_sentence, lix, sentences, words
from knowledge.tense import in_tense

TODAY = datetime.date(2026, 11, 29)
FIRST_WITHIN = 0.83  # share of first sentences of 25 words at most; the rest name a group by a whole clause


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


def care_replies() -> Iterator[str]:
    table = load_care(ROOT)
    for (group, age, care), cell in table.cells.items():
        manner = Manner(TODAY, child_too=age == "adult")
        yield answer_right(table, cell, manner).text
        yield answer_fee(table, cell, manner).text
        if care == "all_care":
            yield overview_right(table, group, age, manner).text
            yield overview_fee(table, group, age, manner).text
    for topic in table.topics:
        yield answer_topic(table, topic, TODAY).text


def page_sentences() -> Iterator[str]:
    for programme in read().programmes:
        yield from (in_tense(fact.text, past=past) for fact in programme.facts for past in (True, False))
        yield from (gap.text for gap in programme.gaps)


def share(values: list[float], most: float) -> float:
    return sum(value <= most for value in values) / len(values)


def test_replies_about_care_are_readable() -> None:
    replies = list(care_replies())
    assert len(replies) > 5000
    measured = [lix(reply) for reply in replies]
    assert statistics.median(measured) <= 37
    assert share(measured, 45) >= 0.9
    assert max(measured) <= 60
    lengths = [float(len(words(body(reply)))) for reply in replies]
    assert statistics.median(lengths) <= 55


def test_the_first_sentence_about_care_is_short() -> None:
    first = [float(first_sentence(reply)) for reply in care_replies()]
    assert share(first, 25) >= FIRST_WITHIN
    # an overview of fees is one sentence with a list in it
    assert max(first) <= 60


def test_what_pages_say_is_readable() -> None:
    measured = [lix(text) for text in page_sentences()]
    assert len(measured) > 400
    assert statistics.median(measured) <= 50
    assert share([float(first_sentence(text)) for text in page_sentences()], 25) >= 0.9
