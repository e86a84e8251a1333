"""Texts for patients beside an answer, and what somebody gets who asks in English."""

from __future__ import annotations

import dataclasses

from knowledge.care import CareTable
from knowledge.saying.addresses import patient_address, patient_text_of
from knowledge.saying.care.for_patients import text_for
from knowledge.texts import text
from knowledge.understanding.english import is_english
from knowledge.words.answer import Answer
from knowledge.words.query import CARE

ENGLISH = "en"


def with_patient_text(care: CareTable, answer: Answer) -> Answer:
    """The answer with the address of the text for patients that says the same, where one does."""
    found = text_for(care, answer.page) if answer.kind == "answer" and answer.programme == CARE else None
    return dataclasses.replace(answer, patient_page=patient_address(found.id)) if found else answer


def for_who_asks_in_english(care: CareTable, answer: Answer, typed: str) -> Answer:
    """The answer as it is given to ``typed``: to a question in English its checked English text, where it has one.

    The whole answer follows in Swedish, for the text is a patient's and leaves out what only staff need. Where there is
    no such text one English line says that the answer is Swedish. Who asks in Swedish gets the answer as it is.
    """
    if not is_english(typed):
        return answer
    found = care.patients.get(patient_text_of(answer.patient_page))
    if found is None or ENGLISH not in found.wordings:
        said: tuple[str, ...] = (text("english", "only_swedish"),)
    else:
        said = (*found.wordings[ENGLISH].text, text("english", "then_swedish"))
    return dataclasses.replace(answer, text="\n".join([*said, answer.text]), in_english=said)
