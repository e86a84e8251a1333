"""The words of questions that enough conversations have in common: what may be shown of a group.

A group of like questions may hold stories that were each told once. What stands in one conversation only, or in too
few, is hidden, however many the group has: every word that is shown stands in each of ``least`` conversations.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from bot.insight.anonymous import HIDDEN
from bot.insight.event_store import StoredTurn

MOST: Final = 50  # questions that are tried as the one to show, the most typical first; each is held against all others
_WORD = re.compile(r"\w+")


def shared_questions(turns: Sequence[StoredTurn], least: int) -> list[str]:
    """Questions that stand word for word in at least ``least`` conversations, in the order of ``turns``.

    Where there are none: the question of which most is shared, with "[…]" for what too few have said.
    """
    asking: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for turn in turns:
        asking[_words(turn.question)].add(turn.conversation)
    whole = {_words(turn.question): turn.question for turn in reversed(turns)}
    found = [whole[key] for key in asking if len(asking[key]) >= least]
    if found:
        return found
    parts = [shared_part(turn, turns, least) for turn in turns[:MOST]]
    return [max(parts, key=lambda part: (len(_words(part)), -part.count(HIDDEN)), default=HIDDEN)]


def shared_part(turn: StoredTurn, others: Sequence[StoredTurn], least: int) -> str:
    """The question with every word hidden that it does not share with enough other conversations.

    What is left stands, all of it together, in at least ``least`` conversations; only "[…]" where too few share a word.
    """
    said: dict[str, list[frozenset[str]]] = defaultdict(list)
    for other in others:
        said[other.conversation].append(frozenset(_words(other.question)))
    said.pop(turn.conversation, None)
    kept = frozenset(_words(turn.question))
    for _ in range(least - 1):
        nearest = {name: max((kept & words for words in each), key=len) for name, each in said.items()}
        if not nearest:
            return HIDDEN
        chosen = max(nearest, key=lambda name: len(nearest[name]))
        kept = nearest[chosen]
        del said[chosen]
    shown = _WORD.sub(lambda word: word[0] if word[0].casefold() in kept else HIDDEN, turn.question)
    return shown if kept else HIDDEN


def conversations_by_words(turns: Sequence[StoredTurn]) -> dict[tuple[str, ...], list[StoredTurn]]:
    """The turns by the words of their question, whatever capitals and signs stand around them."""
    found: dict[tuple[str, ...], list[StoredTurn]] = defaultdict(list)
    for turn in turns:
        found[_words(turn.question)].append(turn)
    return dict(found)


def _words(question: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(question.casefold()))
