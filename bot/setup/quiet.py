"""Runs a module as ``python -m`` does, without the DeprecationWarnings of other people's packages in the log.

``PYTHONWARNINGS`` cannot do that: Sanic, which both servers run on, puts a filter of its own before it when it is
imported. Our own code's warnings are shown.
"""

from __future__ import annotations

import importlib
import runpy
import sys
import warnings
from typing import Sequence

OURS = r"(actions|bot|knowledge)(\.|$)"
# Slots that are named as entities are set by the actions, on purpose (domain/slots.yml).
DELIBERATE = r"(?s).*Slot auto-fill has been removed"


def hush() -> None:
    """Set the filters; to be called after Sanic has set its own."""
    warnings.filterwarnings("ignore", category=DeprecationWarning)
    warnings.filterwarnings("default", category=DeprecationWarning, module=OURS)
    warnings.filterwarnings("ignore", message=DELIBERATE, category=UserWarning)


def main(arguments: Sequence[str]) -> None:
    """Run the module named first with the arguments after it; raises what it raises."""
    hush()  # also for what Sanic's own import warns of
    importlib.import_module("sanic.app")
    hush()
    sys.argv = list(arguments)
    runpy.run_module(arguments[0], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main(sys.argv[1:])
