"""Answers about an answer: its quotations, its age, its short form.

They work on the sources that the last reply carried, so that they serve pages
and care rights alike.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from knowledge.saying.wording import time_ago
from knowledge.swedish.dates import last_day, say_date
from knowledge.texts import text
from knowledge.words.answer import Answer

FILE = "answers"
Sources = Sequence[Mapping[str, Any]]


def quote_answer(facts: Sequence[str], sources: Sources, short: str = "") -> Answer | None:
    """Show the words that the last answer rests on; None when there is no last answer.

    Only the source's own words stand in quotation marks; a summary is called one. Where there is only a summary the
    answer's own first sentence (``short``) goes before it: who asks "är du säker?" hears first what was said.
    """
    if not sources:
        return None
    lines = []
    for source in sources:
        key = _key(source)
        lines.append(text(FILE, "quote", key, **{name: source.get(name) or "" for name in _NAMES}))
    own_words = any(source.get("quote") for source in sources)
    urls = dict.fromkeys(source["url"] for source in sources if source.get("url"))
    said = [short] if short and not own_words else []
    return Answer(
        "answer",
        "\n".join([*said, text(FILE, "quote", "intro" if own_words else "intro_summary"), *lines, *urls]),
        facts=tuple(facts),
        sources=tuple(sources),
    )


def _key(source: Mapping[str, Any]) -> str:
    """How one source is shown: with its own words, with a summary, or by its name alone."""
    if source.get("quote"):
        return "line"
    if source.get("summary"):
        return "legal_summary" if source.get("legal") else "summary"
    return "page"


def age_answer(facts: Sequence[str], sources: Sources, today: datetime.date) -> Answer | None:
    """Say how old the sources of the last answer are; None when there is no last answer."""
    if not sources:
        return None
    distinct = {source["title"]: source for source in sources}
    return Answer(
        "answer",
        "\n".join(age_sentence(source, today) for source in distinct.values()),
        facts=tuple(facts),
        sources=tuple(sources),
    )


def age_sentence(source: Mapping[str, Any], today: datetime.date) -> str:
    """How old one source is, in words."""
    title, publisher, updated = source["title"], source["publisher"], source.get("updated")
    if not updated:
        return text(FILE, "age", "undated", title=title, publisher=publisher)
    day = last_day(updated[:10])
    written = say_date(day) if len(updated) >= 10 else updated
    return text(FILE, "age", "dated", title=title, publisher=publisher, updated=written, ago=time_ago(day, today))


def short_answer(facts: Sequence[str], sources: Sources, short: str) -> Answer | None:
    """Repeat the last answer in its shortest form, still with its source; None when there is none."""
    if not short or not sources:
        return None
    source = sources[0]
    key = "dated" if source.get("updated") else "undated"
    line = text(FILE, "source", key, **{name: source.get(name) or "" for name in _NAMES})
    return Answer("answer", f"{short}\n{line}", facts=tuple(facts), sources=tuple(sources))


def nothing_yet(what: str) -> Answer:
    """There is no answer to talk about; ``what`` is "quote", "age" or "shorter"."""
    return Answer("no_answer", text(FILE, what, "none"), reason="unclear")


_NAMES = ("title", "publisher", "updated", "quote", "summary", "legal", "url")
