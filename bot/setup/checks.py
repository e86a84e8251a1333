"""The checks behind ``make lint``, ``make unit`` and ``make test``; all end loudly."""

from __future__ import annotations

from typing import Callable, Mapping, NamedTuple, Sequence

from bot.setup import failures
from bot.setup.commands import run_shown
from bot.setup.project import Project, command_settings


class Check(NamedTuple):
    """A command for an environment's Python: the assistant's, or the gateway's."""

    name: str
    command: tuple[str, ...]
    gateway: bool = False


GATEWAY_TESTS = ("-m", "pytest", "-c", "tests/gateway/pytest.ini", "tests/gateway")
LINT = (
    Check("ruff check", ("-m", "ruff", "check", ".")),
    Check("ruff format", ("-m", "ruff", "format", "--check", ".")),
    Check("mypy", ("-m", "mypy")),
)
UNIT = (Check("tests without a model", ("-m", "pytest", "-m", "not model")),)
GATEWAY = (
    Check("mypy of the gateway", ("-m", "mypy", "--config-file", "bot/gateway/mypy.ini"), gateway=True),
    Check("tests of the gateway", (*GATEWAY_TESTS, "-m", "not model"), gateway=True),
)
TRAINED = (
    Check(
        "rasa data validate",
        ("-m", "rasa", "data", "validate", "--config", "config.yml", "--domain", "domain", "--data", "data"),
    ),
    Check("tests with the model", ("-m", "pytest", "-m", "model")),
    Check("gateway with the real servers", (*GATEWAY_TESTS, "-m", "model"), gateway=True),
)


def run_checks(
    checks: Sequence[Check], project: Project, environ: Mapping[str, str], say: Callable[[str], None]
) -> None:
    """Run every check, also after one that failed; raises SetupFailure that names those that did."""
    settings: dict[str, str] = command_settings(project, environ)
    failed: list[str] = []
    for check in checks:
        say(f"== {check.name}")
        python = project.gateway_python if check.gateway else project.python
        if run_shown([str(python), *check.command], env=settings, cwd=project.root) != 0:
            failed.append(check.name)
    if failed:
        raise failures.check_failed(failed)
