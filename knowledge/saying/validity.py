"""Facts that hold on some days only: the one in force is given, another is said to be past or to come."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

from knowledge.swedish.dates import say_partial
from knowledge.texts import text
from knowledge.words.facts import Fact


def holds_on(fact: Fact, today: datetime.date) -> bool:
    """True when ``today`` lies within the fact's validity; True for a fact without bounds."""
    starts, ends = fact.first_valid, fact.last_valid
    return (starts is None or starts <= today) and (ends is None or today <= ends)


def in_force(chosen: Sequence[Fact], all_facts: Iterable[Fact], today: datetime.date) -> list[Fact]:
    """Put in each fact's place the one that holds today of those that say the same thing for other days.

    Two facts say the same thing when they have bounds, type, main question
    and condition in common. A fact without such a sibling stays.
    """
    siblings = [fact for fact in all_facts if (fact.valid_from or fact.valid_to) and holds_on(fact, today)]
    current = [
        fact if holds_on(fact, today) else next((other for other in siblings if _same_matter(fact, other)), fact)
        for fact in chosen
    ]
    return list({fact.id: fact for fact in current}.values())


def _same_matter(one: Fact, other: Fact) -> bool:
    programme = one.id.split(".")[0]
    return (one.type, one.question[0], dict(one.when)) == (other.type, other.question[0], dict(other.when)) and (
        other.id.split(".")[0] == programme
    )


def validity_sentence(fact: Fact, today: datetime.date) -> str | None:
    """Return "Uppgiften gällde till och med 2025." or "Uppgiften gäller från ..."; None on days when it holds."""
    if fact.valid_to and fact.last_valid and today > fact.last_valid:
        return text("answers", "validity", "past", until=say_partial(fact.valid_to))
    if fact.valid_from and fact.first_valid and today < fact.first_valid:
        return text("answers", "validity", "ahead", since=say_partial(fact.valid_from))
    return None
