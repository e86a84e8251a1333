"""The gateway's two steps with a fake uv and a fake Python 3.11: nothing is fetched."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.setup.steps import STEPS

ROWS = {step.name: replace(step, needs=tuple(set(step.needs) & {"gateway"})) for step in STEPS}
GATEWAY, TESTS = ROWS["gateway"], ROWS["gateway-tests"]
UV = """echo "$@" >> calls.txt
case "$1 $2" in
venv*) mkdir -p .venv-gateway/bin; cp python3.11 .venv-gateway/bin/python;;
"pip sync") rm -f .venv-gateway/bin/schemathesis; case "$*" in *-dev.txt) touch .venv-gateway/bin/schemathesis;; esac;;
esac"""


@pytest.fixture
def bare(trial: Any, program: Any) -> Any:
    """A project with a bootstrap, on a machine with one working Python 3.11."""
    for name in ("gateway.txt", "gateway-dev.txt"):
        trial.write(f"requirements/{name}", "fastapi==0.165.0")
    program(trial.project.bootstrap_python, "exit 0")
    program(trial.project.uv, UV)
    working = program(trial.project.root / "python3.11", "echo /usr/bin/python3.11")
    trial.environ = {"PATH": "/usr/bin:/bin", "LOTSEN_GATEWAY_PYTHON": str(working)}
    return trial


def calls(trial: Any) -> list[str]:
    path = trial.project.root / "calls.txt"
    made = path.read_text().splitlines()
    path.unlink()
    return made


def test_environment_is_made_with_the_found_python_and_synced(bare: Any) -> None:
    bare.run(GATEWAY)
    made, synced = calls(bare)
    assert made == f"venv --clear --python /usr/bin/python3.11 {bare.project.gateway_venv}"
    assert synced == f"pip sync --python {bare.project.gateway_python} requirements/gateway.txt"


def test_tests_packages_are_added_to_the_same_environment(bare: Any) -> None:
    bare.run(GATEWAY)
    calls(bare)
    assert bare.run(GATEWAY, TESTS) == ["gateway-tests"]
    [synced] = calls(bare)
    assert synced.endswith("requirements/gateway-dev.txt")
    assert bare.run(GATEWAY, TESTS) == []


def test_serving_leaves_the_tests_packages_alone(bare: Any) -> None:
    bare.run(GATEWAY, TESTS)
    assert bare.run(GATEWAY) == []


def test_new_lock_brings_both_up_to_date(bare: Any) -> None:
    bare.run(GATEWAY, TESTS)
    bare.write("requirements/gateway.txt", "fastapi==0.166.0")
    assert bare.run(GATEWAY, TESTS) == ["gateway", "gateway-tests"]


def test_tests_packages_come_back_when_the_environment_was_made_anew(bare: Any) -> None:
    bare.run(GATEWAY, TESTS)
    bare.project.gateway_python.unlink()
    assert bare.run(GATEWAY) == ["gateway"]
    assert bare.run(GATEWAY, TESTS) == ["gateway-tests"]
