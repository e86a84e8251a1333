"""The built-in reading of a message beside a proposed one: what they differ in, and the message as proposed.

Nothing is decided here. What the two readings are answered with decides (``knowledge.answering.differing``), but for
one thing: where they differ in whether yes or no would answer, the reply begins with neither.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Final

from knowledge.limits import LIMITS
from knowledge.understanding.persons import PATIENT, Person
from knowledge.understanding.proposing import NONE, Proposal, ProposedAge, Value
from knowledge.understanding.turns import Turn
from knowledge.words.query import Manner
from knowledge.words.vocabulary import QUESTIONS, TYPES_OF

AGE: Final = "patient_age"
SURE: Final = LIMITS.reader.proposed
# things asked that are read as intents of their own and no question
INTENTS: Final = ("out_of_scope",)


@dataclasses.dataclass(frozen=True)
class Merged:
    """``turn`` is the built-in reading, asked more openly where the two differ in that; ``other`` the proposed one.

    ``other`` is None where the proposal says nothing else of whom, what care or what is asked; ``differs`` names what
    it says otherwise.
    """

    turn: Turn
    other: Turn | None = None
    differs: tuple[str, ...] = ()


def merged(turn: Turn, proposal: Proposal) -> Merged:
    """Both readings of one message. The built-in one is never changed in whom it is about nor in what is asked."""
    turn, openly = _openly(turn, proposal.manner)
    other, differs = turn, list(openly)
    for entity, value in proposal.slots.items():
        changed = _with_slot(other, entity, value)
        differs += [entity] if changed is not other else []
        other = changed
    for name, change in (("patient_age", _with_ages), ("asked", _with_asked), ("continues", _with_leaning)):
        changed = change(other, proposal)
        differs += [name] if changed is not other else []
        other = changed
    return Merged(turn, other if other is not turn else None, tuple(differs))


def _openly(turn: Turn, form: str | None) -> tuple[Turn, tuple[str, ...]]:
    """The turn, asked openly where only one of the readings wants a yes or a no."""
    if form is None or turn.manner.wants_yes_or_no == Manner(form).wants_yes_or_no:
        return turn, ()
    if not turn.manner.wants_yes_or_no:
        return turn, ()
    questions = tuple(
        dataclasses.replace(one, manner=dataclasses.replace(one.manner, form="open")) for one in turn.questions
    )
    return dataclasses.replace(turn, manner=dataclasses.replace(turn.manner, form="open"), questions=questions), (
        "manner",
    )


def _with_slot(turn: Turn, entity: str, value: Value) -> Turn:
    """The turn with a value that the message says, or without one that was only concluded and is not said."""
    found = turn.entities.get(entity)
    if value.value == NONE and found is not None and entity in turn.concluded:
        return _with_entities(turn, entity, None)
    if value.value in (NONE, found):
        return turn
    if value.span is None:  # said before: it carries over by the house's own rules, where nothing else stands here
        return turn if found is None else _with_entities(turn, entity, None)
    return _with_entities(turn, entity, value.value)


def _with_entities(turn: Turn, entity: str, value: str | None) -> Turn:
    """The turn and each of its questions, in which the value stood or nothing did, with another one."""
    before = turn.entities.get(entity)

    def changed(entities: Mapping[str, str]) -> dict[str, str]:
        kept = {name: one for name, one in entities.items() if name != entity}
        return {**kept, entity: value} if value is not None else kept

    def same(entities: Mapping[str, str]) -> bool:
        return entities.get(entity) in (None, before)

    questions = tuple(
        dataclasses.replace(one, entities=changed(one.entities)) if same(one.entities) else one
        for one in turn.questions
    )
    background = changed(turn.background) if entity in turn.background and same(turn.background) else turn.background
    return dataclasses.replace(
        turn,
        entities=changed(turn.entities),
        questions=questions,
        background=background,
        concluded=turn.concluded - {entity},
        side_by_side=None if (turn.side_by_side or ("",))[0] == entity else turn.side_by_side,
    )


def _with_ages(turn: Turn, proposal: Proposal) -> Turn:
    """The turn about those of the ages that the question is about, where they are of other classes than it read."""
    asked = [age for age in proposal.ages if age.asked_about and age.span is not None]
    classes = {age.age_class for age in asked}
    if not asked or classes == _classes(turn):
        return turn
    persons = tuple(_person(age) for age in asked)
    one = {age.value for age in asked}
    if len(one) == 1:
        turn = _with_entities(turn, AGE, asked[0].value)
    elif AGE in turn.entities:
        turn = _with_entities(turn, AGE, None)
    return dataclasses.replace(
        turn,
        persons=persons,
        about=tuple(range(len(persons))),
        manner=dataclasses.replace(turn.manner, of_several=len(classes) > 1),
    )


def _classes(turn: Turn) -> set[str]:
    """The classes of age that the question is about as the turn has it."""
    ages = {turn.persons[number].age for number in turn.about} - {None}
    ages = ages or {turn.entities.get(AGE)} - {None}
    return {ProposedAge(str(age), None, True).age_class for age in ages}


def _person(age: ProposedAge) -> Person:
    start, end = age.span or (0, 0)
    return Person(PATIENT, start, end, age.value, age.span)


def _with_asked(turn: Turn, proposal: Proposal) -> Turn:
    """The turn, or the question of it that the words stand in, asking what is proposed."""
    if len(turn.questions) > 1:
        questions = tuple(_question(one, proposal) for one in turn.questions)
        same = all(one is other for one, other in zip(questions, turn.questions, strict=True))
        return turn if same else dataclasses.replace(turn, questions=questions)
    return _asking(turn, proposal.asks[0].value) if proposal.asks else turn


def _question(question: Turn, proposal: Proposal) -> Turn:
    place = question.place
    if place is None:
        return question
    own = [one for one in proposal.asks if one.span and one.span[0] < place[1] and place[0] < one.span[1]]
    return _asking(question, own[0].value) if len(own) == 1 else question


def _asking(turn: Turn, asked: str) -> Turn:
    """The turn as one that surely asks this; as it was where that is its likeliest already, or no question."""
    if asked in (NONE, "smalltalk", turn.asked_most):
        return turn
    kinds = (asked,) if asked in (*QUESTIONS, *INTENTS) else TYPES_OF[asked]
    intents = [kind if kind in INTENTS else f"ask_{kind}" for kind in kinds]
    intent = max(intents, key=lambda name: turn.ranking.get(name, 0.0))
    return dataclasses.replace(
        turn,
        intent=intent,
        asked={**_scaled(turn.asked), asked: SURE},
        ranking={**_scaled(turn.ranking), intent: SURE},
    )


def _scaled(shares: Mapping[str, float]) -> dict[str, float]:
    """The shares, together no more than what is left beside the proposed one."""
    total = sum(shares.values()) or 1.0
    return {name: share * (1 - SURE) / total for name, share in shares.items()}


def _with_leaning(turn: Turn, proposal: Proposal) -> Turn:
    likeliest = max(turn.continues, key=lambda way: turn.continues[way], default=proposal.leans)
    if proposal.leans in (None, likeliest):
        return turn
    return dataclasses.replace(turn, continues={str(proposal.leans): 1.0})
