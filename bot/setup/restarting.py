"""When a server that ended is started again, and when one that runs but does not answer is ended. No processes here."""

from __future__ import annotations

from dataclasses import dataclass

FIRST_PAUSE = 1.0  # seconds
LONGEST_PAUSE = 30.0
SETTLED = 120.0  # seconds that a server has to run for its next end to count as its first
LOST = 2.0  # seconds in which a child that is gone tells its status
HUNG = 60.0  # seconds without an answer; a server that is only busy answers in between
START = 300.0  # seconds that a server may take to begin to answer: a model is loaded


@dataclass
class Restarts:
    """What is remembered of one server. Times are readings of time.monotonic(): a clock set back changes nothing."""

    started: float
    due: float | None = None  # when it is to be started again; None while it runs
    pause: float = 0.0
    gone: float | None = None

    def ended(self, now: float) -> float:
        """Note that it has ended; the seconds until it is started again, twice as many each time."""
        settled = now - self.started >= SETTLED
        self.pause = FIRST_PAUSE if settled or not self.pause else min(2 * self.pause, LONGEST_PAUSE)
        self.due = now + self.pause
        return self.pause

    def begin(self, now: float) -> None:
        """Note that the process is started, at ``now`` in seconds of a clock that is never set back."""
        self.started, self.due, self.gone = now, None, None

    def is_lost(self, now: float) -> bool:
        """Whether it has been gone for long without having told its status."""
        self.gone = now if self.gone is None else self.gone
        return now - self.gone >= LOST


@dataclass
class Pulse:
    """When one server last answered."""

    started: float
    answered: float | None = None

    def note(self, answers: bool, started: float, now: float) -> bool:
        """Note whether it answers; whether it is to be ended because it has not for too long."""
        if started != self.started:
            self.started, self.answered = started, None
        if answers:
            self.answered = now
        if self.answered is None:
            return now - self.started > START
        return now - self.answered > HUNG
