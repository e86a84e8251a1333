"""Every command in the documents' shell blocks: run here, or run by another test or gate that is named."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys

import pytest

from bot.setup.checks import KNOWLEDGE, LINT, TRAINED, UNIT
from bot.setup.project import command_settings, this_project

ROOT = this_project().root
DOCUMENTS = ("README.md", "CONTRIBUTING.md", "docs/conversations.md", "docs/classifier.md", "docs/ranking.md")

# What another test or gate runs, and why it is not run here.
ELSEWHERE = {
    "make setup": ("bot/setup/cli.py", "make test runs it"),
    "make run": ("tests/bot/setup/test_serve.py", "serves until it is stopped; the test starts and stops servers"),
    "make chat": ("tests/bot/setup/test_chat.py", "waits for someone who types"),
    "make shell": ("tests/bot/explaining/test_shell.py", "waits for someone who types; the test types"),
    "make test": (".ci/run", "this very test is part of it"),
    "make lint": ("bot/setup/checks.py", "the first gates of make test"),
    "make unit": ("bot/setup/checks.py", "this very test is part of it"),
    "make bench": ("tests/bot/evaluation/test_bench.py", "takes minutes; the test measures a fake server"),
    "make bench-gateway": ("tests/bot/evaluation/test_bench_gateway.py", "takes minutes; the test reads its figures"),
    "make nlu-report": ("tests/bot/evaluation/nlu_report", "takes minutes; the tests measure a few sentences"),
    "make teams-package": ("tests/gateway/teams_package/test_command.py", "needs settings of a bot; the test has some"),
    ".venv/bin/python -m bot.evaluation.calibrate": (
        "tests/test_held_out.py",
        "plays all held-out conversations for minutes; a gate plays the first set",
    ),
    ".venv/bin/python -m knowledge check": ("bot/setup/checks.py", "a gate of make test"),
    "lotsen conversations tests/held_out --totals": ("tests/test_held_out.py", "a gate plays the same files"),
    "lotsen conversations tests/conversations --today 2027-01-01": (
        "tests/bot/evaluation/conversations/test_command.py",
        "takes a minute; the test gives a day for one file",
    ),
    ".venv/bin/python -m bot.evaluation.compare_classifiers": (
        "bot/evaluation/compare_classifiers.py",
        "cross-validation takes many minutes and a core for itself",
    ),
}


def commands() -> list[str]:
    """The lines of all ```bash blocks, without comments."""
    found: list[str] = []
    for document in DOCUMENTS:
        text = (ROOT / document).read_text(encoding="utf-8")
        for block in re.findall(r"^```bash\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
            found += [line.split(" #")[0].strip() for line in block.splitlines()]
    return sorted({line for line in found if line})


RUN_HERE = [command for command in commands() if command not in ELSEWHERE]


def test_what_is_run_elsewhere_is_still_written_and_its_place_exists() -> None:
    assert set(ELSEWHERE) - set(commands()) == set()
    assert [place for place, _ in ELSEWHERE.values() if not (ROOT / place).exists()] == []


def test_the_gates_run_what_the_documents_say() -> None:
    run = [" ".join(check.command) for check in (*LINT, *KNOWLEDGE, *UNIT, *TRAINED)]
    assert "-m knowledge check" in run
    assert any(command.startswith("-m mypy") for command in run)


def test_every_command_is_run_here_or_elsewhere() -> None:
    assert [command for command in RUN_HERE if command.split()[0] not in ("lotsen", ".venv/bin/python")] == []


@pytest.mark.model
@pytest.mark.parametrize("command", RUN_HERE)
def test_the_command_ends_well(command: str) -> None:
    words = shlex.split(command)
    python = [sys.executable]
    if words[0] == "lotsen":
        words = [*python, "-c", "from bot.lotsen import main; main()", *words[1:]]
    elif words[0] == ".venv/bin/python":
        words = [*python, *words[1:]]
    else:
        pytest.fail(f"run by nothing: {command}")
    done = subprocess.run(
        words, cwd=ROOT, env=command_settings(this_project(), os.environ), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    assert done.stdout.strip()
