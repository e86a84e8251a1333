"""A run's figures that are compared with an earlier run's, each with how far it varied by itself."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.evaluation.bench_load import Load, Times


@dataclass(frozen=True)
class Figure:
    """One line of the table.

    ``value`` is in ``unit``. ``noise``, in the same, is how far rounds of one run lay apart, the smallest from the
    largest: two runs that differ by less tell nothing. ``more_is_better`` is true of rates only.
    """

    name: str
    unit: str
    value: float
    noise: float
    more_is_better: bool = False

    @classmethod
    def of(cls, name: str, unit: str, rounds: Sequence[float], *, more_is_better: bool = False) -> Figure:
        """The median of several rounds; raises StatisticsError when there is none."""
        value, noise = statistics.median(rounds), max(rounds) - min(rounds)
        return cls(name, unit, round(value, 1), round(noise, 1), more_is_better)


@dataclass(frozen=True)
class Round:
    """One round of one number of users: what they met, and the processor seconds of each process meanwhile."""

    load: Load
    processor_s: dict[str, float]

    def processor_ms(self, name: str) -> float:
        """Of one process, by message."""
        return 1000 * self.processor_s.get(name, 0.0) / self.load.messages

    @property
    def all_ms(self) -> float:
        """Of all processes, by message."""
        return 1000 * sum(self.processor_s.values()) / self.load.messages


class Memory(Protocol):
    """Resident memory in MiB (``bench_memory.ProcessMemory``)."""

    @property
    def name(self) -> str:
        """The process."""

    @property
    def rss(self) -> float:
        """With what it shares."""

    @property
    def pss(self) -> float | None:
        """With its part of what it shares."""


def merged(rounds: Sequence[Round]) -> Load:
    """All rounds of one number of users as one: counts and seconds added, of the waits the rounds' median."""
    loads = [one.load for one in rounds]
    p50, p95 = (statistics.median(getattr(load.per_message, name) for load in loads) for name in ("p50_ms", "p95_ms"))
    return Load(
        loads[0].users,
        sum(load.messages for load in loads),
        sum(load.failures for load in loads),
        round(sum(load.seconds for load in loads), 2),
        Times(p50, p95),
    )


def of_rounds(rounds: Sequence[Round]) -> Iterable[Figure]:
    """Waits, rate and processor time of one number of users."""
    who = f"{rounds[0].load.users} at a time"
    loads = [one.load for one in rounds]
    yield Figure.of(f"{who}, p50", "ms", [load.per_message.p50_ms for load in loads])
    yield Figure.of(f"{who}, p95", "ms", [load.per_message.p95_ms for load in loads])
    yield Figure.of(f"{who}, rate", "messages/s", [load.messages_per_second for load in loads], more_is_better=True)
    yield Figure.of(f"{who}, processor, all processes", "ms/message", [one.all_ms for one in rounds])
    for name in sorted({name for one in rounds for name in one.processor_s}):
        times = [one.processor_ms(name) for one in rounds]
        if statistics.median(times) >= 1:
            yield Figure.of(f"{who}, processor, {name}", "ms/message", times)


def of_starts(seconds: Sequence[float]) -> Figure:
    """How long servers take to the first answer."""
    return Figure.of("start to the first answer", "s", seconds)


def of_memory(starts: Sequence[Memory], after_load: Memory) -> Iterable[Figure]:
    """All processes after the load; how far it varies is taken from several starts."""
    resident = [one.rss for one in starts]
    yield Figure("memory, resident", "MiB", round(after_load.rss, 1), round(max(resident) - min(resident), 1))
    shared = [one.pss for one in starts if one.pss is not None]
    if after_load.pss is not None and len(shared) == len(starts):
        noise = round(max(shared) - min(shared), 1)
        yield Figure("memory, shared pages counted once", "MiB", round(after_load.pss, 1), noise)
