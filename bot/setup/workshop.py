"""What a running step may use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Callable, Sequence

from bot.setup.commands import run_logged
from bot.setup.project import Project


@dataclass(frozen=True)
class Workshop:
    """The project, the settings and the log of one step."""

    project: Project
    step: str
    settings: dict[str, str]
    say: Callable[[str], None]

    def run(self, command: Sequence[str], settings: dict[str, str] | None = None) -> None:
        """Run a command, its output to the step's log; raises CommandFailed."""
        log = self.project.log(self.step)
        run_logged(command, log=log, env={**self.settings, **(settings or {})}, cwd=self.project.root)
