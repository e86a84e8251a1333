"""The first two steps: uv in an environment of its own, then the project's Python 3.10 environment."""

from __future__ import annotations

import dataclasses
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

from bot.setup import failures
from bot.setup.disk import check_room
from bot.setup.failures import CommandFailed, SetupFailure
from bot.setup.left_out import OF_CUDA, OF_TENSORFLOW, without
from bot.setup.pythons import ASSISTANT, Wanted, find_python, working_python
from bot.setup.registry import uv_settings
from bot.setup.workshop import Workshop

BOOTSTRAP_LOCK = "requirements/bootstrap.txt"
ASSISTANT_LOCK = "requirements/assistant.txt"
ASSISTANT_INPUT = "requirements/assistant.in"
TORCH, CPU = "UV_TORCH_BACKEND", "cpu"
#: How uv asks for the CPU's build of PyTorch: who cannot reach its index is not to wait (seconds).
ASKING = {TORCH: CPU, "UV_HTTP_TIMEOUT": "10", "UV_HTTP_RETRIES": "0"}
COMPILE_OPTIONS = ("--python-version", ASSISTANT.best, "--generate-hashes", "--no-emit-index-url")


def python_runs(environment: Path) -> bool:
    """Whether an environment's Python starts; it does not once the Python below it is gone."""
    try:
        answer = subprocess.run([str(environment / "bin" / "python"), "-c", ""], stderr=subprocess.DEVNULL, check=False)
    except OSError:
        return False
    return answer.returncode == 0


def install_bootstrap(shop: Workshop) -> None:
    """Make .build/bootstrap anew, holding pip and the pinned uv."""
    ensure_venv_module(shop)
    target = shop.project.build / "bootstrap"
    if target.exists():
        shutil.rmtree(target)
    python = str(shop.project.bootstrap_python)
    shop.run([sys.executable, "-m", "venv", str(target)])
    download(shop, [python, "-m", "pip", "install", "--require-hashes", "--only-binary=:all:", "-r", BOOTSTRAP_LOCK])


def ensure_venv_module(shop: Workshop) -> None:
    """Debian leaves venv's ensurepip out of python3: as root install it, otherwise say how."""
    if importlib.util.find_spec("ensurepip") and importlib.util.find_spec("venv"):
        return
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        raise failures.no_venv_module(package)
    shop.say(f"python3 has no venv module: installing the system package {package}")
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    try:
        shop.run(["apt-get", "update"], quiet)
        shop.run(["apt-get", "install", "-y", "--no-install-recommends", package], quiet)
    except CommandFailed as error:
        raise failures.no_venv_module(package) from error


def install_environment(shop: Workshop) -> None:
    """Bring .venv to exactly the locked packages; what is there and right is left alone."""
    project = shop.project
    registry = registry_settings(shop)
    lock = without_what_nothing_loads(shop, *lock_and_backend(shop, registry))
    check_room(project.venv, {**shop.settings, **registry})
    if working_python(str(project.python)) is None:
        python = choose_python(shop, registry, ASSISTANT)
        shop.run([str(project.uv), "venv", "--clear", "--python", python, str(project.venv)])
    download(shop, [str(project.uv), "pip", "sync", "--python", str(project.python), lock], registry)
    install_command(shop)


def install_command(shop: Workshop) -> None:
    """Make `lotsen` a command of .venv: the project, installed in place by the locked setuptools."""
    to_venv = ["--python", str(shop.project.python)]
    shop.run([str(shop.project.uv), "pip", "install", *to_venv, "--no-deps", "--no-build-isolation", "--editable", "."])


def choose_python(shop: Workshop, registry: dict[str, str], wanted: Wanted) -> str:
    """A wanted Python of this machine, or as the last way one that uv downloads."""
    tried: list[str] = []
    found = find_python(shop.settings, tried, wanted)
    if found is None:
        shop.say(f"no Python {wanted.words} on this machine: asking uv to download one")
        try:
            shop.run([str(shop.project.uv), "python", "install", wanted.best], registry)
        except CommandFailed as error:
            raise failures.no_python(wanted.best, wanted.setting, tried) from error
        return wanted.best  # uv finds the one that it installed
    shop.say(f"using {found}")
    return found


def lock_and_backend(shop: Workshop, registry: dict[str, str]) -> tuple[str, bool]:
    """The lock file to install, and whether it may bring CUDA libraries that nobody asked for.

    Another build of PyTorch has other hashes, so it is locked here, with the same versions. Unless the caller names
    one, that is the CPU's, where PyTorch's own index can be reached; ``registry`` then says so to uv.
    """
    if shop.settings.get(TORCH):
        return _locked_anew(shop, registry), False
    try:
        lock = _locked_anew(shop, {**registry, **ASKING})
    except SetupFailure:
        shop.say("PyTorch's index of CPU builds cannot be reached: installing the registry's build, about 3 GB larger")
        return ASSISTANT_LOCK, True
    registry[TORCH] = CPU
    return lock, False


def _locked_anew(shop: Workshop, settings: dict[str, str]) -> str:
    lock = shop.project.relative(shop.project.build / "assistant-torch.txt")
    options = [*COMPILE_OPTIONS, "--constraint", ASSISTANT_LOCK, "--output-file", lock]
    download(shop, [str(shop.project.uv), "pip", "compile", *options, ASSISTANT_INPUT], settings)
    return lock


def without_what_nothing_loads(shop: Workshop, lock: str, cuda: bool) -> str:
    """The path of a copy of the lock file that leaves out what nothing loads."""
    names = [*OF_TENSORFLOW, *(OF_CUDA if cuda else ())]
    shorter = shop.project.build / "assistant-installed.txt"
    shorter.write_text(without((shop.project.root / lock).read_text(encoding="utf-8"), names), encoding="utf-8")
    return shop.project.relative(shorter)


def relock(shop: Workshop) -> None:
    """Compile the lock files from their .in files; versions that still fit stay as they are."""
    # The lock file is for the ordinary build of PyTorch, whatever the caller installs.
    settings = {name: value for name, value in shop.settings.items() if name != TORCH}
    shop = dataclasses.replace(shop, settings=settings)
    compile_to = compile_command(shop)
    registry = registry_settings(shop)
    bootstrap = ["--universal", "--python-version", "3.8", "--generate-hashes", "--no-emit-index-url"]
    download(shop, [*compile_to, *bootstrap, "-o", BOOTSTRAP_LOCK, "requirements/bootstrap.in"], registry)
    download(shop, [*compile_to, *COMPILE_OPTIONS, "-o", ASSISTANT_LOCK, ASSISTANT_INPUT], registry)


def compile_command(shop: Workshop) -> list[str]:
    """uv's compiler; the lock file says how to make it again."""
    return [str(shop.project.uv), "pip", "compile", "--custom-compile-command", "make lock"]


def registry_settings(shop: Workshop) -> dict[str, str]:
    """uv's registry settings, and patience for large files over slow lines (seconds)."""
    settings = uv_settings(shop.project.bootstrap_python, shop.settings)
    settings.setdefault("UV_HTTP_TIMEOUT", shop.settings.get("UV_HTTP_TIMEOUT", "120"))
    return settings


def download(shop: Workshop, command: list[str], settings: dict[str, str] | None = None) -> None:
    """Run a command that fetches packages; its failures are the registry's, the network's or the disk's."""
    try:
        shop.run(command, settings)
    except CommandFailed as error:
        raise download_failure(error, shop.step) from error


def download_failure(error: CommandFailed, step: str) -> SetupFailure:
    """What to tell the user of an installation that failed, by what its output says."""
    if error.says("no space left on device", "os error 28"):
        return failures.disk_full(step)
    if error.says("hash mismatch", "do not match the hashes", "hashes are required"):
        return failures.hash_mismatch(error.log)
    return failures.download_failed(error.log)
