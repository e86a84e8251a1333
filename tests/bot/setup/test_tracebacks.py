"""Rasa's log, as JSON and as in a terminal, shows where something failed and no values."""

from __future__ import annotations

import subprocess
import sys

import pytest

from bot.setup.project import command_settings, this_project

FAILS = """
import sys
from bot.setup.tracebacks import hide_locals
if {hidden}:
    hide_locals()
sys.stderr.isatty = lambda: {terminal}
from rasa.utils.log_utils import configure_structlog
import structlog
configure_structlog(20)
def answer(question):
    raise ValueError("no answer")
try:
    answer("hemliga" + "ordet")
except ValueError:
    structlog.get_logger().exception("turn.failed")
"""


def logged(*, hidden: bool, terminal: bool) -> str:
    project = this_project()
    done = subprocess.run(
        [sys.executable, "-c", FAILS.format(hidden=hidden, terminal=terminal)],
        env=command_settings(project, {}),
        cwd=project.root,
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    return done.stdout + done.stderr


@pytest.mark.parametrize("terminal", [False, True])
def test_no_values_stand_beside_a_traceback(terminal: bool) -> None:
    log = logged(hidden=True, terminal=terminal)
    assert "turn.failed" in log
    assert "ValueError" in log
    assert "hemligaordet" not in log


def test_without_it_they_would() -> None:
    assert "hemligaordet" in logged(hidden=False, terminal=False)
