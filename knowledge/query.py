"""A question in, an answer out: the two shapes that everything around the knowledge base uses."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

import numpy as np

from knowledge.manner import OPEN, Manner

VARIANT_SLOTS = ("unit_size", "amount_level", "care_choice", "phase")  # slots that choose between variants of a fact
CARE = "care-rights"  # stands where a programme's id stands, for questions about the right to care


@dataclasses.dataclass(frozen=True)
class Query:
    """One question, understood.

    ``question_types`` maps a type to its probability; ``said`` holds the
    entities of this very message, ``slots`` those and what carries over from
    the conversation. ``vector`` is the encoder's that is fitted to what staff ask, of length 1.
    """

    text: str
    masked: str  # the text without programme names
    vector: np.ndarray
    question_types: Mapping[str, float] = dataclasses.field(default_factory=dict)
    slots: Mapping[str, str] = dataclasses.field(default_factory=dict)
    said: Mapping[str, str] = dataclasses.field(default_factory=dict)
    out_of_scope: float = 0.0  # the classifier's probability that this is about something else
    elliptical: bool = False  # gives a value only ("och en liten enhet?")
    previous: str | None = None  # the question before it, which an elliptical one builds on
    told_status: frozenset[str] = frozenset()  # programmes whose status the conversation has heard
    asked: Mapping[str, float] = dataclasses.field(default_factory=dict)  # what is asked → probability (the head)
    manner: Manner = OPEN  # how it is asked
    asked_before: str = ""  # what the question before it asked
    counted: str | None = None  # the patient group that somebody is asked to count as: "räknas hon som papperslös?"
    before: str = ""  # the question before it, where this one goes on with the same patient and care
    recent: tuple[str, ...] = ()  # facts of the last reply
    told: frozenset[str] = frozenset()  # facts that another question of the message has been answered with already
    plain: np.ndarray | None = None  # the encoder's own vector of the message, which passages are compared with
    domain: str | None = None  # CARE or a programme's id where the reading knows; None where likeness decides

    @property
    def programme(self) -> str | None:
        """The programme that is said or carried over; None where there is none."""
        return self.slots.get("programme")


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
    figures: tuple[Mapping[str, Any], ...] = ()  # sums, dates and fees as rows, see knowledge.figures
    page: str = ""  # address of the page that shows it, see knowledge.addresses; "" where it has none
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
