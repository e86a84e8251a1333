"""Answer with the words of a page that no facts are written about yet.

Where facts are written, a refusal is the right answer to what they do not hold:
the page was read by a person, and what is near in words is not an answer. So
only pages without facts are quoted; the facts that a timeline rests on do not count.
"""

from __future__ import annotations

import datetime

from knowledge.limits import LIMITS, Gates
from knowledge.saying.page import OVER, status_contract
from knowledge.saying.status import Status, status_on
from knowledge.saying.wording import source_line, status_sentence
from knowledge.search import Evidence, Filter, Hit, PassageSearch
from knowledge.search.passages import sentences
from knowledge.store import Knowledge, StoredProgramme
from knowledge.texts import text
from knowledge.words.answer import Answer, Source
from knowledge.words.facts import Page
from knowledge.words.query import Query

FILE = "search"
QUOTED_WORDS = LIMITS.replies.quoted
UNRELATED = LIMITS.replies.unrelated


class PassageAnswers:
    """The passages of pages without facts, as answers."""

    def __init__(self, knowledge: Knowledge, search: PassageSearch, gates: Gates) -> None:
        self._knowledge = knowledge
        self._search = search
        self._gates = gates
        self._pages = pages_without_facts(knowledge)
        self._programme_of = {stored.page.id: stored for stored in knowledge.programmes.values()}

    def answer(self, query: Query, today: datetime.date) -> Answer | None:
        """The passage that answers, quoted; None when none is near enough. Raises StoreError."""
        pages = self._pages_for(query)
        if not pages or query.out_of_scope >= self._gates.passage_out_of_scope:
            return None
        vector = query.vector if query.plain is None else query.plain
        hits = self._search.search(query.text, vector, Filter(pages=pages), limit=1)
        if not hits or strength(hits[0].evidence) < self._gates.passage:
            return None
        return self._compose(hits[0], query, today)

    def _pages_for(self, query: Query) -> frozenset[str]:
        """All pages without facts; of a programme that is named, its own alone."""
        named = query.said.get("programme")
        if named is None:
            return self._pages
        stored = self._knowledge.programmes.get(named)
        return self._pages & {stored.page.id if stored else named}

    def _compose(self, hit: Hit, query: Query, today: datetime.date) -> Answer:
        page = self._knowledge.pages[hit.page]
        programme = self._programme_of.get(hit.page)
        status = status_on(programme.events, today) if programme else None
        over = _over(programme, status, today)
        quote = text(FILE, "passage", "quote", quote=excerpt(hit))
        lines = [over, _intro(hit, page), quote, source_line(page)]
        return Answer(
            kind="answer",
            text="\n".join(line for line in lines if line),
            status=status_contract(status),
            sources=(_source(page, hit.text),),
            programme=programme.head.id if programme else None,
            question_type=max(query.question_types, key=lambda kind: query.question_types[kind], default=None),
            score=round(strength(hit.evidence), 4),
            short=" ".join(line for line in (over, quote) if line),
        )


def pages_without_facts(knowledge: Knowledge) -> frozenset[str]:
    """Pages that no programme's facts are about, the facts aside that its timeline rests on."""
    written = set()
    for fact in knowledge.facts:
        stored = knowledge.programmes[knowledge.programme_of[fact]]
        if fact not in {event.fact for event in stored.events}:
            written.add(stored.page.id)
    return frozenset(knowledge.pages.keys() - written)


def strength(evidence: Evidence) -> float:
    """How surely the passage answers: nearness of meaning above chance, and what it shares of words and letters."""
    near = (evidence.vector + evidence.window) / 2 - UNRELATED
    return near / (1 - UNRELATED) + (evidence.words + evidence.characters) / 2


def excerpt(hit: Hit) -> str:
    """The passage, or of a long one whole sentences around the nearest; what is left out is marked."""
    if len(hit.text.split()) <= QUOTED_WORDS:
        return hit.text
    parts = sentences(hit.text)
    first = last = min(hit.sentence, len(parts) - 1)
    while len(" ".join(parts[first : last + 2]).split()) <= QUOTED_WORDS and last + 1 < len(parts):
        last += 1
    while first and len(" ".join(parts[first - 1 : last + 1]).split()) <= QUOTED_WORDS:
        first -= 1
    mark = text(FILE, "passage", "cut")
    return " ".join([*([mark] if first else []), *parts[first : last + 1], *([mark] if last + 1 < len(parts) else [])])


def _over(programme: StoredProgramme | None, status: Status | None, today: datetime.date) -> str | None:
    if programme is None or status is None or status.state not in OVER:
        return None
    return status_sentence(programme, status, today)


def _intro(hit: Hit, page: Page) -> str:
    if hit.heading == page.title:
        return text(FILE, "passage", "intro_title")
    return text(FILE, "passage", "intro", heading=hit.heading.rstrip(":"))


def _source(page: Page, quote: str) -> dict[str, object]:
    updated = page.updated_on.isoformat() if page.updated_on else None
    return Source(page.id, page.title, page.publisher, page.url, updated, quote).as_reply()
