"""Answers as hits of the message extension: one for each source, without buttons and votes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.gateway.contract import Reply
from bot.gateway.teams.cards.content import Content, content_of
from bot.gateway.teams.cards.fitting import clip, render
from bot.gateway.teams.cards.model import SearchResult
from bot.gateway.teams.cards.texts import card_texts

TITLE = 80  # characters that a hit's title keeps
PREVIEW = 200  # characters of the answer under it


def search_results(replies: Sequence[Reply]) -> list[SearchResult]:
    """A hit for each source of each answer, and one for a refusal that says whom to ask; nothing for small talk."""
    return [hit for reply in replies for hit in _hits(content_of(reply))]


def _hits(content: Content) -> Iterator[SearchResult]:
    if content.kind == "no_answer" and (content.contacts or content.pages):
        yield _hit(card_texts().search.no_answer, content)
    elif content.kind == "answer" and content.pages:
        for page in content.pages:
            yield _hit(page.title, replace(content, pages=(page,)))
    elif content.kind == "answer" and content.lines:
        yield _hit(content.lines[0], content)


def _hit(title: str, content: Content) -> SearchResult:
    return SearchResult(clip(title, TITLE), clip(" ".join(content.lines), PREVIEW), render(content))
