from __future__ import annotations

import os
from typing import Any

import pytest

from bot.setup.checks import Check, run_checks
from bot.setup.failures import SetupFailure


def check(name: str, status: int) -> Check:
    return Check(name, ("-c", f"import sys; print('ran {name}'); sys.exit({status})"))


def test_all_checks_run_and_the_failed_ones_are_named(project: Any, capfd: pytest.CaptureFixture[str]) -> None:
    said: list[str] = []
    with pytest.raises(SetupFailure, match=r"Failed: first, third\."):
        run_checks([check("first", 1), check("second", 0), check("third", 5)], project, os.environ, said.append)
    assert capfd.readouterr().out.split() == ["ran", "first", "ran", "second", "ran", "third"]
    assert said == ["== first", "== second", "== third"]


def test_passing_checks_end_quietly(project: Any) -> None:
    run_checks([check("first", 0)], project, os.environ, lambda text: None)


def test_gateways_checks_run_in_its_own_environment(project: Any, program: Any) -> None:
    program(project.gateway_python, 'echo "$@" > called')
    run_checks([Check("gateway", ("-m", "pytest"), gateway=True)], project, os.environ, lambda text: None)
    assert (project.root / "called").read_text() == "-m pytest\n"
