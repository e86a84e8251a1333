"""A question, understood: what is asked, and how it is asked (read in ``knowledge.understanding``)."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Final

import numpy as np

VARIANT_SLOTS = ("unit_size", "amount_level", "care_choice", "phase")  # slots that choose between variants of a fact
CARE = "care-rights"  # stands where a programme's id stands, for questions about the right to care
FORMS: Final = ("open", "yes_no", "claim", "restriction", "negated", "hypothetical", "comparison", "statement")


@dataclasses.dataclass(frozen=True)
class Manner:
    """``form`` is one of FORMS; the flags may hold for any form.

    ``denies`` says that the sentence itself holds a negation of what is asked ("får hon inte …?", "har väl ingen
    rätt"), ``restricts`` that it allows only so much ("bara akut").
    """

    form: str = "open"
    denies: bool = False
    restricts: bool = False
    supposes: bool = False  # "om hon vore nitton"
    compares: bool = False
    of_staff: bool = False  # what staff may or must, or what a law or a condition says: no right of the patient's
    of_several: bool = False  # persons of different ages at once: what holds for one need not hold for the other

    @property
    def wants_yes_or_no(self) -> bool:
        """Whether a reply may begin with "Ja" or "Nej" where a fact settles just what is asked."""
        return self.form in ("yes_no", "claim", "negated") and not (
            self.restricts or self.compares or self.of_several or self.of_staff
        )


OPEN: Final = Manner()  # where nothing tells how something is asked


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
