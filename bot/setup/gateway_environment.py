"""The gateway's environment: Python 3.11 or later, apart from the assistant's, which Rasa holds at 3.10."""

from __future__ import annotations

from pathlib import Path

from bot.setup.environment import choose_python, compile_command, download, registry_settings
from bot.setup.pythons import GATEWAY, working_python
from bot.setup.workshop import Workshop

GATEWAY_LOCK = "requirements/gateway.txt"
GATEWAY_TESTS_LOCK = "requirements/gateway-dev.txt"
#: For every Python from the lowest on, so that a newer one than ours will do.
COMPILE_OPTIONS = ("--universal", "--python-version", GATEWAY.best, "--generate-hashes", "--no-emit-index-url")


def install_gateway(shop: Workshop) -> None:
    """Bring .venv-gateway to exactly the locked packages; what its tests need goes, and comes back when they run."""
    _install(shop, GATEWAY_LOCK)


def install_gateway_tests(shop: Workshop) -> None:
    """The same with what the tests need; the other packages stay as they are, because one lock follows the other."""
    _install(shop, GATEWAY_TESTS_LOCK)


def has_tests(environment: Path) -> bool:
    """Whether the environment holds what the tests need."""
    return (environment / "bin" / "schemathesis").exists()


def relock_gateway(shop: Workshop) -> None:
    """Compile both lock files; the second takes the first one's versions."""
    compile_to, registry = compile_command(shop), registry_settings(shop)
    download(shop, [*compile_to, *COMPILE_OPTIONS, "-o", GATEWAY_LOCK, "requirements/gateway.in"], registry)
    tests = ["--constraint", GATEWAY_LOCK, "-o", GATEWAY_TESTS_LOCK, "requirements/gateway-dev.in"]
    download(shop, [*compile_to, *COMPILE_OPTIONS, *tests], registry)


def _install(shop: Workshop, lock: str) -> None:
    project = shop.project
    registry = registry_settings(shop)
    if working_python(str(project.gateway_python), GATEWAY) is None:
        python = choose_python(shop, registry, GATEWAY)
        shop.run([str(project.uv), "venv", "--clear", "--python", python, str(project.gateway_venv)])
    download(shop, [str(project.uv), "pip", "sync", "--python", str(project.gateway_python), lock], registry)
