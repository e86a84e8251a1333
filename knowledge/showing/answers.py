"""Each answer at an address of its own: composed for nobody's question, so with everything that it says to anybody."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from knowledge.answering.for_patients import with_patient_text
from knowledge.answering.suggesting import questions_of
from knowledge.answering.whole import answer_overview
from knowledge.care import CareTable
from knowledge.saying.addresses import ANSWERS, answer_address
from knowledge.saying.care.topics import answer_topic
from knowledge.saying.care.whom import GENERAL
from knowledge.saying.care.wording import ask_sentence
from knowledge.saying.page import compose, compose_gap, contacts, whom_to_ask
from knowledge.showing.model import AnswerPage, Choice, Coming, Link, Part, of_care
from knowledge.store import Knowledge
from knowledge.swedish.dates import parse_partial
from knowledge.texts import text
from knowledge.words.answer import Answer
from knowledge.words.programmes import HOME as WHOLE
from knowledge.words.query import CARE, Query

FILE = "showing"
NO_QUESTION = Query("", "", np.zeros(0, dtype=np.float32))


class Answers:
    """The facts, gaps, topics and overviews of a build, as pages."""

    def __init__(self, knowledge: Knowledge, care: CareTable) -> None:
        self._knowledge = knowledge
        self._care = care
        self._home: Mapping[str, str] = {
            **knowledge.programme_of,
            **dict.fromkeys(care.topics, CARE),
            **dict.fromkeys(knowledge.overviews, WHOLE),
        }
        first: dict[str, str] = {}
        for fact, words in zip(knowledge.asks.facts, knowledge.asks.texts, strict=True):
            first.setdefault(fact, f"{words[:1].upper()}{words[1:].rstrip('?')}?")
        self._questions = {**first, **questions_of(knowledge.asks)}

    def page(self, ids: Sequence[str], path: str, today: datetime.date) -> AnswerPage | None:
        """The page that shows what ``ids`` say; None where one of them is not in the build."""
        if not ids or any(one not in self._home for one in ids):
            return None
        parts = tuple(
            Part.of(self._question(group[0]), self._answer(group, today), self._whom(group[0]))
            for group in self._apart(ids)
        )
        dates = tuple(dict.fromkeys(date for one in ids for date in self._coming(one, today)))
        trail = (Link(text(FILE, "answers", "title"), ANSWERS),)
        more = self._more(ids)
        return AnswerPage("answer", path, parts[0].heading, today.isoformat(), trail, parts, more, dates)

    def index(self, today: datetime.date) -> AnswerPage:
        """Every question that has an answer, by what it is about."""
        homes = dict.fromkeys(self._home.values())
        choices = tuple(Choice(self._name(home), self._links(home)) for home in homes)
        return AnswerPage("index", ANSWERS, text(FILE, "answers", "title"), today.isoformat(), choices=choices)

    def _apart(self, ids: Sequence[str]) -> Iterator[list[str]]:
        """What is composed together: facts of one programme that follow each other; anything else by itself."""

        def together(one: str) -> str:
            return self._knowledge.programme_of[one] if one in self._knowledge.facts else one

        for _, group in itertools.groupby(ids, key=together):
            yield list(group)

    def _answer(self, ids: Sequence[str], today: datetime.date) -> Answer:
        known, one = self._knowledge, ids[0]
        if one in known.facts:
            return compose(known, ids, NO_QUESTION, today, 1.0)
        if one in known.gaps:
            return compose_gap(known, known.gaps[one], today, 1.0)
        if one in known.overviews:
            return answer_overview(known, self._care, known.overviews[one], today, 1.0)
        return with_patient_text(self._care, of_care(answer_topic(self._care, one, today)))

    def _whom(self, one: str) -> str:
        home = self._home[one]
        if home in self._knowledge.programmes:
            people = contacts(self._knowledge.contacts_of(home))
            return whom_to_ask(people, self._knowledge.programmes[home].page)
        if home == CARE and not self._care.topics[one].ask:
            return ask_sentence(self._care, (key for key in GENERAL if key in self._care.contacts))
        return ""

    def _coming(self, one: str, today: datetime.date) -> Iterator[Coming]:
        """The days ahead that a fact gives: those of its programme's timeline, and a date of its own."""
        fact = self._knowledge.facts.get(one)
        if fact is None:
            return
        programme = self._knowledge.programmes[self._home[one]]
        mine = [event for event in programme.events if event.fact == one]
        for event in mine:
            if event.date >= today:
                title = text(FILE, "coming", label=text("figures", "events", event.event), name=programme.head.name)
                yield Coming(event.date.isoformat(), title)
        written = fact.value.date if fact.value else None
        whole = written is not None and None not in parse_partial(written)
        if written and whole and written >= today.isoformat() and not mine:
            yield Coming(written, self._question(one).rstrip("?"))

    def _question(self, one: str) -> str:
        return self._questions.get(one, self._name(self._home[one]))

    def _name(self, home: str) -> str:
        if home in self._knowledge.programmes:
            return self._knowledge.programmes[home].head.name
        return text(FILE, "answers", "care" if home == CARE else "whole")

    def _links(self, home: str, without: Sequence[str] = ()) -> tuple[Link, ...]:
        mine = [one for one, at in self._home.items() if at == home and one not in without]
        named = {self._question(one): one for one in reversed(mine)}  # of equal questions the first one's page
        return tuple(Link(question, answer_address([one])) for question, one in reversed(named.items()))

    def _more(self, ids: Sequence[str]) -> tuple[Choice, ...]:
        homes = dict.fromkeys(self._home[one] for one in ids)
        choices = [
            Choice(text(FILE, "answers", "more", name=self._name(home)), self._links(home, ids)) for home in homes
        ]
        return tuple(choice for choice in choices if choice.links)
