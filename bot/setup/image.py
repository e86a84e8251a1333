"""Makes what a container image holds, in place: ``python3 -m bot.setup.image assistant`` or ``gateway``.

Runs in the first stage of deploy/Containerfile.*: the steps of ``make setup`` that the servers need, then away with
what only set-up and development use. Standard library only, as all of set-up.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import NamedTuple, Sequence

from bot.setup.environment import registry_settings
from bot.setup.failures import SetupFailure
from bot.setup.left_out import OF_DEVELOPMENT
from bot.setup.locking import only_one
from bot.setup.project import Project, this_project
from bot.setup.runner import Runner


class Image(NamedTuple):
    """What goes into an image: steps of set-up, and packages of its environment that it can do without."""

    steps: Sequence[str]
    unneeded: Sequence[str]


IMAGES = {"assistant": Image(("knowledge", "model"), OF_DEVELOPMENT), "gateway": Image(("gateway",), ())}
#: Of .build; the encoder, spaCy's pipeline and the knowledge base stay.
OF_SET_UP = ("bootstrap", "logs", "stamps", "staging", "vectors", "reports", "setup.lock", "answers.json")
#: How the libraries for graphics cards are named. None belongs into an image.
CUDA = ("libcublas*", "libcudart*", "libcudnn*", "libnccl*", "libnvrtc*", "libtriton*")


def make(project: Project, image: Image) -> None:
    """Run the steps, take away what the servers need not; raises SetupFailure, also where CUDA came along."""
    runner = Runner(project, os.environ, sys.stdout)
    with only_one(project.lock, runner.say):
        runner.bring_up_to_date(image.steps)
        if image.unneeded:
            shop = runner.workshop("image")
            remove = [str(project.uv), "pip", "uninstall", "--python", str(project.python), *image.unneeded]
            shop.run(remove, registry_settings(shop))
    clear(project)
    found = cuda_of(project)
    if found:
        names = ", ".join(path.name for path in found[:3])
        raise SetupFailure(
            f"The environment holds libraries for graphics cards ({names} …), which nothing here uses. PyTorch's index "
            "of CPU builds must be reached, or UV_TORCH_BACKEND name another: docs/dependencies.md"
        )


def clear(project: Project) -> None:
    """Delete what set-up keeps for its next run."""
    for name in OF_SET_UP:
        path = project.build / name
        if path.is_dir():
            shutil.rmtree(path)
        elif path.exists():
            path.unlink()


def cuda_of(project: Project) -> list[Path]:
    """Libraries for graphics cards in either environment."""
    return [
        path
        for environment in (project.venv, project.gateway_venv)
        for pattern in CUDA
        for path in sorted(environment.glob(f"lib/python3*/site-packages/**/{pattern}"))
    ]


def main(arguments: Sequence[str]) -> int:
    """Make the image that is named; the exit status."""
    if len(arguments) != 1 or arguments[0] not in IMAGES:
        print(f"usage: python3 -m bot.setup.image {'|'.join(IMAGES)}", file=sys.stderr)
        return 2
    try:
        make(this_project(), IMAGES[arguments[0]])
    except SetupFailure as failure:
        print(failure, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
