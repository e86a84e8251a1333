"""Replies as Adaptive Cards 1.5: pure functions from the reply contract to JSON that Teams shows.

What stands in a card: docs/cards.md. Who says what a part of a card looks like (contacts with their phones, sources,
figures): ``layout.py``; the words: ``bot/gateway/teams/texts.yml``.
"""

from __future__ import annotations

from bot.gateway.teams.cards.answer import answer_card, follow_ups
from bot.gateway.teams.cards.channel import example_questions, notice_card, welcome_card
from bot.gateway.teams.cards.fitting import MAX_CARD_BYTES, MAX_TEXT_BYTES
from bot.gateway.teams.cards.model import CardButton, Rendered, SearchResult, Votes
from bot.gateway.teams.cards.searching import search_results

__all__ = [
    "MAX_CARD_BYTES",
    "MAX_TEXT_BYTES",
    "CardButton",
    "Rendered",
    "SearchResult",
    "Votes",
    "answer_card",
    "example_questions",
    "follow_ups",
    "notice_card",
    "search_results",
    "welcome_card",
]
