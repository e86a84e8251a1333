"""Runs a module as ``python -m`` does, without what is of no use in a log.

The DeprecationWarnings of other people's packages are clutter, the values beside a traceback (``tracebacks.py``) worse.

``PYTHONWARNINGS`` cannot do that: several packages (Sanic, aiogram) put filters of their own before it, some while they
warn. So what is shown is chosen where it is shown. Our own code's warnings come through.
"""

from __future__ import annotations

import runpy
import sys
import warnings
from typing import Any, Callable, Sequence

from bot.setup.project import this_project

#: Slots that are named as entities are set by the actions, on purpose (domain/slots.yml).
DELIBERATE = "Slot auto-fill has been removed"


def is_clutter(message: str, category: type[Warning], filename: str) -> bool:
    """Whether whoever reads the log can do nothing about a warning."""
    project = this_project()
    ours = filename.startswith(f"{project.root}/") and not filename.startswith(f"{project.venv}/")
    return (issubclass(category, DeprecationWarning) and not ours) or DELIBERATE in message


def hush(show: Callable[..., None]) -> Callable[..., None]:
    """A ``warnings.showwarning`` that passes on what is no clutter."""

    def shown(message: Any, category: type[Warning], filename: str, *place: Any, **options: Any) -> None:
        if not is_clutter(str(message), category, filename):
            show(message, category, filename, *place, **options)

    return shown


def main(arguments: Sequence[str]) -> None:
    """Run the module named first with the arguments after it; raises what it raises."""
    from bot.setup.tracebacks import hide_locals  # .venv's, which is where modules are run

    hide_locals()
    warnings.showwarning = hush(warnings.showwarning)
    sys.argv = list(arguments)
    runpy.run_module(arguments[0], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main(sys.argv[1:])
