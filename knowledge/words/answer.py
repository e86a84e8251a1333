"""A reply before any channel gives it form, and what it is made of: sources, buttons."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any


@dataclasses.dataclass(frozen=True)
class Source:
    """Where an answer stands; fields as in the reply contract.

    ``quote`` holds the source's own words, letter by letter, or is empty; ``summary`` is ours, and shown as that.
    """

    id: str
    title: str
    publisher: str
    url: str
    updated: str | None
    quote: str
    legal: str | None = None
    summary: str = ""

    def as_reply(self) -> dict[str, Any]:
        """The source in the form of the reply contract."""
        return dataclasses.asdict(self)


@dataclasses.dataclass(frozen=True)
class Button:
    """A reply that the user may choose; pressing it says ``payload``."""

    title: str
    payload: str


@dataclasses.dataclass(frozen=True)
class Answer:
    """A composed reply, before any channel gives it form."""

    kind: str
    text: str
    reason: str | None = None
    facts: tuple[str, ...] = ()
    status: dict[str, str | None] | None = None
    statuses: tuple[Mapping[str, str | None], ...] = ()  # of a reply about several programmes, each with its name
    sources: tuple[Mapping[str, Any], ...] = ()  # as in the reply contract, see Source
    contacts: tuple[Mapping[str, Any], ...] = ()
    figures: tuple[Mapping[str, Any], ...] = ()  # sums, dates and fees as rows, see knowledge.saying.figures
    page: str = ""  # address of the page that shows it, see knowledge.saying.addresses; "" where it has none
    patient_page: str = ""  # address of the text for patients that says the same; "" where there is none
    in_english: tuple[str, ...] = ()  # the lines of its text that are English, for whoever reads them aloud
    recipients: tuple[str, ...] = ()  # e-mail addresses that facts give for its subject, for passing the question on
    understood: tuple[Mapping[str, Any], ...] = ()  # what the reply assumes, as in the reply contract
    buttons: tuple[Button, ...] = ()
    programme: str | None = None
    question_type: str | None = None
    missing: str | None = None  # the slot that a clarification asks for
    score: float | None = None
    short: str = ""  # the facts alone, for "say it shorter"
    question: str = ""  # the plain question that this answers, as a button says it; "" where it has none
    near: tuple[str, ...] = ()  # the questions next to it that are answered too, the nearest first
    likeness: float = 0.0  # of the nearest item of the knowledge base, 0..1
    lead: float = 0.0  # by how much that is ahead of the next one in likeness; below 0 where the next is nearer

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> Answer:
        """From the plain data that the tracker keeps: what ``dataclasses.asdict`` made of an answer."""
        values: dict[str, Any] = {name: tuple(one) if isinstance(one, list) else one for name, one in kept.items()}
        values["buttons"] = tuple(Button(**button) for button in kept["buttons"])
        return cls(**values)

    def contract(self) -> dict[str, Any]:
        """The ``custom`` object of the reply contract."""
        return {
            "kind": self.kind,
            "reason": self.reason,
            "facts": list(self.facts),
            "status": self.status,
            "statuses": [dict(status) for status in self.statuses],
            "sources": [dict(source) for source in self.sources],
            "contacts": [dict(contact) for contact in self.contacts],
            "figures": [dict(figure) for figure in self.figures],
            "page": self.page or None,
            "understood": [
                {**part, "choices": [dict(choice) for choice in part.get("choices", ())]} for part in self.understood
            ],
            **({"patient_page": self.patient_page} if self.patient_page else {}),
            **({"in_english": list(self.in_english)} if self.in_english else {}),
            **({"recipients": list(self.recipients)} if self.recipients else {}),
        }
