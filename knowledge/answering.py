"""Answer a question from the knowledge base: choose the facts, then compose.

Pure: the same query, day and knowledge give the same answer.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

from knowledge.composing import compose, compose_gap, compose_refusal
from knowledge.gates import GATES, Gates
from knowledge.language import entities, without_programmes
from knowledge.query import Answer, Button, Query
from knowledge.ranking import FactRanker, Ranked
from knowledge.store import Knowledge
from knowledge.texts import load, text

# slots that choose between variants of a fact
VARIANT_SLOTS = ("unit_size", "amount_level", "care_choice", "phase")
MAX_CHOICES = 5


class Answerer:
    """A knowledge base that can be asked."""

    def __init__(self, knowledge: Knowledge, gates: Gates = GATES) -> None:
        self.knowledge = knowledge
        self.gates = gates
        self.ranker = FactRanker(knowledge.asks)
        items = [*knowledge.facts.values(), *knowledge.gaps.values()]
        self._types: dict[str, Sequence[str]] = {item.id: item.question for item in items}

    def answer(self, query: Query, today: datetime.date) -> Answer:
        """Return the answer, a question back, or a refusal; raises nothing for any text."""
        ranked = self.rank(query)
        best = ranked[0] if ranked else None
        if best is None or self._refuses(query, best):
            return compose_refusal(self.knowledge, query, best.score if best else None)
        if query.programme is None and (choices := self._ambiguous(query, ranked)):
            return self._ask_programme(choices, best.score)
        if best.fact in self.knowledge.gaps:
            return compose_gap(self.knowledge, self.knowledge.gaps[best.fact], today, best.score)
        return compose(self.knowledge, self._with_companions(ranked), query, today, best.score)

    def rank(self, query: Query) -> list[Ranked]:
        """All facts that may answer, best first."""
        masked = query.masked or without_programmes(query.text, entities(query.text))
        ranked = self.ranker.rank(query.vector, masked, query.question_types, self._types, self._eligible(query))
        return self._in_context(query, ranked)

    def _eligible(self, query: Query) -> frozenset[str]:
        """Facts of the named programme, their conditions met by what is said or carried over."""
        named = query.said.get("programme")
        return frozenset(
            fact
            for fact in self._types
            if (named is None or self.knowledge.programme_of[fact] == named) and self._meets(fact, query.slots)
        )

    def _meets(self, fact: str, slots: Mapping[str, str]) -> bool:
        conditions = self.knowledge.facts[fact].when if fact in self.knowledge.facts else {}
        return all(slots.get(slot) == value for slot, value in conditions.items())

    def _in_context(self, query: Query, ranked: list[Ranked]) -> list[Ranked]:
        """Prefer the conversation's programme, and the variant whose condition is spoken of."""
        def lifted(item: Ranked) -> Ranked:
            lift = 0.0
            if query.programme and self.knowledge.programme_of[item.fact] == query.programme:
                lift += self.gates.context_bonus
            fact = self.knowledge.facts.get(item.fact)
            if fact and any(query.said.get(slot) == value for slot, value in fact.when.items()):
                lift += self.gates.context_bonus
            return Ranked(item.fact, item.score + lift, item.likeness + (lift if query.elliptical else 0.0))

        return sorted((lifted(item) for item in ranked), key=lambda item: -item.score)

    def _refuses(self, query: Query, best: Ranked) -> bool:
        gates = self.gates
        if query.out_of_scope >= gates.out_of_scope and best.likeness < gates.sure:
            return True
        return best.likeness < (gates.answer if query.programme else gates.answer_without_programme)

    def _ambiguous(self, query: Query, ranked: Sequence[Ranked]) -> list[str]:
        """Programmes that answer about equally well, when the question fits several."""
        best: dict[str, float] = {}
        for item in ranked:
            best.setdefault(self.knowledge.programme_of[item.fact], item.score)
        top = max(best.values())
        near = [programme for programme, score in best.items() if top - score <= self.gates.ambiguous]
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
        programme = self.knowledge.programme_of[best.fact]
        near = [
            item.fact
            for item in ranked[1:]
            if best.score - item.score <= self.gates.companion
            and self.knowledge.programme_of[item.fact] == programme
            and item.fact in self.knowledge.facts
        ]
        return [best.fact, *near[: self.gates.companions]]
