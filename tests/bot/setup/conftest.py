"""A project folder of its own for each test, and small fake programs."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.setup.project import Project
from bot.setup.runner import Runner
from bot.setup.steps import Step


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """An empty project whose environment is this Python."""
    made = Project(tmp_path)
    made.python.parent.mkdir(parents=True)
    made.python.symlink_to(sys.executable)
    return made


@pytest.fixture
def program() -> Callable[[Path, str], Path]:
    """Writes a shell script that can be run."""

    def write(path: Path, script: str) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        path.chmod(0o755)
        return path

    return write


class Trial:
    """Runs steps in a project and remembers what was printed."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.out = io.StringIO()
        self.environ = dict(os.environ)

    def run(self, *steps: Step, names: tuple[str, ...] = ()) -> list[str]:
        runner = Runner(self.project, self.environ, self.out, steps)
        return runner.bring_up_to_date(names or [step.name for step in steps])

    def write(self, path: str, text: str = "") -> Path:
        target = self.project.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
        return target

    @property
    def printed(self) -> str:
        return self.out.getvalue()


@pytest.fixture
def trial(project: Project) -> Trial:
    return Trial(project)
