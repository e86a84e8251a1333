"""People whom a name does not tell apart: one person with two titles, two with the same first name.

A page knows only its own contacts. Where a question names somebody and neither it nor the conversation names a page,
the reply says each that may be meant, with the page that it stands on.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from typing import Final

from knowledge.saying.addresses import answer_address
from knowledge.saying.joining import source_mark
from knowledge.saying.page import say, sources_of
from knowledge.saying.status import status_on
from knowledge.saying.wording import source_line
from knowledge.store import Knowledge
from knowledge.swedish.folding import fold
from knowledge.texts import load, text
from knowledge.words.answer import Answer
from knowledge.words.facts import Fact
from knowledge.words.query import Query

FILE: Final = "answers"


def namesakes(knowledge: Knowledge, query: Query) -> list[Fact]:
    """The facts about the people whom the question's name may mean; [] where it, or the conversation, leaves one.

    One fact for each person and page. Two pages that give the same title of one person leave nothing to tell apart.
    """
    if query.said.keys() & {"programme", "programme_hint"}:
        return []
    named = _named(query.text, _people(knowledge.facts.values()))
    if query.programme in {knowledge.programme_of[fact.id] for fact in named}:
        return []
    people = {fact.contact.name for fact in named if fact.contact}
    titles = {fact.contact.role for fact in named if fact.contact}
    # which number somebody has, or that the page gives none, is not told by titles
    wants_number = set(re.findall(r"\w+", query.text.lower())) & set(load("questions")["phone_words"])
    return named if len(people) > 1 or (len(titles) > 1 and not wants_number) else []


def answer_namesakes(knowledge: Knowledge, people: Sequence[Fact], today: datetime.date, score: float) -> Answer:
    """Each of the people on a line of their own, with the page; ``people`` as ``namesakes`` gives them."""
    names = list(dict.fromkeys(str(fact.contact.name) for fact in people if fact.contact))
    key = "same_first_name" if len(names) > 1 else "several_titles"
    lead = text(FILE, "namesakes", key, name=names[0].split()[0] if len(names) > 1 else names[0])
    lines, pages, cited = [], [], []
    for fact in people:
        programme = knowledge.programmes[knowledge.programme_of[fact.id]]
        said = say(fact, status_on(programme.events, today), today)
        lines.append(text(FILE, "namesakes", "person", title=programme.page.title, said=said))
        pages.append(source_line(programme.page, today, ("contact",)).removeprefix(source_mark()).strip().rstrip("."))
        cited += sources_of(knowledge, programme.page, [fact.id])
    return Answer(
        "answer",
        "\n".join([lead, *lines, f"{source_mark()} {'; '.join(pages)}."]),
        facts=tuple(fact.id for fact in people),
        sources=tuple(cited),
        contacts=tuple(fact.contact.dict() for fact in people if fact.contact),
        page=answer_address(fact.id for fact in people),
        question_type="contact",
        score=score,
        short=" ".join([lead, *lines]),
    )


def _people(facts: Iterable[Fact]) -> list[Fact]:
    """The shortest unconditional fact about each person on each page."""
    best: dict[tuple[str, str], Fact] = {}
    for fact in facts:
        if fact.contact is None or fact.contact.name is None or fact.when:
            continue
        key = (fact.contact.name, fact.id.split(".")[0])
        if key not in best or len(fact.text) < len(best[key].text):
            best[key] = fact
    return list(best.values())


def _named(question: str, people: Sequence[Fact]) -> list[Fact]:
    """The people whose name stands in the question; a surname there leaves only those who have it."""
    words = set(re.findall(r"\w+", fold(question)))
    words |= {word.removesuffix("s") for word in words}
    of_first = [fact for fact in people if _names(fact)[0] in words]
    of_last = [fact for fact in people if set(_names(fact)[1:]) & words]
    return of_last or of_first


def _names(fact: Fact) -> list[str]:
    return fold(str(fact.contact.name if fact.contact else "")).split()
