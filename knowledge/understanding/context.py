"""What a conversation holds from turn to turn: the last question, the slots, the patients spoken of.

Plain values, as the tracker's slots keep them. What a new turn takes from it stands in ``carrying`` and ``following``,
what an answer leaves in it in ``remembering``.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from knowledge.limits import LIMITS
from knowledge.understanding.turns import Turn
from knowledge.words.query import OPEN, Manner

CERTAINTY = "certainty"  # what a question that was put back to the user waits for, in the place of a slot
PAUSE = LIMITS.conversation.pause
ENTITY_SLOTS = (
    "programme", "unit_size", "amount_level", "care_choice", "phase",
    "patient_group", "care_type", "patient_age", "registration",
)  # fmt: skip
CARE_SLOTS = ("patient_group", "care_type", "patient_age", "registration")
PATIENT_SLOTS = ("patient_group", "patient_age", "registration")
PROGRAMME_SLOTS = ("unit_size", "amount_level", "care_choice", "phase")


@dataclasses.dataclass(frozen=True)
class Question:
    """A question to come back to: its words, its vector (base64) and its types."""

    text: str
    masked: str
    embedding: str
    types: Mapping[str, float]
    asked: Mapping[str, float] = dataclasses.field(default_factory=dict)
    manner: Manner = OPEN
    domain: str | None = None

    @classmethod
    def of(cls, turn: Turn, domain: str | None = None) -> Question:
        """What is kept of a turn that was answered, with what it was about."""
        return cls(turn.text, turn.masked, turn.embedding, turn.question_types, turn.asked, turn.manner, domain)

    @property
    def asked_most(self) -> str:
        """The likeliest thing asked, "" where no head has said."""
        return max(self.asked, key=lambda name: self.asked[name], default="")

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> Question:
        """From the plain data that the tracker keeps."""
        return cls(**{**kept, "manner": Manner(**kept.get("manner", {}))})


@dataclasses.dataclass(frozen=True)
class Context:
    """The conversation so far, as the tracker's slots hold it."""

    slots: Mapping[str, str] = dataclasses.field(default_factory=dict)
    question: Question | None = None  # the last one answered
    pending: Question | None = None  # one that waits for the slot `missing`
    missing: str | None = None
    facts: tuple[str, ...] = ()
    sources: tuple[Mapping[str, Any], ...] = ()  # of the last answer
    short: str = ""
    told_status: frozenset[str] = frozenset()
    patients: tuple[Mapping[str, str], ...] = ()  # spoken of so far, the latest last
    turning: str | None = None  # years that the patient soon reaches
    supposed: Mapping[str, str] = dataclasses.field(default_factory=dict)  # what the turn before only supposed of him
    left: Mapping[str, str] = dataclasses.field(default_factory=dict)  # the patient whose case was left for a programme
    left_question: Question | None = None  # what was asked last in that case
    failures: int = 0  # refusals in a row
    offered: Mapping[str, Any] | None = None  # the answer to a question that was put back, while that waits
    at: float = 0.0

    @classmethod
    def read(cls, slots: Mapping[str, Any], now: float) -> Context:
        """Read from slots; a conversation that has paused is forgotten, also one from later than ``now``.

        A clock that was set back must not keep a patient for longer than is promised.
        """
        memory = slots.get("memory") or {}
        if not memory or abs(now - memory.get("at", 0.0)) > PAUSE:
            return cls(at=now)
        return cls(
            slots={name: slots[name] for name in ENTITY_SLOTS if slots.get(name)},
            question=Question.read(memory["question"]) if memory.get("question") else None,
            pending=Question.read(memory["pending"]) if memory.get("pending") else None,
            missing=memory.get("missing"),
            facts=tuple(memory.get("facts", ())),
            sources=tuple(memory.get("sources", ())),
            short=memory.get("short", ""),
            told_status=frozenset(memory.get("told_status", ())),
            patients=tuple(memory.get("patients", ())),
            turning=memory.get("turning"),
            supposed=memory.get("supposed") or {},
            left=memory.get("left") or {},
            left_question=Question.read(memory["left_question"]) if memory.get("left_question") else None,
            failures=memory.get("failures", 0),
            offered=memory.get("offered"),
            at=now,
        )

    def write(self) -> dict[str, Any]:
        """The slots that hold this context, None where a slot is empty."""
        memory = {
            "question": dataclasses.asdict(self.question) if self.question else None,
            "pending": dataclasses.asdict(self.pending) if self.pending else None,
            "missing": self.missing,
            "facts": list(self.facts),
            "sources": [dict(source) for source in self.sources],
            "short": self.short,
            "told_status": sorted(self.told_status),
            "patients": [dict(patient) for patient in self.patients],
            "turning": self.turning,
            "supposed": dict(self.supposed),
            "left": dict(self.left),
            "left_question": dataclasses.asdict(self.left_question) if self.left_question else None,
            "failures": self.failures,
            "offered": self.offered if self.missing == CERTAINTY else None,
            "at": self.at,
        }
        return {**{name: self.slots.get(name) for name in ENTITY_SLOTS}, "memory": memory}
