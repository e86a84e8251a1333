"""All facts that may answer a question, the best first.

How like the question each is (``likeness``), and what the conversation, the words of the question and the facts'
conditions add to that or take from it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from knowledge.answering.care import group_of
from knowledge.answering.likeness import FactRanker, Ranked
from knowledge.answering.whole import speaks_of_whole
from knowledge.care import CareTable
from knowledge.limits import GATES, Gates
from knowledge.store import Knowledge
from knowledge.swedish.mentions import find
from knowledge.swedish.stems import content_words
from knowledge.texts import load
from knowledge.words.programmes import HOME as WHOLE
from knowledge.words.query import CARE, Query
from knowledge.words.tracing import at_least, at_most, below, lifted


class Ranking:
    """Orders everything that can be answered: facts, gaps, topics beside the care table, questions about the whole.

    ``home`` is the programme that each is of, CARE or WHOLE; ``types`` its question types; ``words`` the stems of the
    ways of asking for anything of a home.
    """

    def __init__(self, knowledge: Knowledge, care: CareTable, gates: Gates = GATES) -> None:
        self.knowledge = knowledge
        self.care = care
        self.gates = gates
        self._likeness = FactRanker(knowledge.asks)
        self.types: Mapping[str, Sequence[str]] = {
            **{fact.id: fact.question for fact in knowledge.facts.values()},
            **{gap.id: gap.question for gap in knowledge.gaps.values()},
            **{topic.id: topic.question for topic in care.topics.values()},
            **{overview.id: overview.question for overview in knowledge.overviews.values()},
        }
        self.home: Mapping[str, str] = {
            **knowledge.programme_of,
            **dict.fromkeys(care.topics, CARE),
            **dict.fromkeys(knowledge.overviews, WHOLE),
        }
        self.words = self._likeness.words_of(self.home)
        self._names = _names(knowledge)
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

    def rank(self, query: Query) -> list[Ranked]:
        """All facts that may answer, best first."""
        ranked = self._likeness.rank(
            query.vector, query.masked, query.question_types, self.types, self._eligible(query)
        )
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
            for fact in self.types
            if fact not in query.told
            and (named is None or self.home[fact] == named)
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
            nearer = lift if query.elliptical and self.home[item.fact] != CARE else 0.0
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
        home = self.home[item.fact]
        spoken = self.is_spoken_of(query, item.fact)
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
        return self.gates.context_bonus_opening if self.opens(query) else self.gates.context_bonus

    def opens(self, query: Query) -> bool:
        """A question of so few words of its own that it could be about any programme."""
        words = content_words(query.masked)
        few = len(words) <= self.gates.opening_words and not self._names & set(words)
        return few and not query.said.get("programme_hint")

    def is_spoken_of(self, query: Query, fact: str) -> bool:
        """Whether the fact is of a variant that the question names."""
        return any(query.said.get(slot) == value for slot, value in self._when.get(fact, {}).items())

    def says_of_all(self, fact: str, variant: str) -> bool:
        """Whether a fact is of the variant's type and has no condition of its own."""
        return self.types[fact][0] == self.types[variant][0] and not self._when.get(fact)


def _counts(number: str) -> bool:
    """Whether a number is no year."""
    return not re.fullmatch(r"(?:19|20)\d\d", number)


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
