"""The checks behind ``make lint``, ``make unit`` and ``make test``; all end loudly."""

from __future__ import annotations

from typing import Callable, Mapping, NamedTuple, Sequence

from bot.setup import failures
from bot.setup.commands import run_shown
from bot.setup.project import Project, command_settings


class Check(NamedTuple):
    """A command for the environment's Python."""

    name: str
    command: tuple[str, ...]


LINT = (
    Check("ruff check", ("-m", "ruff", "check", ".")),
    Check("ruff format", ("-m", "ruff", "format", "--check", ".")),
    Check("mypy", ("-m", "mypy")),
)
UNIT = (Check("tests without a model", ("-m", "pytest", "-m", "not model")),)
TRAINED = (
    Check(
        "rasa data validate",
        ("-m", "rasa", "data", "validate", "--config", "config.yml", "--domain", "domain", "--data", "data"),
    ),
    Check("tests with the model", ("-m", "pytest", "-m", "model")),
)


def run_checks(
    checks: Sequence[Check], project: Project, environ: Mapping[str, str], say: Callable[[str], None]
) -> None:
    """Run every check, also after one that failed; raises SetupFailure that names those that did."""
    settings: dict[str, str] = command_settings(project, environ)
    failed: list[str] = []
    for check in checks:
        say(f"== {check.name}")
        if run_shown([str(project.python), *check.command], env=settings, cwd=project.root) != 0:
            failed.append(check.name)
    if failed:
        raise failures.check_failed(failed)
