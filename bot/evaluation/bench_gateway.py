"""Messages through gateway, Rasa and actions together: ``make bench-gateway``.

Starts servers of its own, sends a bounded number of messages at 1, 10, 50 and 100 users, and prints what they waited
for, what failed and why, the processor time that a message took beside the time that passed, what memory each process
holds, and what more cores would take by a model of queues.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from bot.evaluation.bench_load import BenchFailure
from bot.evaluation.bench_memory import ProcessMemory, memory_of, total
from bot.evaluation.bench_processor import processor_seconds
from bot.evaluation.bench_servers import Servers, served
from bot.evaluation.queueing import most_a_second
from bot.setup.failures import SetupFailure
from bot.setup.project import Project, this_project

#: Users at once → messages in all. The last is past LOTSEN_MAX_TURNS, to see what gives way first.
LEVELS = {1: 60, 10: 200, 50: 300, 100: 300}
LIMIT_SECONDS = 90  # for each level
STOP_SECONDS = 30  # for turns still under way then
#: One address sends everything here, which the limits would rightly stop.
UNLIMITED = {f"LOTSEN_LIMIT_{name}": "1000000/minute" for name in ("CLIENT", "NEW", "ADDRESS")}
#: What is estimated for: a Rasa server a core, as it computes on one at a time.
CORES = (8, 32, 128)
LONGEST_WAIT = 1.0  # seconds within which 95 % of messages are to be begun
MINUTE = 60.0  # between two questions of somebody who asks
USERS = Path(__file__).with_name("gateway_users.py")


@dataclass(frozen=True)
class Level:
    """What so many users met; ``failures`` counts by the problem's code."""

    users: int
    messages: int
    seconds: float
    p50_ms: float
    p95_ms: float
    failures: dict[str, int]
    processor_ms: float  # of all servers together, a message

    @property
    def per_second(self) -> float:
        """Messages answered a second."""
        return (self.messages - sum(self.failures.values())) / self.seconds


def run_level(project: Project, servers: Servers, users: int, messages: int) -> Level:
    """One run of locust; raises BenchFailure when it gives no figures."""
    report = project.build / "bench-gateway.json"
    report.unlink(missing_ok=True)
    command = [
        *(str(project.gateway_python), "-m", "locust", "-f", str(USERS), "--headless", "--only-summary"),
        *("--host", servers.page, "--users", str(users), "--spawn-rate", str(users), "--loglevel", "ERROR"),
        *("--run-time", f"{LIMIT_SECONDS}s", "--stop-timeout", str(STOP_SECONDS)),
    ]
    before = processor_seconds(servers.pid)
    environ = {**os.environ, "LOTSEN_BENCH_MESSAGES": str(messages), "LOTSEN_BENCH_REPORT": str(report)}
    done = subprocess.run(command, env=environ, cwd=project.root, capture_output=True, text=True, check=False)
    try:
        figures = json.loads(report.read_text(encoding="utf-8"))
        spent = 1000 * (processor_seconds(servers.pid) - before)
        return Level(users, **figures, processor_ms=spent / max(1, figures["messages"]))
    except (OSError, ValueError, TypeError) as error:
        raise BenchFailure(f"locust gave no figures (status {done.returncode}):\n{done.stderr[-2000:]}") from error


def lines(levels: Sequence[Level], memory: Sequence[ProcessMemory]) -> Iterator[str]:
    """The report, as tables that a Markdown page can hold."""
    yield "| users | messages | answered a second | p50 ms | p95 ms | processor ms a message | failures |"
    yield "|---|---|---|---|---|---|---|"
    for level in levels:
        failed = ", ".join(f"{count} {code}" for code, count in sorted(level.failures.items())) or "none"
        figures = f"{level.per_second:.1f} | {level.p50_ms:.0f} | {level.p95_ms:.0f} | {level.processor_ms:.0f}"
        yield f"| {level.users} | {level.messages} | {figures} | {failed} |"
    yield ""
    yield from estimate(max(level.processor_ms for level in levels) / 1000)  # rather promise less
    yield ""
    yield "| process | resident MiB |"
    yield "|---|---|"
    for process in (*memory, total(memory)):
        yield f"| {process.name} | {process.rss:.0f} |"


def estimate(service: float) -> Iterator[str]:
    """What more cores would take, for a message of ``service`` seconds of a core."""
    yield f"| cores | messages a second, 95 % begun within {LONGEST_WAIT:.0f} s | people who ask once a minute |"
    yield "|---|---|---|"
    for cores in CORES:
        rate = most_a_second(cores, service, LONGEST_WAIT)
        yield f"| {cores} | {rate:.0f} | {rate * MINUTE:.0f} |"


def main() -> int:
    """Measure through the gateway with more and more users and write the report; the exit status."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _end)  # as an exception, so that the servers are stopped on the way out
    project = this_project()
    os.chdir(project.root)
    os.environ.update(UNLIMITED)
    try:
        with served(project, "hej") as servers:
            levels = [run_level(project, servers, users, messages) for users, messages in LEVELS.items()]
            memory = memory_of(servers.pid)
    except (BenchFailure, SetupFailure) as failure:
        print(failure, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    print("\n".join(lines(levels, memory)))
    return 0


def _end(number: int, frame: FrameType | None) -> None:
    sys.exit(128 + number)


if __name__ == "__main__":
    sys.exit(main())
