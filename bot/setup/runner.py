"""Brings steps up to date: runs those whose inputs changed, in the table's order, and side by side what may be."""

from __future__ import annotations

import errno
import os
import shutil
import time
from pathlib import Path
from typing import Mapping, Sequence, TextIO

from bot.setup import failures
from bot.setup.failures import CommandFailed, SetupFailure
from bot.setup.inputs import NoSuchInput, digest_of, file_digests
from bot.setup.progress import Ticker, duration
from bot.setup.project import Project, command_settings
from bot.setup.side_by_side import MOST, Job, cores, run_jobs
from bot.setup.stamps import Stamps, differences
from bot.setup.steps import STEPS, Step, with_needs
from bot.setup.workshop import Workshop

REASONS_SHOWN = 2


class Runner:
    """Runs the steps of one project."""

    def __init__(
        self, project: Project, environ: Mapping[str, str], out: TextIO, steps: Sequence[Step] = STEPS
    ) -> None:
        self._project = project
        self._settings = command_settings(project, environ)
        self._out = out
        self._steps = steps
        self._stamps = Stamps(project.stamps)

    def bring_up_to_date(self, names: Sequence[str]) -> list[str]:
        """Run what has to be run of the named steps and their needs; the names of those that ran.

        Raises SetupFailure; steps that ended before it keep their stamps, so the next call goes on from there.
        """
        steps = with_needs(names, self._steps)
        jobs = [self._job(step, steps) for step in steps]
        did = run_jobs(jobs, min(cores(), MOST))
        ran = [step.name for step in steps if did[step.name]]
        if not ran:
            self.say(f"Set-up: all {len(steps)} steps are up to date")
        return ran

    def _job(self, step: Step, steps: Sequence[Step]) -> Job:
        """A step after its needs. What installs goes one after the other: there is one package manager's lock."""
        before = [other.name for other in steps[: steps.index(step)] if step.make and other.make]
        number = f"[{steps.index(step) + 1}/{len(steps)}]"
        return Job(step.name, lambda: self._run_if_needed(step, number), (*step.needs, *before))

    def _run_if_needed(self, step: Step, number: str) -> bool:
        """Whether the step had to run."""
        parts = self._parts(step)
        reason = self._reason(step, parts)
        if reason is None:
            return False
        self.say(f"{number} {step.name}: {step.does} ({reason})")
        self._run(step, parts)
        return True

    def pending(self, names: Sequence[str]) -> list[str]:
        """Those of the named steps and their needs that are not up to date, as things stand; runs nothing."""
        steps = with_needs(names, self._steps)
        return [step.name for step in steps if self._reason(step, self._parts(step)) is not None]

    def say(self, text: str) -> None:
        """Write a line at once."""
        self._out.write(f"{text}\n")
        self._out.flush()

    def workshop(self, name: str) -> Workshop:
        """What a step runs its commands with; its output goes to the log ``name``."""
        return Workshop(self._project, name, self._settings, lambda text: self.say(f"      {text}"))

    def _parts(self, step: Step) -> dict[str, str]:
        """Everything that the step's output rests on, by name."""
        try:
            parts = file_digests(self._project.root, step.inputs)
        except NoSuchInput as error:
            raise failures.missing_input(step.name, str(error)) from error
        parts.update({f"setting {name}": self._settings.get(name, "") for name in step.settings})
        parts.update({f"step {name}": digest_of(self._stamps.read(name) or {}) for name in step.needs})
        parts["command"] = " ".join(step.command)
        return parts

    def _reason(self, step: Step, parts: dict[str, str]) -> str | None:
        """Why the step has to run, or None."""
        stamp = self._stamps.read(step.name)
        if stamp is None:
            return "not done yet"
        if not step.sound(self._project.root / step.output):
            return f"{step.output} is gone"
        changed = differences(stamp, parts)
        if not changed:
            return None
        more = f" and {len(changed) - REASONS_SHOWN} more" if len(changed) > REASONS_SHOWN else ""
        return f"changed: {', '.join(changed[:REASONS_SHOWN])}{more}"

    def _run(self, step: Step, parts: dict[str, str]) -> None:
        """Run one step; its stamp is gone while it runs and back only when it ended well."""
        self._stamps.remove(step.name)
        log = self._project.log(step.name)
        if log.exists():
            log.unlink()
        start = time.monotonic()
        try:
            with Ticker(step.name, self._out):
                self._make(step)
        except CommandFailed as error:
            self._show(error)
            raise failures.step_failed(step.name, error) from error
        except SetupFailure as error:
            if isinstance(error.__cause__, CommandFailed):
                self._show(error.__cause__)
            raise
        except OSError as error:
            if error.errno == errno.ENOSPC:
                raise failures.disk_full(step.name) from error
            raise
        seconds = time.monotonic() - start
        self._stamps.write(step.name, parts, seconds)
        self.say(f"      {step.name} done in {duration(seconds)}")

    def _show(self, failed: CommandFailed) -> None:
        """The end of what a failed command printed."""
        for line in failed.tail:
            self.say(f"      | {line}")

    def _make(self, step: Step) -> None:
        shop = self.workshop(step.name)
        if step.make is not None:
            step.make(shop)
            return
        staging = self._project.staging / step.name
        final = self._project.root / step.output
        staged = staging / final.name
        _remove(staging)
        staging.mkdir(parents=True)
        try:
            places = {"{out}": str(staged), "{out_folder}": str(staging)}
            shop.run([str(self._project.python), *(places.get(word, word) for word in step.command)])
            if not staged.exists():
                raise failures.no_output(step.name, step.output, str(self._project.log(step.name)))
            move_into_place(staged, final)
        finally:
            _remove(staging)


def move_into_place(staged: Path, final: Path) -> None:
    """Rename onto the final place; a folder there before is renamed away first and then removed."""
    final.parent.mkdir(parents=True, exist_ok=True)
    if not final.is_dir():
        os.replace(staged, final)
        return
    old = staged.with_name(staged.name + ".old")
    os.replace(final, old)
    os.replace(staged, final)
    shutil.rmtree(old)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
