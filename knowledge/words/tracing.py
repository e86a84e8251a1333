"""What decided an answer, written down by the very code that decides.

``at_least``, ``at_most`` and ``below`` are the comparisons that answering makes; inside ``traced()`` each also leaves a
record, else they cost a look at a variable. Nothing reads a trace to decide anything.

A turn may be read in several ways of which one is answered. Each reading is traced ``apart``, and ``keep`` takes up the
one that is sent, so that nobody is shown another reading's scores beside it.
"""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from typing import Any, Final

#: What the note of the step "turn" says of a message that asked several things: it holds a reading of each.
SEVERAL: Final = "several questions"


@dataclasses.dataclass(frozen=True)
class Check:
    """One comparison with a limit, in the order made."""

    name: str  # of the limit: a field of gates.Gates
    value: float
    limit: float
    comparison: str  # "≥", "≤" or "<": the comparison that was asked about
    held: bool  # whether it was true
    about: str = ""  # the fact or condition concerned


@dataclasses.dataclass(frozen=True)
class Likeness:
    """How a fact's best ask is like the question; each part is a cosine, not yet weighted."""

    ask: str
    vector: float
    characters: float
    words: float


@dataclasses.dataclass
class Candidate:
    """A fact that may answer, with what its score is made of."""

    fact: str
    likeness: float  # before lifts
    question_type: float  # what the fact's question type added to the score
    best_ask: Likeness
    lifts: dict[str, float] = dataclasses.field(default_factory=dict)

    @property
    def score(self) -> float:
        """What the fact was ranked by: likeness, what its question type adds, and every lift."""
        return self.likeness + self.question_type + sum(self.lifts.values())


@dataclasses.dataclass
class Trace:
    """Everything that one answer left."""

    checks: list[Check] = dataclasses.field(default_factory=list)
    candidates: dict[str, Candidate] = dataclasses.field(default_factory=dict)
    notes: list[dict[str, Any]] = dataclasses.field(default_factory=list)  # each with "step"

    def ranked(self) -> list[Candidate]:
        """Candidates, best score first."""
        return sorted(self.candidates.values(), key=lambda candidate: -candidate.score)

    def take(self, other: Trace) -> None:
        """Add what another trace holds; of a fact in both, the other's candidate stands."""
        self.checks += other.checks
        self.candidates.update(other.candidates)
        self.notes += other.notes


_current: ContextVar[Trace | None] = ContextVar("trace", default=None)


@contextlib.contextmanager
def traced() -> Iterator[Trace]:
    """Record what is decided inside the ``with``."""
    trace = Trace()
    token = _current.set(trace)
    try:
        yield trace
    finally:
        _current.reset(token)


@contextlib.contextmanager
def apart() -> Iterator[Trace | None]:
    """Record inside the ``with`` in a trace of its own, which is lost unless it is kept; None where none is written."""
    if _current.get() is None:
        yield None
        return
    with traced() as trace:
        yield trace


def keep(trace: Trace | None) -> None:
    """Take up what a reading left ``apart``."""
    outer = _current.get()
    if outer is not None and trace is not None:
        outer.take(trace)


def current() -> Trace | None:
    """The trace that is being written, if any."""
    return _current.get()


def at_least(name: str, value: float, limit: float, about: str = "") -> bool:
    """``value >= limit``, recorded."""
    return _checked(Check(name, value, limit, "≥", value >= limit, about))


def below(name: str, value: float, limit: float, about: str = "") -> bool:
    """``value < limit``, recorded."""
    return _checked(Check(name, value, limit, "<", value < limit, about))


def at_most(name: str, value: float, limit: float, about: str = "") -> bool:
    """``value <= limit``, recorded."""
    return _checked(Check(name, value, limit, "≤", value <= limit, about))


def note(step: str, **found: Any) -> None:
    """Record something that was decided without a limit."""
    trace = _current.get()
    if trace is not None:
        trace.notes.append({"step": step, **found})


def lifted(fact: str, lifts: Mapping[str, float]) -> None:
    """Record what context added to a candidate's score."""
    trace = _current.get()
    if trace is not None and fact in trace.candidates:
        trace.candidates[fact].lifts = dict(lifts)


def _checked(check: Check) -> bool:
    trace = _current.get()
    if trace is not None:
        trace.checks.append(check)
    return check.held
