"""The amounts, dates and fees of an answer as short rows for channels that show a table.

They come from the facts' typed values and from the care table's fee words, never from the text of a reply.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from typing import Any

from knowledge.swedish.dates import parse_partial, say_partial
from knowledge.texts import load, text
from knowledge.words.facts import Fact, Value
from knowledge.words.programmes import Event

FILE = "figures"
TYPES = ("amount", "date", "period")  # the fact types whose value is said in a few words


@dataclasses.dataclass(frozen=True)
class Figure:
    """One row: "Högsta belopp, liten enhet": "60 000 kronor". ``fact`` is the id of what gives it."""

    fact: str
    label: str
    words: str

    def as_reply(self) -> dict[str, Any]:
        """The row in the form of the reply contract."""
        return dataclasses.asdict(self)


def figures(facts: Sequence[Fact], events: Iterable[Event] = ()) -> tuple[dict[str, Any], ...]:
    """The rows of some facts, in their order; facts without a sum or a date have none."""
    event_of = {event.fact: event.event for event in events}
    rows = [
        Figure(fact.id, _label(fact, fact.value, event_of.get(fact.id)), words)
        for fact in facts
        if fact.type in TYPES and fact.value and (words := _words(fact.value))
    ]
    return tuple(row.as_reply() for row in rows)


def fee_figure(fact: str, care: str, words: str) -> dict[str, Any]:
    """The row of a fee: ``care`` is the title of the kind of care ("Läkarbesök")."""
    return Figure(fact, text(FILE, "fee", care=care[:1].lower() + care[1:]), words).as_reply()


def _label(fact: Fact, value: Value, event: str | None) -> str:
    own = load(FILE)["labels"].get(fact.id)
    label = own or _label_of_type(fact, value, event)
    names = load(FILE)["conditions"]
    conditions = [names[slot][chosen] for slot, chosen in fact.when.items() if chosen in names.get(slot, {})]
    return text(FILE, "with_condition", label=label, condition=", ".join(conditions)) if conditions else str(label)


def _label_of_type(fact: Fact, value: Value, event: str | None) -> str:
    if fact.type == "amount" and value.max is not None and value.min is None:
        return text(FILE, "highest")
    if fact.type == "amount" and value.min is not None and value.max is None:
        return text(FILE, "lowest")
    if fact.type == "date" and event:
        return text(FILE, "events", event)
    if fact.type == "period":
        return text(FILE, "period")
    names: dict[str, str] = load(FILE)["questions"]
    return names.get(fact.question[0], names["amount" if fact.type == "amount" else "deadline"])


def _words(value: Value) -> str:
    if value.min is not None and value.max is not None:
        return text(FILE, "sums", "range", least=_sum(value.min), most=_sum(value.max))
    for amount in (value.value, value.max, value.min):
        if amount is not None:
            return text(FILE, "sums", "one", amount=_sum(amount))
    return say_partial(value.date) if value.date else _period(value.from_, value.to)


def _period(start: str | None, end: str | None) -> str:
    if start and end:
        if start == end:
            return say_partial(start)
        key = "between" if all(parse_partial(bound)[1] is None for bound in (start, end)) else "between_days"
        return text(FILE, "dates", key, start=say_partial(start), end=say_partial(end))
    if start:
        return text(FILE, "dates", "since", start=say_partial(start))
    return text(FILE, "dates", "until", end=say_partial(end)) if end else ""


def _sum(kronor: int) -> str:
    return f"{kronor:,}".replace(",", " ")
