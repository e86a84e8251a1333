"""How long set-up takes: each step as its stamp says, the whole when asked for."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import time
from dataclasses import dataclass

from bot.evaluation.bench_load import BenchFailure
from bot.setup.commands import run_shown
from bot.setup.project import Project, command_settings
from bot.setup.runner import Runner
from bot.setup.stamps import Stamps
from bot.setup.steps import STEPS


@dataclass(frozen=True)
class SetupTimes:
    """Seconds. ``steps`` is what each step took when it last ran, which may have been with a warm cache."""

    steps: dict[str, float | None]
    full: float | None  # from `make clean` on; .venv stays through that
    nothing_to_do: float | None  # None while a step is not up to date


def time_setup(project: Project, *, full: bool) -> SetupTimes:
    """Read the stamps, after running everything anew if ``full``. Raises BenchFailure if that fails."""
    whole = _from_clean(project) if full else None
    stamps = Stamps(project.stamps)
    return SetupTimes({step.name: stamps.seconds(step.name) for step in STEPS}, whole, _nothing_to_do(project))


def _from_clean(project: Project) -> float:
    _make(project, "clean")
    start = time.perf_counter()
    _make(project, "setup")
    return round(time.perf_counter() - start, 1)


def _make(project: Project, target: str) -> None:
    # on standard error: what it prints is no part of the table
    status = run_shown(["make", target], env=os.environ, cwd=project.root, output=sys.stderr)
    if status != 0:
        raise BenchFailure(f"make {target} failed (exit status {status})")


def _nothing_to_do(project: Project) -> float | None:
    """What ``make run`` spends before it serves, once all is set up."""
    if Runner(project, os.environ, io.StringIO()).pending([step.name for step in STEPS]):
        return None
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "bot.setup", "setup"],
        cwd=project.root,
        env=command_settings(project, os.environ),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return round(time.perf_counter() - start, 2)
