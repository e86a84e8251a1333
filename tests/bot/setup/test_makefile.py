from __future__ import annotations

import re
import subprocess

import pytest

from bot.setup.cli import COMMANDS
from bot.setup.project import this_project

ROOT = this_project().root
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = sorted(set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE)))


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_has_a_target(command: str) -> None:
    assert re.search(rf"^\t\$\(SETUP\) {command}( \$\(OPTIONS\))?$", MAKEFILE, re.MULTILINE)


def test_help_lists_every_target() -> None:
    answer = subprocess.run(["make", "-s", "help"], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    assert sorted(re.findall(r"make ([\w-]+)\s+\w", answer.stdout)) == TARGETS


def test_ci_runs_make_test() -> None:
    script = (ROOT / ".ci/run").read_text(encoding="utf-8")
    assert "set -euo pipefail" in script
    assert script.endswith("make test\n")
