"""What a reply assumes, in words: the line above the answer, whose parts can be changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from knowledge.answering.care import group_of
from knowledge.care import CareTable
from knowledge.limits import LIMITS
from knowledge.texts import load, text
from knowledge.understanding.predicates import predicates_of
from knowledge.understanding.turns import Turn
from knowledge.words.answer import Answer
from knowledge.words.programmes import Names
from knowledge.words.query import CARE, Query

Part = Mapping[str, Any]
OF_PROGRAMME: Final = ("unit_size", "amount_level", "phase", "care_choice")
KINDS: Final = ("answer", "no_answer", "clarify")
UNSURE: Final = LIMITS.following.unsure
FOREIGN: Final = ("out_of_scope",)  # reasons of a reply that rests on nothing that was understood


def understood(
    table: CareTable, turn: Turn, query: Query, answer: Answer, named: Names | None = None
) -> tuple[Part, ...]:
    """The parts of what the reply rests on, as in the reply contract; empty where nothing was understood.

    ``named`` are the names that came with programmes' facts, the full one first.
    ``inferred`` parts were carried over or concluded, not said in this message; ``span`` gives character offsets in
    the message where it was said as it stands.
    """
    if answer.kind not in KINDS or answer.reason in FOREIGN:
        return ()
    parts = _of_patient(table, query) if answer.programme == CARE else _of_programme(query, answer, named or {})
    return tuple(_placed(part, turn, query) for part in parts)


def things_asked(turn: Turn) -> tuple[Part, ...]:
    """The parts that say what is asked, where that is several things; to be shown only."""
    labels = load("understood")["asked"]
    found = [one for one in predicates_of(turn) if one.sure >= UNSURE and one.asked in labels]
    if len({one.asked for one in found}) <= 1:
        return ()
    return tuple(
        {
            **_part("asked", one.asked, labels[one.asked], []),
            "person": None,
            "span": list(one.span) if one.span else None,
            "inferred": False,
        }
        for one in found
    )


def _of_patient(table: CareTable, query: Query) -> Iterator[dict[str, Any]]:
    slots = query.slots
    if age := slots.get("patient_age"):
        ages = load("understood")["ages"]
        label = text("understood", "years", years=age) if age.isdigit() else ages[age]["title"]
        yield _part("patient_age", age, label, [dict(choice) for choice in ages.values()])
    group = group_of(slots) or ""
    if group in table.groups:
        yield _part("patient_group", group, table.groups[group].name, _groups(table))
    elif group in table.umbrellas:
        members = table.umbrellas[group].members
        shown = members[: LIMITS.replies.groups]
        label = f" {text('care', 'ask_or')} ".join(table.groups[member].name for member in shown)
        yield _part("patient_group", group, label, _groups(table, members))
    care = slots.get("care_type", "")
    if care in table.cares:
        yield _part("care_type", care, table.cares[care].noun, _cares(table))


def _of_programme(query: Query, answer: Answer, named: Names) -> Iterator[dict[str, Any]]:
    names = {**load("answers")["choices"], **{programme: own[0] for programme, own in named.items()}}
    if answer.programme and answer.programme in names:
        choices = [{"title": name, "payload": name} for name in names.values()]
        yield _part("programme", answer.programme, names[answer.programme], choices)
    words = load("understood")
    for slot in OF_PROGRAMME:
        value = query.said.get(slot, "")
        if value in words[slot]:
            choices = [{"title": label, "payload": label} for label in words[slot].values()]
            yield _part(slot, value, words[slot][value], choices)


def _groups(table: CareTable, ids: tuple[str, ...] | None = None) -> list[dict[str, str]]:
    chosen = ids or table.order["groups"]
    return [{"title": table.groups[one].name, "payload": table.groups[one].say} for one in chosen]


def _cares(table: CareTable) -> list[dict[str, str]]:
    return [{"title": table.cares[one].title, "payload": table.cares[one].say} for one in table.order["cares"]]


def _part(slot: str, value: str, label: str, choices: list[dict[str, str]]) -> dict[str, Any]:
    return {"slot": slot, "value": value, "label": label, "choices": choices}


def _placed(part: dict[str, Any], turn: Turn, query: Query) -> Part:
    """The part with where it was said, whether it was said at all, and of which person."""
    slot = part["slot"]
    said = slot in query.said and slot not in turn.concluded
    span = turn.spans.get(slot) if said else None
    person = 1 if slot in ("patient_age", "patient_group", "registration") else None
    return {**part, "person": person, "span": list(span) if span else None, "inferred": not said}
