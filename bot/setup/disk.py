"""Whether the disk has room for the environment, asked before gigabytes are fetched."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Callable, Mapping

from bot.setup import failures

#: What .venv and uv's cache take together, in GB (10^9 bytes). Most of it is PyTorch's CUDA libraries,
#: which uv links from its cache where both lie on one file system.
ENVIRONMENT_GB = 8.0
CPU_ENVIRONMENT_GB = 4.0
SETTING = "LOTSEN_ENVIRONMENT_GB"

FreeGb = Callable[[Path], float]


def free_gb(folder: Path) -> float:
    """Free space, in GB, where the folder lies or will lie."""
    while not folder.exists():
        folder = folder.parent
    return shutil.disk_usage(folder).free / 1e9


def check_room(venv: Path, environ: Mapping[str, str], free: FreeGb = free_gb) -> None:
    """Raise SetupFailure if the rest of the environment will not fit beside the project."""
    needed = wanted_gb(environ) - size_gb(venv)
    if needed > 0 and free(venv) < needed:
        raise failures.disk_too_full(str(venv.parent), free(venv), needed)


def wanted_gb(environ: Mapping[str, str]) -> float:
    """Room for a whole environment, in GB; a setting that is no number is as good as none."""
    default = CPU_ENVIRONMENT_GB if environ.get("UV_TORCH_BACKEND") == "cpu" else ENVIRONMENT_GB
    try:
        return float(environ.get(SETTING) or default)
    except ValueError:
        return default


def size_gb(folder: Path) -> float:
    """What the files of a folder take, in GB; 0 if it does not exist."""
    total = 0
    for where, _, names in os.walk(folder):
        for name in names:
            total += os.lstat(os.path.join(where, name)).st_size
    return total / 1e9
