"""What stands in quotation marks in a reply stands in its source letter by letter, about care as about the pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.care import CareAnswer, CareQuery
from knowledge.editing.build import Contents
from knowledge.editing.care.files import Corpus
from knowledge.saying.care.answer import answer_care
from knowledge.saying.care.topics import answer_topic
from knowledge.saying.page import compose, compose_gap
from knowledge.store import Knowledge
from knowledge.words.answer import Answer
from tests.knowledge.factories import day, make_query

MATERIAL = Path(__file__).parents[2] / "knowledge" / "sources" / "care-rights"
TODAY = day("2026-11-22")
IN_MARKS = re.compile(r"[”“\"]([^”“\"]+)[”“\"]")


def letters(text: str) -> str:
    """The text with every letter and mark of its own; only how lines and list points are set is left out."""
    return re.sub(r"\s+", " ", text.replace("•", " ")).strip()


def quoted(answer: Answer | CareAnswer) -> list[str]:
    """All that the reply gives out as another's words."""
    given = [str(source["quote"]) for source in answer.sources if source["quote"]]
    return [*map(letters, given), *map(letters, IN_MARKS.findall(answer.text))]


@pytest.fixture(scope="module")
def material() -> str:
    files = [(MATERIAL / name).read_text(encoding="utf-8") for name in ("care_rights.md", "care_rights.csv")]
    return letters("\n".join(files).replace('""', '"'))


def page_replies(real: Knowledge) -> Iterator[tuple[str, Answer]]:
    for fact in real.facts:
        yield real.programme_of[fact], compose(real, [fact], make_query("kan man söka nu"), TODAY, 1.0)
    for gap in real.gaps.values():
        yield real.programme_of[gap.id], compose_gap(real, gap, TODAY, 1.0)


def test_what_the_replies_about_pages_quote_stands_on_the_page(real: Knowledge, contents: Contents) -> None:
    checked = 0
    for programme, answer in page_replies(real):
        saved = contents.pages[real.programmes[programme].page.id]
        page = f"{letters(saved.text)} {saved.page.title}"
        for words in quoted(answer):
            checked += 1
            assert words in page, (programme, words)
    assert checked > len(real.facts)


def test_every_quotation_of_a_fact_stands_on_its_page(contents: Contents) -> None:
    for programme in contents.programmes:
        page = letters(contents.pages[programme.programme.page].text)
        for fact in programme.facts:
            for words in fact.quote:
                assert letters(words) in page, (fact.id, words)


def test_what_a_topic_quotes_stands_in_the_material(contents: Contents, material: str) -> None:
    checked = 0
    for topic in contents.care.topics.values():
        for words in [*map(letters, topic.quote), *quoted(answer_topic(contents.care, topic.id, TODAY))]:
            checked += 1
            assert words in material, (topic.id, words)
    assert checked > len(contents.care.topics)


@pytest.mark.parametrize("aspect", ["right", "fee"])
def test_what_a_cell_quotes_stands_in_the_material(contents: Contents, material: str, aspect: str) -> None:
    for group, age, care in contents.care.cells:
        query = CareQuery(group=group, age_class=age, care=care, aspect=aspect)
        for words in quoted(answer_care(contents.care, query, TODAY)):
            assert words in material, (group, age, care, words)


def test_no_care_reply_gives_the_materials_notes_out_as_a_sources_words(contents: Contents) -> None:
    """The notes are ours, partly in English: they are shown as a summary, in Swedish."""
    english = re.compile(r"\b(?:the|of|and|with|must|only|is|are)\b")
    summaries = [
        source for topic in contents.care.topics for source in answer_topic(contents.care, topic, TODAY).sources
    ]
    summaries += [
        source
        for group, age, care in contents.care.cells
        for source in answer_care(contents.care, CareQuery(group=group, age_class=age, care=care), TODAY).sources
    ]
    assert len(summaries) > 1000
    for source in summaries:
        assert source["quote"] == "", source
        assert source["summary"], source
        assert not english.search(source["summary"]), source["summary"]


@pytest.mark.parametrize("words", ["Detta står ingenstans.", "papperslösa betalar alltid 50 kr"])
def test_invented_words_would_be_noticed(material: str, words: str) -> None:
    assert letters(words) not in material
    assert not Corpus(MATERIAL).holds(words)
