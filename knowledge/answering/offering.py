"""Offer a person to ask: when the assistant has failed twice in a row, or when somebody wants one."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

from knowledge.answering.care import group_of
from knowledge.care import CareTable
from knowledge.saying.care.whom import ask_whom
from knowledge.saying.page import contacts, sources_of, whom_to_ask
from knowledge.store import Knowledge
from knowledge.texts import load, text
from knowledge.words.answer import Answer
from knowledge.words.query import CARE


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


def with_recipients(knowledge: Knowledge, answer: Answer) -> Answer:
    """The answer with whom its question may be passed on to: its own contacts, else those of its programme.

    Only addresses that stand in facts; none where no fact gives one.
    """
    of_programme = contacts(knowledge.contacts_of(answer.programme)) if answer.programme in knowledge.programmes else []
    for people in (answer.contacts, of_programme):
        if found := tuple(dict.fromkeys(one["email"] for one in people if one.get("email"))):
            return dataclasses.replace(answer, recipients=found)
    return answer


def person_for(knowledge: Knowledge, care: CareTable, slots: Mapping[str, str]) -> Answer:
    """Whom to ask about what the conversation is about; where that is nothing, whom for which subject."""
    programme = slots.get("programme")
    about_care = ask_whom(care, group_of(slots))
    if programme == CARE:
        words = text("answers", "person", "lead")
        return dataclasses.replace(_needing_person(f"{words} {about_care.text}", about_care.contacts), programme=CARE)
    known = programme in knowledge.programmes
    helper = programme if known else load("answers")["general_helper"]
    if helper not in knowledge.programmes:
        return _needing_person(text("answers", "person", "lead"), about_care.contacts)
    facts = knowledge.contacts_of(helper)
    page = knowledge.programmes[helper].page
    people = contacts(facts)
    whom = whom_to_ask(people, page)
    key = "about" if known else "open"
    return Answer(
        "answer",
        text("answers", "person", key, whom=whom, name=knowledge.programmes[helper].head.name, care=about_care.text),
        facts=tuple(fact.id for fact in facts),
        sources=tuple(sources_of(knowledge, page, [fact.id for fact in facts])),
        contacts=(*people, *(() if known else about_care.contacts)),
        programme=programme if known else None,
        question_type="contact",
    )


def _needing_person(words: str, people: Sequence[Mapping[str, Any]]) -> Answer:
    return Answer("no_answer", words, reason="needs_person", contacts=tuple(people), question_type="contact")
