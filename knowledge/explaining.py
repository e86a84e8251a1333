"""Answers about an answer: its quotations, its age, its short form."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from knowledge.query import Answer, Source
from knowledge.store import Knowledge
from knowledge.texts import text
from knowledge.wording import age_sentence, source_line

FILE = "answers"


def quote_answer(knowledge: Knowledge, facts: Sequence[str]) -> Answer:
    """Show the words of the page that the last answer rests on."""
    known = [knowledge.facts[fact] for fact in facts if fact in knowledge.facts]
    if not known:
        return Answer("no_answer", text(FILE, "quote", "none"), reason="unclear")
    page = knowledge.programmes[knowledge.programme_of[known[0].id]].page
    quotes = list(dict.fromkeys(quote for fact in known for quote in fact.quote))
    lines = [text(FILE, "quote", "line", quote=quote, title=page.title, publisher=page.publisher) for quote in quotes]
    return Answer(
        "answer",
        "\n".join([text(FILE, "quote", "intro"), *lines, page.url, source_line(page)]),
        facts=tuple(fact.id for fact in known),
        sources=tuple(_sources(knowledge, known[0].id, quotes)),
    )


def age_answer(knowledge: Knowledge, facts: Sequence[str], programme: str | None, today: datetime.date) -> Answer:
    """Say how old the page is that the last answer, or the programme spoken of, rests on."""
    known = [fact for fact in facts if fact in knowledge.facts]
    subject = knowledge.programme_of[known[0]] if known else programme
    if subject not in knowledge.programmes:
        return Answer("no_answer", text(FILE, "quote", "none"), reason="unclear")
    page = knowledge.programmes[subject].page
    return Answer(
        "answer",
        "\n".join([age_sentence(page, today), source_line(page)]),
        facts=tuple(known),
        sources=(_source_without_quote(knowledge, subject),),
        programme=subject,
    )


def short_answer(knowledge: Knowledge, facts: Sequence[str], short: str) -> Answer:
    """Repeat the last answer in its shortest form, still with its source."""
    known = [fact for fact in facts if fact in knowledge.facts]
    if not short or not known:
        return Answer("no_answer", text(FILE, "shorter", "none"), reason="unclear")
    page = knowledge.programmes[knowledge.programme_of[known[0]]].page
    sources = _sources(knowledge, known[0], knowledge.facts[known[0]].quote)
    return Answer("answer", "\n".join([short, source_line(page)]), facts=tuple(known), sources=tuple(sources))


def _source_without_quote(knowledge: Knowledge, programme: str) -> Source:
    page = knowledge.programmes[programme].page
    updated = page.updated_on.isoformat() if page.updated_on else None
    return Source(page.id, page.title, page.publisher, page.url, updated, "")


def _sources(knowledge: Knowledge, fact: str, quotes: Sequence[str]) -> list[Source]:
    page = knowledge.programmes[knowledge.programme_of[fact]].page
    updated = page.updated_on.isoformat() if page.updated_on else None
    return [Source(page.id, page.title, page.publisher, page.url, updated, quote) for quote in quotes]
