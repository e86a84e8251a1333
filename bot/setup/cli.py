"""The commands behind the Makefile's targets."""

from __future__ import annotations

import argparse
import functools
import os
import shutil
import signal
import sys
from pathlib import Path
from types import FrameType
from typing import Callable, NoReturn, Sequence

from bot.setup import checks, failures
from bot.setup.environment import relock
from bot.setup.failures import CommandFailed, Interrupted, SetupFailure
from bot.setup.gateway_environment import relock_gateway
from bot.setup.locking import only_one
from bot.setup.ports import check_free, ports_from
from bot.setup.project import Project, command_settings, this_project
from bot.setup.reader_trial import relock_reader_trial
from bot.setup.runner import Runner
from bot.setup.side_by_side import MOST, cores
from bot.setup.steps import STEPS

EVERYTHING = tuple(step.name for step in STEPS if not step.for_tests)
#: Made by the steps and the tools; .venv stays, because it takes minutes and gigabytes to fetch.
MADE = ("models", ".rasa", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".hypothesis")


def main(arguments: list[str]) -> int:
    """Run one command; the exit status. A failure is one line on standard error."""
    parser = argparse.ArgumentParser(prog="python3 -m bot.setup", description=__doc__)
    parser.add_argument("command", choices=sorted(COMMANDS))
    only = ", ".join(sorted(WITH_OPTIONS))
    parser.add_argument("options", nargs=argparse.REMAINDER, help=f"for {only} only: see `make bench OPTIONS=--help`")
    parsed = parser.parse_args(arguments)
    if parsed.options and parsed.command not in WITH_OPTIONS:
        parser.error(f"{parsed.command} takes no options: {' '.join(parsed.options)}")
    command = COMMANDS[parsed.command]
    if parsed.command in WITH_OPTIONS:
        command = functools.partial(WITH_OPTIONS[parsed.command], options=parsed.options)
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job starts with it ignored
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupt)
    try:
        command(this_project())
    except SetupFailure as failure:
        return _end(1, str(failure))
    except KeyboardInterrupt:
        return _end(130, "Interrupted; the same make command goes on from there.")
    except Interrupted as stop:
        return _end(stop.status, "Told to stop; the same make command goes on from there.")
    return 0


def setup(project: Project) -> None:
    """Bring everything up to date."""
    _bring_up_to_date(project, *EVERYTHING)


def run(project: Project) -> None:
    """Set up, then become the process that serves."""
    ports = ports_from(os.environ)
    check_free(ports)  # before minutes of set-up; serving asks once more
    setup(project)
    _become(project, "bot.setup.serve")


def desk(project: Project) -> None:
    """Set up, then serve with the editors' desk, for whoever sits at this machine."""
    os.environ["LOTSEN_DESK_TRYING"] = "1"
    run(project)


def chat(project: Project) -> None:
    """Talk with the one that runs."""
    ports_from(os.environ)
    if not project.python.exists():
        raise failures.not_set_up()
    _become(project, "bot.setup.chat")


def lint(project: Project) -> None:
    """Style, types and who imports whom."""
    _check(project, checks.LINT)


def unit(project: Project) -> None:
    """The tests that need no trained model."""
    _check(project, checks.UNIT)


def test(project: Project) -> None:
    """Set-up beside the checks that need nothing of it, then what needs the trained model; a table of gates ends it."""
    _bring_up_to_date(project, "environment")
    _bring_up_to_date(project, "gateway-tests", "browser", "redis")
    chosen, left_out = checks.without_browser(
        (*checks.LINT, *checks.KNOWLEDGE, *checks.UNIT, *checks.GATEWAY, *checks.TRAINED), project, os.environ
    )

    def set_up() -> str | None:
        try:
            setup(project)
        except SetupFailure as failure:
            _say(str(failure))
            return "set-up failed"
        return None

    workers = min(cores(), MOST)
    found = checks.run_checks(chosen, project, os.environ, _say, workers=workers, set_up=set_up)
    checks.conclude([*found, *left_out], project, _say)


def _check(project: Project, which: Sequence[checks.Check]) -> None:
    _bring_up_to_date(project, "environment")
    checks.conclude(checks.run_checks(which, project, os.environ, _say), project, _say)


def bench(project: Project, options: Sequence[str] = ()) -> None:
    """Set up, then measure with servers of its own."""
    setup(project)
    _become(project, "bot.evaluation.bench", *options)


def nlu_report(project: Project, options: Sequence[str] = ()) -> None:
    """Set up, then cross-validate the NLU."""
    setup(project)
    _become(project, "bot.evaluation.nlu_report", *options)


def shell(project: Project) -> None:
    """Set up, then talk with the assistant in this process."""
    setup(project)
    _become(project, "bot.explaining.shell")


def bench_gateway(project: Project) -> None:
    """Set up, then measure through the gateway, with servers of its own."""
    setup(project)
    _bring_up_to_date(project, "gateway-tests")
    _become(project, "bot.evaluation.bench_gateway")


def bench_retrieval(project: Project) -> None:
    """Set up, then measure passage search; needs the benchmark beside the project."""
    setup(project)
    _become(project, "knowledge.evaluation.bench_retrieval")


def bench_knowledge(project: Project) -> None:
    """Measure the stores; nothing trained or built is needed for it."""
    _bring_up_to_date(project, "environment")
    _become(project, "knowledge.evaluation.bench_knowledge")


def teams_package(project: Project, options: Sequence[str] = ()) -> None:
    """Write the app package for Teams; needs the gateway's packages, nothing trained."""
    _bring_up_to_date(project, "gateway")
    _become(project, "bot.gateway.teams.package", *options, python=project.gateway_python)


def reader_trial(project: Project) -> None:
    """Install llama.cpp's server with a small model, and try the second reader's protocol on it (minutes)."""
    _bring_up_to_date(project, "environment", "reader-trial")
    _become(project, "pytest", "-q", "-rs", "tests/bot/reader/test_llama_cpp.py")


def sbom(project: Project, options: Sequence[str] = ()) -> None:
    """Write a bill of materials for every lock file; both environments are asked for their packages' licences."""
    _bring_up_to_date(project, "environment", "gateway-tests")
    _become(project, "bot.sbom", *options, python=project.gateway_python)


def lock(project: Project) -> None:
    """Write the lock files anew from the direct dependencies."""
    _bring_up_to_date(project, "bootstrap")
    shop = Runner(project, os.environ, sys.stdout).workshop("lock")
    try:
        with only_one(project.lock, _say):
            relock(shop)
            relock_gateway(shop)
            relock_reader_trial(shop)
    except SetupFailure as failure:
        if isinstance(failure.__cause__, CommandFailed):
            _say("\n".join(failure.__cause__.tail))
        raise
    _say("Locked; `git diff requirements` shows what changed")


def clean(project: Project) -> None:
    """Delete all that set-up made; the environments stay, because making them takes minutes."""
    with only_one(project.lock, _say):
        for path in [*project.build.iterdir(), *(project.root / name for name in MADE)]:
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            elif path.exists() and path != project.lock:
                path.unlink()
    _say("Removed all that set-up made but .venv and .venv-gateway (rm -r removes them too)")


def _bring_up_to_date(project: Project, *names: str) -> None:
    with only_one(project.lock, _say):
        Runner(project, os.environ, sys.stdout).bring_up_to_date(names)


def _become(project: Project, module: str, *arguments: str, python: Path | None = None) -> NoReturn:
    """Go on as a module inside .venv, or of another Python: the same process, so signals reach it directly."""
    sys.stdout.flush()
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    program = str(python or project.python)
    os.chdir(project.root)
    os.execve(program, [program, "-m", module, *arguments], command_settings(project, os.environ))


def _say(text: str) -> None:
    print(text, flush=True)


def _end(status: int, line: str) -> int:
    sys.stdout.flush()
    print(f"\n{line}", file=sys.stderr, flush=True)
    return status


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise Interrupted(128 + number)


COMMANDS: dict[str, Callable[[Project], None]] = {
    "setup": setup,
    "run": run,
    "desk": desk,
    "chat": chat,
    "lint": lint,
    "unit": unit,
    "test": test,
    "bench": bench,
    "nlu-report": nlu_report,
    "shell": shell,
    "bench-gateway": bench_gateway,
    "bench-retrieval": bench_retrieval,
    "bench-knowledge": bench_knowledge,
    "teams-package": teams_package,
    "reader-trial": reader_trial,
    "sbom": sbom,
    "lock": lock,
    "clean": clean,
}
#: Commands that pass OPTIONS on.
WITH_OPTIONS: dict[str, Callable[..., None]] = {
    "bench": bench,
    "nlu-report": nlu_report,
    "teams-package": teams_package,
    "sbom": sbom,
}
