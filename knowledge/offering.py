"""Offer a person to ask, when the assistant has failed twice in a row."""

from __future__ import annotations

import dataclasses

from knowledge.composing import contacts, whom_to_ask
from knowledge.query import Answer
from knowledge.store import Knowledge
from knowledge.texts import load, text


def offer_person(knowledge: Knowledge, answer: Answer, programme: str | None) -> Answer:
    """The refusal with whom to ask: the contacts of the programme spoken of, else those of the general helpers."""
    if answer.contacts:
        return dataclasses.replace(answer, reason="needs_person")
    helper = programme if programme in knowledge.programmes else load("answers")["general_helper"]
    if helper not in knowledge.programmes:
        return answer
    page = knowledge.programmes[helper].page
    people = contacts(knowledge.contacts_of(helper))
    words = text("answers", "no_answer", "offer_person", whom=whom_to_ask(people, page))
    return dataclasses.replace(answer, text=f"{answer.text}\n{words}", reason="needs_person", contacts=tuple(people))
