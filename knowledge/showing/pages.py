"""The page at an address."""

from __future__ import annotations

import datetime
import functools

from knowledge.care import CareTable
from knowledge.saying.addresses import ANSWERS, PATIENTS, ids_of, patient_text_of, place_of_address
from knowledge.showing.answers import Answers
from knowledge.showing.finder import finder_page
from knowledge.showing.model import AnswerPage, Suggestion
from knowledge.showing.patients import patient_index, patient_page
from knowledge.showing.suggestions import suggestions
from knowledge.store import Knowledge


class Base:
    """What pages are made of; made once for a build."""

    def __init__(self, knowledge: Knowledge, care: CareTable) -> None:
        self.knowledge = knowledge
        self.care = care

    @functools.cached_property
    def answers(self) -> Answers:
        """The answers as pages."""
        return Answers(self.knowledge, self.care)

    @functools.cached_property
    def suggestions(self) -> tuple[Suggestion, ...]:
        """The questions to choose from while typing."""
        return suggestions(self.knowledge, self.care)


def page_at(base: Base, path: str, today: datetime.date) -> AnswerPage | None:
    """The page at ``path`` ("/vard/papperslosa", "/svar/…") on a day; None where there is none."""
    if path == ANSWERS:
        return base.answers.index(today)
    if path == PATIENTS:
        return patient_index(base.care, today)
    if text := patient_text_of(path):
        return patient_page(base.care, text, today)
    if ids := ids_of(path):
        return base.answers.page(ids, path, today)
    place = place_of_address(path)
    return finder_page(base.care, place, path, today) if place else None
