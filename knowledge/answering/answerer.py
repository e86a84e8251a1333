"""Answer a question from the knowledge base: choose the facts, then compose.

Pure: the same query, day and knowledge give the same answer.
"""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Sequence

from knowledge.answering.care import answer_about_care, is_about_care
from knowledge.answering.likeness import Ranked
from knowledge.answering.namesakes import answer_namesakes, namesakes
from knowledge.answering.premises import foreign_sums
from knowledge.answering.quoting import PassageAnswers
from knowledge.answering.ranking import Ranking
from knowledge.answering.refusal import answerable, features, foreign, goes_on_with_case, surely_foreign
from knowledge.answering.suggesting import questions_near, questions_of, with_suggestions
from knowledge.answering.whole import (
    answer_overview,
    asks_what_is_open,
    meant_now,
    of_no_one_grant,
)
from knowledge.care import CareTable
from knowledge.limits import GATES, LIMITS, Gates
from knowledge.saying.page import compose, compose_gap, compose_refusal
from knowledge.search import PassageSearch
from knowledge.store import Knowledge
from knowledge.swedish.stems import analyse
from knowledge.texts import load, text
from knowledge.words.answer import Answer, Button
from knowledge.words.programmes import HOME as WHOLE
from knowledge.words.query import CARE, Query
from knowledge.words.tracing import at_least, at_most, below, note

MAX_CHOICES = LIMITS.replies.choices


class Answerer:
    """A knowledge base that can be asked."""

    def __init__(
        self, knowledge: Knowledge, care: CareTable, gates: Gates = GATES, passages: PassageSearch | None = None
    ) -> None:
        self.knowledge = knowledge
        self.care = care
        self.gates = gates
        self._passages = PassageAnswers(knowledge, passages, gates) if passages else None
        self.ranking = Ranking(knowledge, care, gates)
        # what the sources do not give is not offered
        open_ones = {*knowledge.gaps, *(topic.id for topic in care.topics.values() if not topic.settled)}
        self._questions = {f: words for f, words in questions_of(knowledge.asks).items() if f not in open_ones}

    def types_of(self, fact: str) -> Sequence[str]:
        """The question types of a fact, a gap or a topic; () for a row of the table."""
        return self.ranking.types.get(fact, ())

    def answer(self, query: Query, today: datetime.date) -> Answer:
        """Return the answer, a question back, or a refusal.

        Raises nothing for any text; StoreError only where passages are searched and the database fails.
        """
        query = of_no_one_grant(query)
        meant = meant_now(self.knowledge, query, today)
        if len(meant) > 1:
            note("pages", decided="ask which of the open grants", programmes=meant)
            return self._ask_programme(meant, None)
        if meant:
            query = dataclasses.replace(query, said={**query.said, "programme": meant[0]})
        everything = self.ranking.rank(query)
        if asks_what_is_open(query) and not foreign(query) and (whole := self._of_grants(everything)):
            note("pages", decided="say what is open", best=whole.fact)
            return self._overview(whole, today)
        ours = self._answerable(query, everything)
        answer = self._chosen(query, everything, today) if ours else self._quote_or_refuse(query, everything, today)
        answer = with_suggestions(answer, query, everything, self._questions, self.gates.offer, ours=ours)
        return self._with_questions(answer, query, everything)

    def _with_questions(self, answer: Answer, query: Query, ranked: Sequence[Ranked]) -> Answer:
        """The answer with the question that it answers, those beside it, and how near and how far ahead it is."""
        own = answer.question or next((self._questions[fact] for fact in answer.facts if fact in self._questions), "")
        near = questions_near(query, ranked, self._questions, self.gates.offer)
        first = ranked[0].likeness if ranked else 0.0
        next_ = max((item.likeness for item in ranked[1:]), default=0.0)
        return dataclasses.replace(
            answer,
            question=own,
            near=tuple(question for question in near if question != own),
            likeness=first,
            lead=first - next_,
        )

    def _chosen(self, query: Query, everything: Sequence[Ranked], today: datetime.date) -> Answer:
        pages = [item for item in everything if self.ranking.home[item.fact] not in (CARE, WHOLE)]
        if self._about_care(query, everything):
            topics = [item for item in everything if self.ranking.home[item.fact] == CARE]
            return answer_about_care(self.care, query, topics, self.gates, today)
        best = everything[0] if everything else None
        if best and best.fact in self.knowledge.overviews and not (foreign(query) or self._refuses(query, best)):
            note("pages", decided="answer about the whole", best=best.fact)
            return self._overview(best, today)
        return self._answer_about_pages(query, pages, today)

    def _overview(self, best: Ranked, today: datetime.date) -> Answer:
        return answer_overview(self.knowledge, self.care, self.knowledge.overviews[best.fact], today, best.score)

    def _of_grants(self, ranked: Sequence[Ranked]) -> Ranked | None:
        """The nearest of the questions about all grants, less that about the pages behind the answers."""
        overviews = self.knowledge.overviews
        return next((one for one in ranked if one.fact in overviews and overviews[one.fact].shows != "pages"), None)

    def _answerable(self, query: Query, everything: Sequence[Ranked]) -> bool:
        seen = features(query, everything[0] if everything else None)
        chance = answerable(seen)
        note("answerable", chance=chance, **seen)
        if surely_foreign(query):
            return False
        return at_least("answerable", chance, self.gates.answerable) or goes_on_with_case(query)

    def _about_care(self, query: Query, everything: Sequence[Ranked]) -> bool:
        if query.domain is not None:
            note("about_care", decided=query.domain == CARE, domain=query.domain)
            return query.domain == CARE
        best_is_topic = bool(everything) and self.ranking.home[everything[0].fact] == CARE
        named = query.said.keys() & {"patient_group", "care_type"}
        page_is_near = (
            bool(everything)
            and not best_is_topic
            and at_least("page_over_care", everything[0].likeness, self.gates.page_over_care, everything[0].fact)
        )
        if not everything or (page_is_near and not named):
            note("about_care", decided=False, page_is_near=page_is_near)
            return False
        return is_about_care(query, best_is_topic, self.gates)

    def _answer_about_pages(self, query: Query, ranked: Sequence[Ranked], today: datetime.date) -> Answer:
        best = ranked[0] if ranked else None
        if best is None or self._refuses(query, best):
            return self._quote_or_refuse(query, ranked, today)
        if "contact" in self.ranking.types[best.fact] and (people := namesakes(self.knowledge, query)):
            note("pages", decided="tell apart who may be meant", people=[fact.id for fact in people])
            return answer_namesakes(self.knowledge, people, today, best.score)
        if query.programme is None and (choices := self._ambiguous(query, ranked)):
            note("pages", decided="ask which programme", programmes=choices)
            return self._ask_programme(choices, best.score)
        if best.fact in self.knowledge.gaps:
            note("pages", decided="say that the page does not give it", best=best.fact)
            return compose_gap(self.knowledge, self.knowledge.gaps[best.fact], today, best.score)
        facts = self._with_companions(query, ranked)
        note("pages", decided="answer", facts=facts)
        return compose(self.knowledge, facts, query, today, best.score)

    def _quote_or_refuse(self, query: Query, ranked: Sequence[Ranked], today: datetime.date) -> Answer:
        """No fact answers: the words of a page without facts may, else nothing does."""
        best = ranked[0] if ranked else None
        quoted = self._passages.answer(query, today) if self._passages else None
        note("pages", decided="quote a passage" if quoted else "refuse", best=best.fact if best else None)
        return quoted or compose_refusal(self.knowledge, query, best.score if best else None)

    def _refuses(self, query: Query, best: Ranked) -> bool:
        gates = self.gates
        hinted = query.programme or query.said.get("programme_hint")
        name = "answer" if hinted else "answer_without_programme"
        if self._typed(query, best):
            name = "answer_typed"
        return below(name, best.likeness, getattr(gates, name), best.fact)

    def _typed(self, query: Query, best: Ranked) -> bool:
        """Whether the fact is of the conversation's programme and of the very type that is surely asked for."""
        types = query.question_types
        likeliest = max(types, key=lambda name: types[name], default="")
        return (
            query.programme == self.ranking.home[best.fact]
            and at_least("type_sure", types.get(likeliest, 0.0), self.gates.type_sure, best.fact)
            and likeliest in self.ranking.types[best.fact]
        )

    def _ambiguous(self, query: Query, ranked: Sequence[Ranked]) -> list[str]:
        """Programmes that answer about equally well, when the question fits several."""
        best: dict[str, float] = {}
        for item in ranked:
            best.setdefault(self.ranking.home[item.fact], item.score)
        top = max(best.values())
        near = [home for home, score in best.items() if self._is_near(query, home, top - score)]
        return near[:MAX_CHOICES] if len(near) > 1 else []

    def _is_near(self, query: Query, home: str, behind: float) -> bool:
        """Whether a programme answers about as well as the best; further off where no word speaks against it."""
        fits = self.ranking.opens(query) and set(analyse(query.masked)) <= self.ranking.words[home]
        name = "ambiguous_opening" if fits else "ambiguous"
        return at_most(name, behind, getattr(self.gates, name), home)

    def _ask_programme(self, programmes: Sequence[str], score: float | None) -> Answer:
        names = load("answers")["choices"]
        buttons = tuple(Button(name, name) for name in (names.get(one) or self._name_of(one) for one in programmes))
        return Answer(
            "clarify",
            text("answers", "clarify", "programme"),
            reason="ambiguous",
            buttons=buttons,
            missing="programme",
            score=score,
        )

    def _name_of(self, programme: str) -> str:
        return self.knowledge.programmes[programme].head.name

    def _with_companions(self, query: Query, ranked: Sequence[Ranked]) -> list[str]:
        """The best fact and those so near that choosing between them would be a guess.

        A variant that is spoken of ("en liten enhet") needs nothing said of all variants beside it.
        """
        best = self._variant_meant(query, ranked) or ranked[0]
        programme = self.ranking.home[best.fact]
        variant = self.ranking.is_spoken_of(query, best.fact)
        near = [
            item.fact
            for item in ranked
            if item.fact != best.fact
            and self.ranking.home[item.fact] == programme
            and item.fact in self.knowledge.facts
            and not (variant and self.ranking.says_of_all(item.fact, best.fact))
            and at_most("companion", best.score - item.score, self.gates.companion, item.fact)
        ]
        chosen = [best.fact, *near[: self.gates.companions]]
        return chosen + self._corrections(query.text, programme, ranked, chosen)

    def _variant_meant(self, query: Query, ranked: Sequence[Ranked]) -> Ranked | None:
        """The variant that is spoken of, where what is nearest tells all variants and is hardly nearer."""
        best = ranked[0]
        near = (item for item in ranked[1:] if at_most("companion", best.score - item.score, self.gates.companion))
        meant = next((item for item in near if self.ranking.is_spoken_of(query, item.fact)), None)
        return meant if meant is not None and self.ranking.says_of_all(best.fact, meant.fact) else None

    def _corrections(self, question: str, programme: str, ranked: Sequence[Ranked], chosen: Sequence[str]) -> list[str]:
        """The amount as the page gives it, when the question names a sum that the page does not."""
        facts = [fact for fact in self.knowledge.facts.values() if self.ranking.home[fact.id] == programme]
        amounts = [
            i.fact for i in ranked if self.ranking.home[i.fact] == programme and "amount" in self.ranking.types[i.fact]
        ]
        amounts = [fact for fact in amounts if fact in self.knowledge.facts]
        told = any(fact in amounts for fact in chosen)
        if told or not amounts or not foreign_sums(question, (fact.text for fact in facts)):
            return []
        return amounts[:1]
