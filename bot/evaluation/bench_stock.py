"""Stock Rasa beside Lotsen: the pipeline and policies of `rasa init`, told what Lotsen knows, on the same machine.

What is compared, and what a stock bot cannot be asked: docs/benchmarks.md.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.evaluation.bench_load import BenchFailure, Load, measure
from bot.evaluation.bench_memory import ProcessMemory, memory_of
from bot.evaluation.bench_servers import Servers, served
from bot.setup.ports import RASA_SETTING
from bot.setup.project import Project, command_settings

TRAINING_LIMIT = 7200.0  # seconds
SCORING_LIMIT = 1800.0
USERS = (1, 10)
_TOTAL = re.compile(r"TOTAL turns (\d+)  correct ([\d.]+)%  abstained ([\d.]+)%  wrong ([\d.]+)%  error ([\d.]+)%")
MODEL = "models/stock.tar.gz"
TAKEN = "training_seconds.txt"  # beside a model that is kept
PROCFILE = (
    f"rasa: exec {{python}} -m rasa run -i 127.0.0.1 -p $LOTSEN_RASA_PORT --model {MODEL}"
    " --credentials credentials.yml\n"
)


@dataclass(frozen=True)
class Score:
    """Shares of all turns of the conversations, in per cent; what the marks mean: tests/held_out and its test."""

    turns: int
    correct: float
    abstained: float
    wrong: float
    error: float

    @classmethod
    def read(cls, printed: str) -> Score:
        """From the scorer's last line. Raises BenchFailure if that is not there."""
        found = _TOTAL.search(printed)
        if not found:
            raise BenchFailure("The scorer printed no total")
        return cls(int(found[1]), *(float(share) for share in found.groups()[1:]))


@dataclass(frozen=True)
class Scorer:
    """A program that plays conversation files against a webhook and prints a total."""

    program: Path
    conversations: Sequence[Path]

    def score(self, url: str) -> Score:
        """Only the total is read, so what the conversations say is seen by nobody. Raises BenchFailure."""
        command = [sys.executable, str(self.program), *map(str, self.conversations), "--failures", "0"]
        done = subprocess.run(
            [*command, "--workers", "1", "--url", url.partition("/webhooks")[0]],
            capture_output=True, text=True, timeout=SCORING_LIMIT, check=False,
        )  # fmt: skip
        if done.returncode:
            raise BenchFailure(f"{self.program.name} failed: {done.stderr.strip()[-400:]}")
        return Score.read(done.stdout)


@dataclass(frozen=True)
class Contender:
    """The figures of one bot."""

    name: str
    training_s: float | None
    loads: Sequence[Load]
    memory: Sequence[ProcessMemory]
    score: Score | None


def contend(
    name: str, servers: Servers, questions: Sequence[str], messages: int, limit_s: float, *,
    training_s: float | None, scorer: Scorer | None,
) -> Contender:  # fmt: skip
    """Measure running servers. Raises BenchFailure."""
    measure(servers.url, questions, users=1, messages=min(10, messages), limit_s=limit_s)
    loads = [measure(servers.url, questions, users=users, messages=messages, limit_s=limit_s) for users in USERS]
    memory = memory_of(servers.pid)
    return Contender(name, training_s, loads, memory, scorer.score(servers.url) if scorer else None)


@contextmanager
def stock_project(project: Project, kept: Path | None = None) -> Iterator[Project]:
    """A folder with the stock bot's files, ready to be trained and served; ``kept`` is one that stays."""
    if kept is not None and (kept / MODEL).is_file():
        yield Project(kept)
        return
    with tempfile.TemporaryDirectory(prefix="lotsen-stock-") as name:
        folder = kept or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        _run(project, ["-m", "bot.evaluation.stock.project", str(folder)], cwd=project.root)
        (folder / ".build").mkdir(exist_ok=True)
        (folder / "bot").unlink(missing_ok=True)
        (folder / "bot").symlink_to(project.root / "bot")  # the serving process comes from there
        (folder / "Procfile").write_text(PROCFILE.format(python=sys.executable), encoding="utf-8")
        yield Project(folder)


def train(project: Project) -> float:
    """Seconds that training in the folder took, now or when it was trained. Raises BenchFailure."""
    taken = project.root / TAKEN
    if (project.root / MODEL).is_file() and taken.is_file():
        return float(taken.read_text(encoding="ascii"))
    start = time.perf_counter()
    files = ("--config", "config.yml", "--domain", "domain.yml", "--data", "data")
    _run(project, ["-m", "rasa", "train", *files, "--fixed-model-name", "stock"], cwd=project.root)
    seconds = round(time.perf_counter() - start, 1)
    taken.write_text(str(seconds), encoding="ascii")
    return seconds


@contextmanager
def served_stock(project: Project, first_message: str) -> Iterator[Servers]:
    """Serve the trained stock bot; it has no action server."""
    with served(project, first_message, settings=(RASA_SETTING,)) as servers:
        yield servers


def _run(project: Project, arguments: Sequence[str], cwd: Path) -> None:
    log = project.log("bench-stock")
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as output:
        done = subprocess.run(
            [sys.executable, *arguments], cwd=cwd, env=command_settings(project, os.environ),
            stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, timeout=TRAINING_LIMIT, check=False,
        )  # fmt: skip
    if done.returncode:
        raise BenchFailure(f"{' '.join(arguments[:3])} failed (exit status {done.returncode}); log: {log}")


def lines(contenders: Sequence[Contender]) -> Iterator[str]:
    """A Markdown table, a column for each bot."""
    rows: list[tuple[str, list[str]]] = [("", [one.name for one in contenders])]
    for mark in ("correct", "abstained", "wrong"):
        rows.append((f"turns {mark}", [_share(one.score, mark) for one in contenders]))
    for number, users in enumerate(USERS):
        waits = [one.loads[number].per_message for one in contenders]
        rows.append((f"{users} at a time, p50 / p95 ms", [f"{w.p50_ms:.0f} / {w.p95_ms:.0f}" for w in waits]))
        rows.append(
            (f"{users} at a time, messages/s", [f"{one.loads[number].messages_per_second:.1f}" for one in contenders])
        )
    rows.append(("resident memory, MiB", [f"{sum(p.rss for p in one.memory):.0f}" for one in contenders]))
    rows.append(("training, s", ["not run" if o.training_s is None else f"{o.training_s:.0f}" for o in contenders]))
    for number, (name, cells) in enumerate(rows):
        yield f"| {name} | {' | '.join(cells)} |"
        if number == 0:
            yield f"|---|{'---|' * len(cells)}"


def _share(score: Score | None, mark: str) -> str:
    return "not scored" if score is None else f"{getattr(score, mark):.1f} %"
