"""What a person who types may mean: one good question for each thing that can be answered."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Mapping

from knowledge.answering.suggesting import questions_of
from knowledge.care import CareQuery, CareTable
from knowledge.saying.care.asking import question_of
from knowledge.showing.model import Suggestion
from knowledge.store import Knowledge
from knowledge.swedish.folding import lowered
from knowledge.texts import load

ASPECTS = ("right", "fee")
AGES = ("adult", "child")  # of a suggestion; other ages are asked for by typing them
SHORTEST = 4  # letters of a word worth finding a question by
MOST = 16  # words of a question beside its own
WORD = re.compile(r"\w+")


def suggestions(knowledge: Knowledge, care: CareTable) -> tuple[Suggestion, ...]:
    """A question for every fact, gap, topic and overview that has a whole one, then for the table's commonest cells.

    Each stands once; ``words`` are those that its other wordings say most, so that "maxbelopp" finds "Hur mycket …?".
    """
    said = _said(knowledge)
    found = {
        question: Suggestion(question, _beyond(question, said.get(one, Counter())))
        for one, question in questions_of(knowledge.asks).items()
    }
    cells = {one.question: one for one in _cells(care)}
    return tuple({**cells, **found}[question] for question in {**found, **cells})


def _said(knowledge: Knowledge) -> Mapping[str, Counter[str]]:
    """In how many wordings a word stands, by what they ask for."""
    found: dict[str, Counter[str]] = {}
    for one, words in zip(knowledge.asks.facts, knowledge.asks.texts, strict=True):
        found.setdefault(one, Counter()).update(set(_words(words)))
    return found


def _beyond(question: str, words: Counter[str]) -> tuple[str, ...]:
    said = set(_words(question))
    worth = sorted(
        (-times, word) for word, times in words.items() if times > 1 and len(word) >= SHORTEST and word not in said
    )
    return tuple(word for _, word in worth[:MOST])


def _cells(care: CareTable) -> Iterator[Suggestion]:
    order, other = care.order, load("showing")["suggestions"]
    for group, kind, age, aspect in itertools.product(order["groups"], order["cares"], AGES, ASPECTS):
        question = question_of(care, CareQuery(group=group, age_class=age, care=kind, aspect=aspect), aspect)
        if question:
            yield Suggestion(question, (*_words(care.groups[group].name), *other[aspect]))


def _words(text: str) -> list[str]:
    return WORD.findall(lowered(text))
