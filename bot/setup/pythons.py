"""Finds a Python 3.10 that really runs: a name on PATH can be a shim that only fails."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Iterator, Mapping

from bot.setup import failures

VERSION = "3.10"
SETTING = "LOTSEN_PYTHON"

#: Prints the interpreter's own path if it has the version and the modules that a half-built one lacks.
PROBE = (
    "import sys, ssl, sqlite3, ctypes, zlib\n"
    f"assert '%d.%d' % sys.version_info[:2] == '{VERSION}'\n"
    "print(getattr(sys, '_base_executable', '') or sys.executable)"
)
PROBE_SECONDS = 20.0


def find_python(environ: Mapping[str, str], tried: list[str]) -> str | None:
    """Path of a working Python 3.10, or None; candidates that did not work are added to ``tried``.

    Raises SetupFailure if LOTSEN_PYTHON names one that does not work.
    """
    named = environ.get(SETTING)
    if named:
        found = working_python(named)
        if found is None:
            raise failures.bad_named_python(named)
        return found
    for candidate in candidates(environ):
        found = working_python(str(candidate))
        if found is not None:
            return found
        tried.append(str(candidate))
    return None


def candidates(environ: Mapping[str, str]) -> Iterator[Path]:
    """Every python3.10 on PATH, then those that pyenv built, newest first."""
    for folder in environ.get("PATH", "").split(os.pathsep):
        path = Path(folder) / f"python{VERSION}"
        if folder and os.access(path, os.X_OK):
            yield path
    roots = [environ.get("PYENV_ROOT"), os.path.join(environ.get("HOME", ""), ".pyenv")]
    for root in dict.fromkeys(root for root in roots if root):
        built = sorted(Path(root).glob(f"versions/{VERSION}.*/bin/python{VERSION}"), key=_patch_number, reverse=True)
        yield from built


def working_python(path: str) -> str | None:
    """The interpreter's real path if it runs and is a whole Python 3.10, otherwise None."""
    try:
        answer = subprocess.run(
            [path, "-I", "-c", PROBE],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=PROBE_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    if answer.returncode != 0:
        return None
    return answer.stdout.decode().strip() or None


def _patch_number(path: Path) -> int:
    digits = path.parents[1].name.rsplit(".", 1)[-1]
    return int(digits) if digits.isdigit() else -1
