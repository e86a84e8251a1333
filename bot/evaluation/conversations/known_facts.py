"""Fact ids in conversations against the knowledge base: a misspelt one would be expected, or forbidden, in vain."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from actions.knowledge_base import answerer
from bot.evaluation.conversations.model import Conversation, Expectation
from bot.evaluation.conversations.reading import problem
from knowledge.editing.reading.problems import Problem


def unknown_facts(conversations: Iterable[Conversation], known: Collection[str]) -> list[Problem]:
    """The ids that are not known, each with its turn's line."""
    return [
        problem(one.file, turn.line, field, "unknown_fact", value=fact)
        for one in conversations
        for turn in one.turns
        for expected in (turn, *turn.at.values())
        for field, fact in _named(expected)
        if fact not in known
    ]


def known_ids() -> frozenset[str]:
    """Facts and gaps of the pages, rows and topics of the right to care; raises StoreError without a build."""
    base = answerer()
    care = base.care
    return frozenset({*base.knowledge.facts, *base.knowledge.gaps, *care.topics, *care.rows})


def _named(expected: Expectation) -> list[tuple[str, str]]:
    return [(field, fact) for field in ("facts", "not_facts") for fact in getattr(expected, field) or ()]
