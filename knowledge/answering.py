"""Answer a question from the knowledge base: choose the facts, then compose.

Pure: the same query, day and knowledge give the same answer.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

from knowledge.care import CareTable
from knowledge.care_turns import answer_about_care, group_of, is_about_care
from knowledge.composing import compose, compose_gap, compose_refusal
from knowledge.gates import GATES, Gates
from knowledge.mentions import find
from knowledge.query import CARE, Answer, Button, Query
from knowledge.quoting import PassageAnswers
from knowledge.ranking import FactRanker, Ranked
from knowledge.search import PassageSearch
from knowledge.store import Knowledge
from knowledge.texts import load, text
from knowledge.words import content_words

# slots that choose between variants of a fact
VARIANT_SLOTS = ("unit_size", "amount_level", "care_choice", "phase")
MAX_CHOICES = 5


class Answerer:
    """A knowledge base that can be asked."""

    def __init__(
        self, knowledge: Knowledge, care: CareTable, gates: Gates = GATES, passages: PassageSearch | None = None
    ) -> None:
        self.knowledge = knowledge
        self.care = care
        self.gates = gates
        self._passages = PassageAnswers(knowledge, passages, gates) if passages else None
        self.ranker = FactRanker(knowledge.asks)
        self._types: dict[str, Sequence[str]] = {
            **{fact.id: fact.question for fact in knowledge.facts.values()},
            **{gap.id: gap.question for gap in knowledge.gaps.values()},
            **{topic.id: topic.question for topic in care.topics.values()},
        }
        self._home = {**knowledge.programme_of, **dict.fromkeys(care.topics, CARE)}
        said = {fact.id: find(fact.text) for fact in knowledge.facts.values()}
        self._figures = {fact: mentions.numbers | mentions.dates for fact, mentions in said.items()}
        self._when: dict[str, Mapping[str, str]] = {
            **{fact.id: fact.when for fact in knowledge.facts.values()},
            **{topic.id: topic.when for topic in care.topics.values()},
        }

    def answer(self, query: Query, today: datetime.date) -> Answer:
        """Return the answer, a question back, or a refusal.

        Raises nothing for any text; StoreError only where passages are searched and the database fails.
        """
        everything = self.rank(query)
        pages = [item for item in everything if self._home[item.fact] != CARE]
        if self._about_care(query, everything):
            topics = [item for item in everything if self._home[item.fact] == CARE]
            about_care = answer_about_care(self.care, query, topics, self.gates, today)
            return about_care or compose_refusal(self.knowledge, query, everything[0].score)
        return self._answer_about_pages(query, pages, today)

    def _about_care(self, query: Query, everything: Sequence[Ranked]) -> bool:
        best_is_topic = bool(everything) and self._home[everything[0].fact] == CARE
        named = query.said.keys() & {"patient_group", "care_type"}
        page_is_near = bool(everything) and not best_is_topic and everything[0].likeness >= self.gates.page_over_care
        if not everything or (page_is_near and not named):
            return False
        return is_about_care(query, best_is_topic, self.gates)

    def _answer_about_pages(self, query: Query, ranked: Sequence[Ranked], today: datetime.date) -> Answer:
        best = ranked[0] if ranked else None
        if best is None or self._refuses(query, best):
            quoted = self._passages.answer(query, today) if self._passages else None
            return quoted or compose_refusal(self.knowledge, query, best.score if best else None)
        if query.programme is None and (choices := self._ambiguous(query, ranked)):
            return self._ask_programme(choices, best.score)
        if best.fact in self.knowledge.gaps:
            return compose_gap(self.knowledge, self.knowledge.gaps[best.fact], today, best.score)
        return compose(self.knowledge, self._with_companions(ranked), query, today, best.score)

    def rank(self, query: Query) -> list[Ranked]:
        """All facts that may answer, best first."""
        ranked = self.ranker.rank(query.vector, query.masked, query.question_types, self._types, self._eligible(query))
        return [item for item in self._in_context(query, ranked) if not self._far_gap(item)]

    def _far_gap(self, item: Ranked) -> bool:
        """A gap that is not surely what is asked for: saying "not known" of a known thing helps nobody."""
        return item.fact in self.knowledge.gaps and item.likeness < self.gates.gap

    def _eligible(self, query: Query) -> frozenset[str]:
        """Facts of the named programme, their conditions met by what is said or carried over."""
        named = query.said.get("programme")
        group = group_of(query.slots)
        slots = {**query.slots, "patient_group": group} if group else query.slots
        return frozenset(
            fact for fact in self._types if (named is None or self._home[fact] == named) and self._meets(fact, slots)
        )

    def _meets(self, fact: str, slots: Mapping[str, str]) -> bool:
        return all(slots.get(slot) == value for slot, value in self._when.get(fact, {}).items())

    def _in_context(self, query: Query, ranked: list[Ranked]) -> list[Ranked]:
        """Prefer the conversation's programme, and the variant whose condition is spoken of."""

        asked = find(query.masked)
        figures = asked.numbers | asked.dates

        def lifted(item: Ranked) -> Ranked:
            lift = -self.gates.gap_handicap if item.fact in self.knowledge.gaps else 0.0
            if figures & self._figures.get(item.fact, frozenset()):
                lift += self.gates.figure_bonus
            if query.programme and self._home[item.fact] == query.programme:
                lift += self.gates.context_bonus
            if self._home[item.fact] == query.said.get("programme_hint"):
                lift += self.gates.hint_bonus
            if any(query.said.get(slot) == value for slot, value in self._when.get(item.fact, {}).items()):
                lift += self.gates.context_bonus if query.elliptical else self.gates.condition_bonus
            return Ranked(item.fact, item.score + lift, item.likeness + (lift if query.elliptical else 0.0))

        return sorted((lifted(item) for item in ranked), key=lambda item: -item.score)

    def _refuses(self, query: Query, best: Ranked) -> bool:
        gates = self.gates
        limit = gates.out_of_scope_named if query.said.get("programme") else gates.out_of_scope
        if query.out_of_scope >= limit and best.likeness < gates.sure:
            return True
        hinted = query.programme or query.said.get("programme_hint")
        return best.likeness < (gates.answer if hinted else gates.answer_without_programme)

    def _ambiguous(self, query: Query, ranked: Sequence[Ranked]) -> list[str]:
        """Programmes that answer about equally well, when the question fits several."""
        best: dict[str, float] = {}
        for item in ranked:
            best.setdefault(self._home[item.fact], item.score)
        top = max(best.values())
        opening = not query.said.get("programme_hint") and len(content_words(query.masked)) <= self.gates.opening_words
        margin = self.gates.ambiguous_opening if opening else self.gates.ambiguous
        near = [programme for programme, score in best.items() if top - score <= margin]
        return near[:MAX_CHOICES] if len(near) > 1 else []

    def _ask_programme(self, programmes: Sequence[str], score: float) -> Answer:
        names = load("answers")["choices"]
        buttons = tuple(Button(names[programme], names[programme]) for programme in programmes)
        return Answer(
            "clarify", text("answers", "clarify", "programme"), buttons=buttons, missing="programme", score=score
        )

    def _with_companions(self, ranked: Sequence[Ranked]) -> list[str]:
        """The best fact and those so near that choosing between them would be a guess."""
        best = ranked[0]
        programme = self._home[best.fact]
        near = [
            item.fact
            for item in ranked[1:]
            if best.score - item.score <= self.gates.companion
            and self._home[item.fact] == programme
            and item.fact in self.knowledge.facts
        ]
        return [best.fact, *near[: self.gates.companions]]
