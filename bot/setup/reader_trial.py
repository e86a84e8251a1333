"""The environment of `make reader-trial`: llama.cpp's server and a small model, apart from everything that serves."""

from __future__ import annotations

from bot.setup.environment import choose_python, compile_command, download, registry_settings
from bot.setup.gateway_environment import COMPILE_OPTIONS
from bot.setup.pythons import GATEWAY, working_python
from bot.setup.workshop import Workshop

LOCK = "requirements/reader-trial.txt"


def install_reader_trial(shop: Workshop) -> None:
    """Bring .build/reader-trial to exactly the locked packages."""
    project, registry = shop.project, registry_settings(shop)
    python = project.reader_trial / "bin" / "python"
    if working_python(str(python), GATEWAY) is None:
        chosen = choose_python(shop, registry, GATEWAY)
        shop.run([str(project.uv), "venv", "--clear", "--python", chosen, str(project.reader_trial)])
    download(shop, [str(project.uv), "pip", "sync", "--python", str(python), LOCK], registry)


def relock_reader_trial(shop: Workshop) -> None:
    """Compile the lock file."""
    arguments = [*compile_command(shop), *COMPILE_OPTIONS, "-o", LOCK, "requirements/reader-trial.in"]
    download(shop, arguments, registry_settings(shop))
