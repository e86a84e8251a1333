"""Answer a question from the knowledge base: choose the facts, then compose.

Pure: the same query, day and knowledge give the same answer.
"""

from __future__ import annotations

import dataclasses
import datetime
import re
from collections.abc import Mapping, Sequence

from knowledge.answering.care import answer_about_care, group_of, is_about_care
from knowledge.answering.namesakes import answer_namesakes, namesakes
from knowledge.answering.suggesting import FOREIGN, OUT_OF_SCOPE, questions_near, questions_of, with_suggestions
from knowledge.answering.whole import (
    answer_overview,
    asks_what_is_open,
    meant_now,
    of_no_one_grant,
    speaks_of_whole,
)
from knowledge.care import CareTable
from knowledge.composing import compose, compose_gap, compose_refusal
from knowledge.gates import GATES, Gates
from knowledge.limits import LIMITS
from knowledge.mentions import find
from knowledge.overviews import HOME as WHOLE
from knowledge.premises import foreign_sums
from knowledge.query import CARE, Answer, Button, Query
from knowledge.quoting import PassageAnswers
from knowledge.ranking import FactRanker, Ranked
from knowledge.refusal import answerable, features
from knowledge.search import PassageSearch
from knowledge.store import Knowledge
from knowledge.texts import load, text
from knowledge.tracing import at_least, at_most, below, lifted, note
from knowledge.words import analyse, content_words

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
        self.ranker = FactRanker(knowledge.asks)
        self._types: dict[str, Sequence[str]] = {
            **{fact.id: fact.question for fact in knowledge.facts.values()},
            **{gap.id: gap.question for gap in knowledge.gaps.values()},
            **{topic.id: topic.question for topic in care.topics.values()},
            **{overview.id: overview.question for overview in knowledge.overviews.values()},
        }
        self._home = {
            **knowledge.programme_of,
            **dict.fromkeys(care.topics, CARE),
            **dict.fromkeys(knowledge.overviews, WHOLE),
        }
        self._names = _names(knowledge)
        # what the sources do not give is not offered
        open_ones = {*knowledge.gaps, *(topic.id for topic in care.topics.values() if not topic.settled)}
        self._questions = {f: words for f, words in questions_of(knowledge.asks).items() if f not in open_ones}
        self._words = self.ranker.words_of(self._home)
        said = {fact.id: find(fact.text) for fact in knowledge.facts.values()}
        self._figures = {fact: mentions.figures for fact, mentions in said.items()}
        texts = {fact.id: fact.text for fact in knowledge.facts.values()}
        shares = re.compile(load("questions")["shares"], re.IGNORECASE)
        self._numbered = frozenset(
            fact for fact, one in said.items() if any(map(_counts, one.numbers)) or shares.search(texts[fact])
        )
        self._dated = self._numbered | frozenset(fact for fact, one in said.items() if one.numbers or one.dates)
        self._when: dict[str, Mapping[str, str]] = {
            **{fact.id: fact.when for fact in knowledge.facts.values()},
            **{topic.id: topic.when for topic in care.topics.values()},
        }

    def types_of(self, fact: str) -> Sequence[str]:
        """The question types of a fact, a gap or a topic; () for a row of the table."""
        return self._types.get(fact, ())

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
        everything = self.rank(query)
        if asks_what_is_open(query) and not _foreign(query) and (whole := self._of_grants(everything)):
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
        pages = [item for item in everything if self._home[item.fact] not in (CARE, WHOLE)]
        if self._about_care(query, everything):
            topics = [item for item in everything if self._home[item.fact] == CARE]
            return answer_about_care(self.care, query, topics, self.gates, today)
        best = everything[0] if everything else None
        if best and best.fact in self.knowledge.overviews and not (_foreign(query) or self._refuses(query, best)):
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
        if _surely_foreign(query):
            return False
        return at_least("answerable", chance, self.gates.answerable) or _goes_on_with_case(query)

    def _about_care(self, query: Query, everything: Sequence[Ranked]) -> bool:
        if query.domain is not None:
            note("about_care", decided=query.domain == CARE, domain=query.domain)
            return query.domain == CARE
        best_is_topic = bool(everything) and self._home[everything[0].fact] == CARE
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
        if "contact" in self._types[best.fact] and (people := namesakes(self.knowledge, query)):
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

    def rank(self, query: Query) -> list[Ranked]:
        """All facts that may answer, best first."""
        ranked = self.ranker.rank(query.vector, query.masked, query.question_types, self._types, self._eligible(query))
        return [item for item in self._in_context(query, ranked) if not self._far_gap(item)]

    def _far_gap(self, item: Ranked) -> bool:
        """A gap that is not surely what is asked for: saying "not known" of a known thing helps nobody."""
        return item.fact in self.knowledge.gaps and below("gap", item.likeness, self.gates.gap, item.fact)

    def _eligible(self, query: Query) -> frozenset[str]:
        """Facts of the named programme that are not told yet, their conditions met by what is said or carried over."""
        named = query.said.get("programme")
        group = group_of(query.slots)
        slots = {**query.slots, "patient_group": group} if group else query.slots
        meaning = _asks_what_it_means(query)
        return frozenset(
            fact
            for fact in self._types
            if fact not in query.told
            and (named is None or self._home[fact] == named)
            and self._meets(fact, slots, meaning)
        )

    def _meets(self, fact: str, slots: Mapping[str, str], meaning: bool) -> bool:
        return all(
            slots.get(slot) == value or (meaning and self._covers(value, slots.get(slot)))
            for slot, value in self._when.get(fact, {}).items()
        )

    def _covers(self, umbrella: str, group: str | None) -> bool:
        """Whether what is said of a word for several patient groups holds for this group."""
        return umbrella in self.care.umbrellas and group in self.care.umbrellas[umbrella].members

    def _in_context(self, query: Query, ranked: list[Ranked]) -> list[Ranked]:
        """Prefer the conversation's programme, and the variant whose condition is spoken of."""

        asked = find(query.masked)
        figures = asked.numbers | asked.dates
        if re.search(load("questions")["duration"], query.text.lower()):
            ranked = self._without_numberless(ranked, self._dated)
        elif re.search(load("questions")["quantity"], query.text.lower()):
            ranked = self._without_numberless(ranked, self._numbered)
        leading = self._leading_gap(ranked)

        def in_context(item: Ranked) -> Ranked:
            lifts = self._lifts(query, item, figures)
            if item.fact == leading:
                lifts.pop("gap_handicap")
            lifted(item.fact, lifts)
            lift = sum(lifts.values())
            # a follow-up's few words are like no page's fact; a topic must be near by itself: the table answers else
            nearer = lift if query.elliptical and self._home[item.fact] != CARE else 0.0
            return Ranked(item.fact, item.score + lift, item.likeness + nearer)

        return sorted((in_context(item) for item in ranked), key=lambda item: -item.score)

    def _without_numberless(self, ranked: list[Ranked], counted: frozenset[str]) -> list[Ranked]:
        """For "hur många?": facts without a number yield to a gap about as near, unless one with a number is nearer."""
        gap = max((i for i in ranked if i.fact in self.knowledge.gaps), key=lambda item: item.likeness, default=None)
        best = next((item for item in ranked if item.fact in self.knowledge.facts), None)
        if gap is None or best is None or self._far_gap(gap) or best.fact in counted:
            return ranked
        nearer = any(item.fact in counted and item.likeness > gap.likeness for item in ranked)
        if nearer or not at_most("gap_handicap", best.likeness - gap.likeness, self.gates.gap_handicap, best.fact):
            return ranked
        return [item for item in ranked if item.fact not in self.knowledge.facts]

    def _leading_gap(self, ranked: Sequence[Ranked]) -> str | None:
        """The gap that is far nearer to the question than any fact: surely what is asked for, so it yields to none."""
        gaps = [item for item in ranked if item.fact in self.knowledge.gaps]
        if not gaps:
            return None
        nearest = max(gaps, key=lambda item: item.likeness)
        others = max((item.likeness for item in ranked if item.fact not in self.knowledge.gaps), default=0.0)
        return nearest.fact if at_least("gap_lead", nearest.likeness - others, self.gates.gap_lead) else None

    def _lifts(self, query: Query, item: Ranked, figures: frozenset[object]) -> dict[str, float]:
        """What is added to a fact's score, by the gate that says how much."""
        gates = self.gates
        condition = gates.context_bonus if query.elliptical else gates.condition_bonus
        home = self._home[item.fact]
        spoken = self._is_spoken_of(query, item.fact)
        lifts = {
            "gap_handicap": -gates.gap_handicap if item.fact in self.knowledge.gaps else 0.0,
            "figure_bonus": gates.figure_bonus if figures & self._figures.get(item.fact, frozenset()) else 0.0,
            "context_bonus": self._context_bonus(query) if query.programme and home == query.programme else 0.0,
            "hint_bonus": gates.hint_bonus if home == self._hinted(query) else 0.0,
            "condition_bonus": condition if spoken else 0.0,
        }
        return {name: lift for name, lift in lifts.items() if lift}

    def _hinted(self, query: Query) -> str | None:
        """The home that a word of the question points to: a programme's, or that of the questions about all of them."""
        if query.programme is None and speaks_of_whole(query):
            return WHOLE
        return query.said.get("programme_hint")

    def _context_bonus(self, query: Query) -> float:
        """What the conversation's programme is worth: more for words that fit any of them ("vem är kontaktperson?")."""
        return self.gates.context_bonus_opening if self._opens(query) else self.gates.context_bonus

    def _opens(self, query: Query) -> bool:
        """A question of so few words of its own that it could be about any programme."""
        words = content_words(query.masked)
        few = len(words) <= self.gates.opening_words and not self._names & set(words)
        return few and not query.said.get("programme_hint")

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
            query.programme == self._home[best.fact]
            and at_least("type_sure", types.get(likeliest, 0.0), self.gates.type_sure, best.fact)
            and likeliest in self._types[best.fact]
        )

    def _ambiguous(self, query: Query, ranked: Sequence[Ranked]) -> list[str]:
        """Programmes that answer about equally well, when the question fits several."""
        best: dict[str, float] = {}
        for item in ranked:
            best.setdefault(self._home[item.fact], item.score)
        top = max(best.values())
        near = [home for home, score in best.items() if self._is_near(query, home, top - score)]
        return near[:MAX_CHOICES] if len(near) > 1 else []

    def _is_near(self, query: Query, home: str, behind: float) -> bool:
        """Whether a programme answers about as well as the best; further off where no word speaks against it."""
        fits = self._opens(query) and set(analyse(query.masked)) <= self._words[home]
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
        programme = self._home[best.fact]
        variant = self._is_spoken_of(query, best.fact)
        near = [
            item.fact
            for item in ranked
            if item.fact != best.fact
            and self._home[item.fact] == programme
            and item.fact in self.knowledge.facts
            and not (variant and self._says_of_all(item.fact, best.fact))
            and at_most("companion", best.score - item.score, self.gates.companion, item.fact)
        ]
        chosen = [best.fact, *near[: self.gates.companions]]
        return chosen + self._corrections(query.text, programme, ranked, chosen)

    def _variant_meant(self, query: Query, ranked: Sequence[Ranked]) -> Ranked | None:
        """The variant that is spoken of, where what is nearest tells all variants and is hardly nearer."""
        best = ranked[0]
        near = (item for item in ranked[1:] if at_most("companion", best.score - item.score, self.gates.companion))
        meant = next((item for item in near if self._is_spoken_of(query, item.fact)), None)
        return meant if meant is not None and self._says_of_all(best.fact, meant.fact) else None

    def _is_spoken_of(self, query: Query, fact: str) -> bool:
        """Whether the fact is of a variant that the question names."""
        return any(query.said.get(slot) == value for slot, value in self._when.get(fact, {}).items())

    def _says_of_all(self, fact: str, variant: str) -> bool:
        """Whether a fact is of the variant's type and has no condition of its own."""
        return self._types[fact][0] == self._types[variant][0] and not self._when.get(fact)

    def _corrections(self, question: str, programme: str, ranked: Sequence[Ranked], chosen: Sequence[str]) -> list[str]:
        """The amount as the page gives it, when the question names a sum that the page does not."""
        facts = [fact for fact in self.knowledge.facts.values() if self._home[fact.id] == programme]
        amounts = [i.fact for i in ranked if self._home[i.fact] == programme and "amount" in self._types[i.fact]]
        amounts = [fact for fact in amounts if fact in self.knowledge.facts]
        told = any(fact in amounts for fact in chosen)
        if told or not amounts or not foreign_sums(question, (fact.text for fact in facts)):
            return []
        return amounts[:1]


def _counts(number: str) -> bool:
    """Whether a number is no year."""
    return not re.fullmatch(r"(?:19|20)\d\d", number)


def _foreign(query: Query) -> bool:
    """Whether it is surely about something else: "bidrag hos Jämställdhetsmyndigheten" is none of ours."""
    if re.search(load("names")["givers"], query.text.lower()):
        return True
    return max(query.out_of_scope, query.asked.get(OUT_OF_SCOPE, 0.0)) >= FOREIGN


def _goes_on_with_case(query: Query) -> bool:
    """A kind of care named in the case of a patient whose group is known: what he is entitled to there is ours."""
    return (
        query.domain == CARE
        and "care_type" in query.said
        and "patient_group" in query.slots.keys() - query.said.keys()
        and query.asked.get(OUT_OF_SCOPE, 0.0) < FOREIGN
    )


def _surely_foreign(query: Query) -> bool:
    """Classifier and head agree that it is about something else, and it is no mere value for the question before."""
    return not query.elliptical and min(query.out_of_scope, query.asked.get(OUT_OF_SCOPE, 0.0)) >= FOREIGN


def _names(knowledge: Knowledge) -> frozenset[str]:
    """The words of the contacts' names, lower case: whoever names somebody leaves nothing open."""
    people = (fact.contact for fact in knowledge.facts.values() if fact.contact)
    return frozenset(word for person in people if person.name for word in content_words(person.name))


def _asks_what_it_means(query: Query) -> bool:
    """Whether a patient's group itself is asked about ("räknas hon som papperslös?"), not what it gives."""
    likeliest = max(query.question_types, key=lambda name: query.question_types[name], default="")
    asked = max(query.asked, key=lambda name: query.asked[name], default="")
    about_the_group = likeliest == "care_definition" or asked in ("group_status", "law", "care_definition")
    return about_the_group and "care_type" not in query.said
