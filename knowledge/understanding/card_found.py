"""A card that turns up, or is missing after all: "och om han hittar kortet och visar det?", "har inget alls då?"."""

from __future__ import annotations

import dataclasses
import re

from knowledge.swedish.negation import negated
from knowledge.texts import load
from knowledge.understanding.context import Context
from knowledge.understanding.papers import WITH, WITHOUT
from knowledge.understanding.persons import is_child_age
from knowledge.understanding.turns import Turn

ABOUT_PAPERS = "care-rights.documents."  # the topics that say which papers count


def with_papers(turn: Turn, context: Context) -> Turn:
    """The turn with the group that its words about the card make of the patient spoken of; else as it is."""
    group = context.slots.get("patient_group", "")
    if "patient_group" in turn.entities.keys() - turn.concluded or group not in WITHOUT.keys() | WITH.keys():
        return turn
    if is_child_age(turn.entities.get("patient_age", context.slots.get("patient_age", ""))):
        return turn  # papers decide what grown-ups pay
    words, low = load("papers"), turn.text.lower()
    cards = [found.span("bare" if found["bare"] else 0) for found in re.finditer(words["card"], low)]
    denied = any(negated(low, *span) or re.match(words["lacking"], low[span[1] :]) for span in cards)
    about = any(fact.startswith(ABOUT_PAPERS) for fact in context.facts)
    nothing = about and re.search(words["nothing"], low)
    changed = None
    if group in WITHOUT and ((cards and denied) or nothing):
        changed = WITHOUT[group]
    elif group in WITH and cards and not denied and re.search(words["having"], low):
        changed = WITH[group]
    if changed is None:
        return turn
    changed_turn = dataclasses.replace(turn, entities={**turn.entities, "patient_group": changed})
    if set(re.findall(r"\w+", low)) & set(load("questions")["question_words"]):
        return changed_turn
    # the card is all that changes: what was asked before is asked again
    return dataclasses.replace(changed_turn, continues={"value": 1.0}, asked={"none": 1.0})
