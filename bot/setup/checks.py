"""The checks behind ``make lint``, ``make unit`` and ``make test``; all run, and a table of gates ends them."""

from __future__ import annotations

import shutil
import time
from typing import Callable, Mapping, NamedTuple, Sequence

from bot.setup import failures, gates
from bot.setup.browser import FOUND
from bot.setup.commands import run_copied
from bot.setup.debian import still_there
from bot.setup.gates import Gate, Suite
from bot.setup.progress import duration
from bot.setup.project import Project, command_settings
from bot.setup.side_by_side import Job, run_jobs


class Check(NamedTuple):
    """A command for an environment's Python, the assistant's or the gateway's, or for bash."""

    name: str
    command: tuple[str, ...]
    figure: str = ""  # pattern of the output that the table shows
    counted: str = ""  # what the pattern's numbers are, where they are to be added up
    suites: tuple[Suite, ...] = ()  # for pytest: the rows that its tests make up
    gateway: bool = False  # run by the gateway's Python
    script: bool = False  # run by bash
    needs_model: bool = False  # can run once set-up has ended well
    before_set_up: bool = False  # compares with what the last set-up made


def _tests(name: str, marker: str, *suites: Suite, options: tuple[str, ...] = (), needs_model: bool = False) -> Check:
    command = ("-m", "pytest", *options, "-m", marker, "--junitxml={report}")
    return Check(name, command, suites=suites, needs_model=needs_model)


def _gateway_tests(name: str, marker: str, suite: Suite, *, needs_model: bool = False) -> Check:
    where = ("-c", "tests/gateway/pytest.ini", "tests/gateway")
    command = ("-m", "pytest", *where, "-m", marker, "--junitxml={report}")
    return Check(name, command, suites=(suite,), gateway=True, needs_model=needs_model)


#: What runs beside others leaves them their cores: threads that wait for each other spin meanwhile.
ALONE = {"OMP_NUM_THREADS": "1"}
SET_UP = "set-up"

#: import-linter has a command and no module that can be run; its contracts stand in pyproject.toml.
IMPORTS = "from importlinter.cli import lint_imports_command as run; run()"
LINT = (
    Check("ruff check", ("-m", "ruff", "check", "."), r"Found \d+ errors?"),
    Check("ruff format", ("-m", "ruff", "format", "--check", "."), r"\d+ files? (?:already|would be) (?:re)?formatted"),
    Check("mypy", ("-m", "mypy"), r"no issues found in \d+ source files|Found \d+ errors?"),
    Check("import-linter", ("-c", IMPORTS, "--no-cache"), r"\d+ kept, \d+ broken"),
)
UNIT = (_tests("tests without a model", "not model", Suite("unit tests", "tests", 2000)),)
KNOWLEDGE = (Check("knowledge check", ("-m", "knowledge", "check"), r"\d+(?= fakta, )", "facts", before_set_up=True),)
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
#: Each loads the assistant once, because that takes longer than most tests; so they are two and no more. A test that
#: measures shows its figure in the table: record_property("figure", "what: value") and record_property("floor", "…").
HELD_OUT = ("tests/test_held_out.py", "tests/test_labelled.py")
TRAINED = (
    _tests(
        "other tests with the model",
        "model",
        Suite("conversations", "tests.conversations", 80),
        Suite("other tests with the model", "tests"),
        options=tuple(f"--ignore={file}" for file in HELD_OUT),
        needs_model=True,
    ),
    _tests(
        "held-out questions",
        "model",
        Suite("held-out questions", "tests.test_held_out", 3),
        Suite("labelled messages", "tests.test_labelled"),
        options=HELD_OUT,
        needs_model=True,
    ),
    _gateway_tests(
        "gateway with the real servers", "model", Suite("gateway with the real servers", ""), needs_model=True
    ),
    Check(
        "rasa data validate",
        ("-m", "bot.lean.rasa", "data", "validate", "--config", "config.yml", "--domain", "domain", "--data", "data"),
        needs_model=True,  # the NLU's spaCy pipeline and encoder
    ),
)


def run_checks(
    checks: Sequence[Check],
    project: Project,
    environ: Mapping[str, str],
    say: Callable[[str], None],
    *,
    workers: int = 1,
    set_up: Callable[[], str | None] | None = None,
) -> list[Gate]:
    """Run every check, also after one that failed; the gates that they make up, in the checks' order.

    Args:
        workers: how many run side by side; then each check's output is shown when it has ended.
        set_up: run beside the first checks and before those that need the model; gives why it failed, or None.
    """
    settings = {**command_settings(project, environ), **(ALONE if workers > 1 else {})}
    trouble: list[str] = []

    def setting_up() -> list[Gate]:
        why = set_up() if set_up else None
        trouble.extend([why] if why else [])
        return []

    def job(check: Check) -> Job:
        def run() -> list[Gate]:
            if check.needs_model and trouble:
                return not_run([check], trouble[0])
            say(f"{'…' if workers > 1 else '=='} {check.name}")
            return _run(check, project, settings, say, shown=workers == 1)

        return Job(check.name, run, (SET_UP,) if check.needs_model else ())

    first = tuple(check.name for check in checks if check.before_set_up)
    # what waits for set-up takes longest, so it begins as soon as it can; until then the others do
    in_order = sorted(checks, key=lambda check: (not check.before_set_up, not check.needs_model))
    jobs = [job(check) for check in in_order]
    found = run_jobs([*jobs[: len(first)], Job(SET_UP, setting_up, first), *jobs[len(first) :]], workers)
    return [gate for check in checks for gate in found[check.name]]


def _run(
    check: Check, project: Project, settings: Mapping[str, str], say: Callable[[str], None], shown: bool
) -> list[Gate]:
    report = project.build / "reports" / f"{check.name.replace(' ', '-')}.xml"
    report.parent.mkdir(parents=True, exist_ok=True)
    if report.exists():
        report.unlink()  # an old report would pass for one of a run that crashed
    command = [_program(check, project), *(word.replace("{report}", str(report)) for word in check.command)]
    start = time.monotonic()
    status, output = run_copied(command, env=settings, cwd=project.root, shown=shown)
    if not shown:
        say(f"== {check.name}: {duration(time.monotonic() - start)}\n{output}")
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
