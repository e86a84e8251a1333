from __future__ import annotations

import os
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from bot.setup import side_by_side
from bot.setup.checks import SET_UP, Check, run_checks
from bot.setup.commands import run_copied
from bot.setup.project import Project
from bot.setup.side_by_side import Job, cores, run_jobs
from tests.bot.setup.test_checks import check


def test_two_jobs_run_at_the_same_time() -> None:
    both = threading.Barrier(2, timeout=10)
    assert set(run_jobs([Job("a", both.wait), Job("b", both.wait)], 2)) == {"a", "b"}


def test_one_worker_runs_them_in_the_lists_order() -> None:
    seen: list[str] = []
    run_jobs([Job(name, lambda name=name: seen.append(name)) for name in "abc"], 1)  # type: ignore[misc]
    assert seen == ["a", "b", "c"]


def test_a_job_waits_for_what_it_needs() -> None:
    seen: list[str] = []
    jobs = [
        Job("last", lambda: seen.append("last"), ("first", "second")),
        Job("second", lambda: (time.sleep(0.05), seen.append("second"))[1], ("first",)),
        Job("first", lambda: seen.append("first")),
    ]
    run_jobs(jobs, 3)
    assert seen == ["first", "second", "last"]


def test_after_a_failure_nothing_begins_and_what_it_raised_rises() -> None:
    seen: list[str] = []

    def fail() -> None:
        raise OSError("no room")

    jobs = [Job("a", fail), Job("b", lambda: seen.append("b"), ("a",)), Job("c", lambda: seen.append("c"))]
    with pytest.raises(OSError, match="no room"):
        run_jobs(jobs, 1)
    assert seen == []


def test_jobs_that_wait_for_each_other_are_a_fault() -> None:
    with pytest.raises(ValueError, match="a, b"):
        run_jobs([Job("a", list, ("b",)), Job("b", list, ("a",))], 2)


def test_interrupted_it_stops_the_commands_that_threads_wait_for(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def interrupted(running: Any, **options: Any) -> None:
        deadline = time.monotonic() + 10
        while not (tmp_path / "began").exists() and time.monotonic() < deadline:
            time.sleep(0.02)
        raise KeyboardInterrupt

    script = "import pathlib, time; pathlib.Path('began').touch(); time.sleep(60)"
    monkeypatch.setattr(side_by_side, "wait", interrupted)
    monkeypatch.setattr("bot.setup.commands.signal.signal", lambda number, handler: None)
    start = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        run_jobs([Job("a", lambda: run_copied([sys.executable, "-c", script], env=os.environ, cwd=tmp_path))], 1)
    assert time.monotonic() - start < 30


def test_this_machine_has_a_core() -> None:
    assert cores() >= 1


def test_side_by_side_each_checks_output_stands_together(project: Project) -> None:
    said: list[str] = []
    found = run_checks([check("first", 1), check("second", 0)], project, os.environ, said.append, workers=2)
    assert [(one.name, one.passed) for one in found] == [("first", False), ("second", True)]
    assert sorted(line for line in said if line.startswith("…")) == ["… first", "… second"]
    [first] = [line for line in said if line.startswith("== first")]
    assert "ran first" in first
    assert "ran second" not in first


@pytest.mark.parametrize("workers", [1, 2])
def test_what_needs_the_model_waits_for_set_up_and_that_for_what_compares_with_the_last(
    project: Project, workers: int
) -> None:
    seen: list[str] = []
    after = check("after", 0)._replace(needs_model=True)
    before = check("before", 0)._replace(before_set_up=True)
    found = run_checks(
        [after, check("any", 0), before],
        project,
        os.environ,
        lambda line: seen.append(line.split()[1].rstrip(":")),
        workers=workers,
        set_up=lambda: seen.append(SET_UP),  # type: ignore[func-returns-value]
    )
    assert [gate.name for gate in found] == ["after", "any", "before"]
    assert seen.index("before") < seen.index(SET_UP) < seen.index("after")


def test_when_set_up_fails_what_needs_it_has_failed_and_the_rest_runs(project: Project) -> None:
    checks = [Check("a", ("-c", "")), Check("b", ("-c", ""), needs_model=True)]
    found = run_checks(checks, project, os.environ, lambda line: None, set_up=lambda: "set-up failed")
    assert [(gate.name, gate.passed) for gate in found] == [("a", True), ("b", False)]
    assert "set-up failed" in found[1].figure
