"""The checks behind ``make lint``, ``make unit`` and ``make test``; all run, and a table of gates ends them."""

from __future__ import annotations

import shutil
import time
from pathlib import Path
from typing import Callable, Mapping, NamedTuple, Sequence

from bot.setup import failures, gates
from bot.setup.browser import FOUND
from bot.setup.commands import run_copied
from bot.setup.debian import still_there
from bot.setup.gates import Gate, Suite
from bot.setup.project import Project, command_settings


class Check(NamedTuple):
    """A command for an environment's Python, the assistant's or the gateway's, or for bash."""

    name: str
    command: tuple[str, ...]
    figure: str = ""  # pattern of the output that the table shows
    counted: str = ""  # what the pattern's numbers are, where they are to be added up
    suites: tuple[Suite, ...] = ()  # for pytest: the rows that its tests make up
    gateway: bool = False  # run by the gateway's Python
    script: bool = False  # run by bash


def _tests(name: str, marker: str, *suites: Suite) -> Check:
    return Check(name, ("-m", "pytest", "-m", marker, "--junitxml={report}"), suites=suites)


def _gateway_tests(name: str, marker: str, suite: Suite) -> Check:
    where = ("-c", "tests/gateway/pytest.ini", "tests/gateway")
    return Check(name, ("-m", "pytest", *where, "-m", marker, "--junitxml={report}"), suites=(suite,), gateway=True)


#: import-linter has a command and no module that can be run; its contracts stand in pyproject.toml.
IMPORTS = "from importlinter.cli import lint_imports_command as run; run()"
LINT = (
    Check("ruff check", ("-m", "ruff", "check", "."), r"Found \d+ errors?"),
    Check("ruff format", ("-m", "ruff", "format", "--check", "."), r"\d+ files? (?:already|would be) (?:re)?formatted"),
    Check("mypy", ("-m", "mypy"), r"no issues found in \d+ source files|Found \d+ errors?"),
    Check("import-linter", ("-c", IMPORTS, "--no-cache"), r"\d+ kept, \d+ broken"),
)
UNIT = (_tests("tests without a model", "not model", Suite("unit tests", "tests", 2000)),)
KNOWLEDGE = (Check("knowledge check", ("-m", "knowledge", "check"), r"\d+(?= fakta, )", "facts"),)
GATEWAY = (
    Check("mypy of the gateway", ("-m", "mypy", "--config-file", "bot/gateway/mypy.ini"), LINT[2].figure, gateway=True),
    _gateway_tests("tests of the gateway", "not model", Suite("gateway tests", "", 50)),
    # The script checks the widget's types, size and freshness first. Where chromium is missing no test runs: a failure.
    Check(
        "tests in the browser",
        ("tests/browser/run", "--junitxml={report}"),
        suites=(Suite("browser tests", "", 80),),
        script=True,
    ),
)
TRAINED = (
    Check(
        "rasa data validate",
        ("-m", "rasa", "data", "validate", "--config", "config.yml", "--domain", "domain", "--data", "data"),
    ),
    # One process, because the assistant takes longer to load than to play. A test that measures shows its figure in
    # the table with record_property("figure", "what: value") and record_property("floor", "…").
    _tests(
        "tests with the model",
        "model",
        Suite("conversations", "tests.conversations", 80),
        Suite("held-out questions", "tests.test_held_out", 3),
        Suite("other tests with the model", "tests"),
    ),
    _gateway_tests("gateway with the real servers", "model", Suite("gateway with the real servers", "")),
)


def run_checks(
    checks: Sequence[Check], project: Project, environ: Mapping[str, str], say: Callable[[str], None]
) -> list[Gate]:
    """Run every check, also after one that failed; the gates that they make up."""
    settings = command_settings(project, environ)
    found: list[Gate] = []
    for check in checks:
        say(f"== {check.name}")
        report = project.build / "reports" / f"{check.name.replace(' ', '-')}.xml"
        found += _run(check, report, project, settings)
    return found


def _run(check: Check, report: Path, project: Project, settings: Mapping[str, str]) -> list[Gate]:
    report.parent.mkdir(parents=True, exist_ok=True)
    if report.exists():
        report.unlink()  # an old report would pass for one of a run that crashed
    command = [_program(check, project), *(word.replace("{report}", str(report)) for word in check.command)]
    start = time.monotonic()
    status, output = run_copied(command, env=settings, cwd=project.root)
    if check.suites:
        return gates.from_report(report, check.suites, status)
    return [gates.from_output(check.name, check.figure, status, output, time.monotonic() - start, check.counted)]


def _program(check: Check, project: Project) -> str:
    if check.script:
        return "bash"
    return str(project.gateway_python if check.gateway else project.python)


def without_browser(
    checks: Sequence[Check], project: Project, environ: Mapping[str, str]
) -> tuple[list[Check], list[Gate]]:
    """The checks that this machine can run, and a row that says what to install for the others; CI runs all."""
    if environ.get("CI") or (still_there(project.root / FOUND) and shutil.which("npm")):
        return list(checks), []
    skipped = [suite.name for check in checks if check.script for suite in check.suites]
    rows = [Gate(name, "skipped: apt-get install -y chromium nodejs npm", "", True, 0.0) for name in skipped]
    return [check for check in checks if not check.script], rows


def not_run(checks: Sequence[Check], why: str) -> list[Gate]:
    """The gates of checks that could not be run."""
    names = [name for check in checks for name in ([suite.name for suite in check.suites] or [check.name])]
    return [Gate(name, f"not run: {why}", "", False, 0.0) for name in names]


def conclude(found: Sequence[Gate], project: Project, say: Callable[[str], None]) -> None:
    """Show and write the table; raises SetupFailure that names the gates that failed."""
    gates.write(found, project.build / "gates.json")
    say("\n" + "\n".join(gates.table(found)))
    failed = [gate.name.strip() for gate in found if not gate.passed]
    if failed or not found:
        raise failures.check_failed(failed)
