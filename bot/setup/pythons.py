"""Finds a Python that really runs, of a version that is wanted: a name on PATH can be a shim that only fails."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Iterator, Mapping, NamedTuple

from bot.setup import failures


class Wanted(NamedTuple):
    """Versions that will do, the best first, and the setting that names an interpreter."""

    versions: tuple[str, ...]
    setting: str

    @property
    def best(self) -> str:
        """The version that is preferred."""
        return self.versions[0]

    @property
    def words(self) -> str:
        """The versions as a sentence names them."""
        return " or ".join(self.versions)


ASSISTANT = Wanted(("3.10",), "LOTSEN_PYTHON")
#: Microsoft's Teams library needs 3.11; the lock file is for all of these, the tests run on the first.
GATEWAY = Wanted(("3.11", "3.12", "3.13"), "LOTSEN_GATEWAY_PYTHON")

#: Prints the interpreter's own path if it has the version and the modules that a half-built one lacks.
PROBE = (
    "import sys, ssl, sqlite3, ctypes, zlib\n"
    "assert '%d.%d' % sys.version_info[:2] in sys.argv[1:]\n"
    "print(getattr(sys, '_base_executable', '') or sys.executable)"
)
PROBE_SECONDS = 20.0


def find_python(environ: Mapping[str, str], tried: list[str], wanted: Wanted = ASSISTANT) -> str | None:
    """Path of a working Python, or None; candidates that did not work are added to ``tried``.

    Raises SetupFailure if the setting names one that does not work.
    """
    named = environ.get(wanted.setting)
    if named:
        found = working_python(named, wanted)
        if found is None:
            raise failures.bad_named_python(named, wanted.words, wanted.setting)
        return found
    for candidate in candidates(environ, wanted):
        found = working_python(str(candidate), wanted)
        if found is not None:
            return found
        tried.append(str(candidate))
    return None


def candidates(environ: Mapping[str, str], wanted: Wanted = ASSISTANT) -> Iterator[Path]:
    """For each version every one on PATH, then those that pyenv built, newest first."""
    for version in wanted.versions:
        for folder in environ.get("PATH", "").split(os.pathsep):
            path = Path(folder) / f"python{version}"
            if folder and os.access(path, os.X_OK):
                yield path
        roots = [environ.get("PYENV_ROOT"), os.path.join(environ.get("HOME", ""), ".pyenv")]
        for root in dict.fromkeys(root for root in roots if root):
            built = Path(root).glob(f"versions/{version}.*/bin/python{version}")
            yield from sorted(built, key=_patch_number, reverse=True)


def working_python(path: str, wanted: Wanted = ASSISTANT) -> str | None:
    """The interpreter's real path if it runs and is a whole Python of a wanted version, otherwise None."""
    try:
        answer = subprocess.run(
            [path, "-I", "-c", PROBE, *wanted.versions],
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
