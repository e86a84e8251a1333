"""What was measured, as a table to read and as JSON to keep."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from bot.evaluation.bench_figures import Figure
from bot.evaluation.bench_load import Load
from bot.evaluation.bench_memory import ProcessMemory, total
from bot.evaluation.bench_nlu import Reading
from bot.evaluation.bench_setup import SetupTimes
from bot.setup.progress import duration

WIDTH = 44  # of the first column
Row = tuple[str, ...]


@dataclass(frozen=True)
class Machine:
    """What the figures depend on."""

    cores: int
    memory_gib: float
    load_average: float  # over the last minute, before anything was started; near 0 on a quiet machine
    python: str

    @property
    def described(self) -> str:
        """What makes two runs comparable, in words."""
        return f"{self.cores} cores, {self.memory_gib:.1f} GiB, Python {self.python}"


@dataclass(frozen=True)
class Report:
    """All figures of one run."""

    machine: Machine
    setup: SetupTimes
    first_start_s: float
    second_start_s: float
    loads: Sequence[Load]
    memory_at_start: Sequence[ProcessMemory]
    memory_after_load: Sequence[ProcessMemory]
    reading: Reading | None  # None where it was not measured
    figures: Sequence[Figure] = ()  # what is compared with the committed run

    @property
    def slowdown(self) -> float:
        """Median wait among the most users, by that of the fewest."""
        return self.loads[-1].per_message.p50_ms / self.loads[0].per_message.p50_ms

    def as_json(self) -> dict[str, Any]:
        """Everything, with what is computed; keys name their units."""
        rates = [{**asdict(load), "messages_per_second": round(load.messages_per_second, 2)} for load in self.loads]
        return {
            **asdict(self),
            "loads": rates,
            "latency_ratio": round(self.slowdown, 2),
            "reading_share": round(self.reading.share, 2) if self.reading else None,
            "memory_total_after_load": asdict(total(self.memory_after_load)),
        }

    def lines(self) -> Iterator[str]:
        """The table."""
        for title, rows in (
            (("Machine",), self._machine()),
            (("Wait per message", "p50 ms", "p95 ms", "messages/s", "messages", "failed"), self._waits()),
            (("Memory after the load (MiB)", "RSS", "PSS"), self._memory()),
            (("Start",), self._start()),
            (("Set-up",), self._setup()),
        ):
            yield _line(title)
            yield from (_line((f"  {name}", *cells)) for name, *cells in rows)
            yield ""

    def _machine(self) -> Iterator[Row]:
        machine = self.machine
        yield "cores", str(machine.cores)
        yield "memory", f"{machine.memory_gib:.1f} GiB"
        yield "load average before", f"{machine.load_average:.2f}"
        yield "Python", machine.python

    def _waits(self) -> Iterator[Row]:
        for load in self.loads:
            times = load.per_message
            rate, counts = f"{load.messages_per_second:.1f}", (str(load.messages), str(load.failures))
            yield f"{load.users} at a time", f"{times.p50_ms:.0f}", f"{times.p95_ms:.0f}", rate, *counts
        yield f"p50, {self.loads[-1].users} users by {self.loads[0].users}", f"{self.slowdown:.1f} x"
        if self.reading is not None:
            for name, times in (("whole turns", self.reading.turn), ("reading the message (NLU)", self.reading.parse)):
                yield f"by turns: {name}", f"{times.p50_ms:.0f}", f"{times.p95_ms:.0f}"
            yield "the reading's share of p50", f"{self.reading.share:.0%}"

    def _memory(self) -> Iterator[Row]:
        for process in (*self.memory_after_load, total(self.memory_after_load)):
            yield _memory_row(process)
        yield _memory_row(total(self.memory_at_start), "total after the first answer")

    def _start(self) -> Iterator[Row]:
        checked = self.setup.nothing_to_do
        yield "servers, to the first answer: first start", f"{self.first_start_s:.1f} s"
        yield "servers, to the first answer: second start", f"{self.second_start_s:.1f} s"
        yield "set-up with nothing to do", "not all is up to date" if checked is None else f"{checked:.1f} s"
        if checked is not None:
            yield "second make run, to the first answer", f"{checked + self.second_start_s:.1f} s"

    def _setup(self) -> Iterator[Row]:
        for step, seconds in self.setup.steps.items():
            name = "training (step model)" if step == "model" else f"step {step}"
            yield f"{name}, when last run", "no stamp" if seconds is None else duration(seconds)
        full = self.setup.full
        yield "all, after make clean", "skipped: OPTIONS=--full runs it" if full is None else duration(full)


def _memory_row(process: ProcessMemory, name: str = "") -> Row:
    return name or process.name, f"{process.rss:.0f}", "-" if process.pss is None else f"{process.pss:.0f}"


def _line(row: Row) -> str:
    """The first cell to the left, the others each in a column."""
    name, *cells = row
    return f"{name:<{WIDTH}}{''.join(f'{cell:>12}' for cell in cells)}".rstrip()
