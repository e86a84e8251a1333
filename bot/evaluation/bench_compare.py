"""This run's figures beside those that were committed: the table of docs/benchmarks.md, between two marks.

A line has got worse when it differs by more than both runs varied by themselves. Figures of another machine stand
beside each other too, but nothing is said of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.evaluation.bench_figures import Figure
from bot.evaluation.bench_load import BenchFailure

PAGE = Path("docs/benchmarks.md")
BEGIN, END = "<!-- written by make bench OPTIONS=--save -->", "<!-- end -->"
HEAD = "| what | unit | figure | varied by |\n|---|---|---|---|"
ROW = re.compile(r"^\| (?P<name>[^|]+) \| (?P<unit>[^|]+) \| (?P<value>[\d.]+) \| (?P<noise>[\d.]+) \|$", re.M)
MACHINE = re.compile(r"^Taken on (?P<machine>[^;]+); (?P<state>.+)\.$", re.M)
WORSE, BETTER, SAME, NEW = "worse", "better", "", "new"


class NoPlace(BenchFailure):
    """The page has no two marks to write between."""


@dataclass(frozen=True)
class Committed:
    """What the page holds: the figures by name, and the machine that they are of, in words ("" where none is said)."""

    machine: str
    figures: Mapping[str, Figure]


@dataclass(frozen=True)
class Line:
    """One figure now and before; ``verdict`` is one of WORSE, BETTER, SAME and NEW."""

    now: Figure
    before: Figure | None

    @property
    def verdict(self) -> str:
        """What may be said of the two."""
        if self.before is None:
            return NEW
        gained = self.now.value - self.before.value
        if abs(gained) <= self.now.noise + self.before.noise:
            return SAME
        return BETTER if (gained > 0) == self.now.more_is_better else WORSE


def committed(page: str) -> Committed:
    """Read the table of a page; without one there are no figures."""
    table = _between(page)
    machine = MACHINE.search(table)
    rows = [
        Figure(row["name"].strip(), row["unit"].strip(), float(row["value"]), float(row["noise"]))
        for row in ROW.finditer(table)
    ]
    return Committed(machine["machine"] if machine else "", {row.name: row for row in rows})


def compared(figures: Sequence[Figure], before: Committed) -> list[Line]:
    """Each of this run's figures beside the committed one of that name and unit."""
    old = before.figures
    return [Line(one, old[one.name] if one.name in old and old[one.name].unit == one.unit else None) for one in figures]


def told(lines: Sequence[Line], before: Committed, machine: str) -> Iterator[str]:
    """The table to read, and in its last line what has got worse."""
    yield f"{'Beside the committed run':<44}{'committed':>12}{'now':>12}{'varied by':>12}  unit"
    same_machine = before.machine == machine
    for line in lines:
        was = f"{line.before.value:.1f}" if line.before else "-"
        varied = line.now.noise + (line.before.noise if line.before else 0.0)
        verdict = line.verdict if same_machine or line.verdict == NEW else SAME
        row = f"  {line.now.name:<42}{was:>12}{line.now.value:>12.1f}{varied:>12.1f}  {line.now.unit:<12}{verdict}"
        yield row.rstrip()
    yield ""
    if not before.figures:
        yield f"{PAGE} holds no figures yet: OPTIONS=--save writes these there."
    elif not same_machine:
        yield f"The committed figures are of another machine ({before.machine}; this is {machine})."
    else:
        worse = [line.now.name for line in lines if line.verdict == WORSE]
        yield f"Worse by more than both runs varied: {'; '.join(worse) or 'nothing'}."


def written(page: str, figures: Sequence[Figure], machine: str, state: str) -> str:
    """The page with these figures in the place of its own; raises NoPlace.

    ``machine`` is what figures depend on, ``state`` how it was on the day: both in words without ";" and newline.
    """
    if BEGIN not in page or END not in page:
        raise NoPlace(f"{PAGE} lacks the lines '{BEGIN}' and '{END}', between which the figures stand")
    rows = "\n".join(f"| {one.name} | {one.unit} | {one.value:.1f} | {one.noise:.1f} |" for one in figures)
    before, rest = page.split(BEGIN, 1)
    return f"{before}{BEGIN}\n\nTaken on {machine}; {state}.\n\n{HEAD}\n{rows}\n\n{END}{rest.split(END, 1)[1]}"


def _between(page: str) -> str:
    found = re.search(f"{re.escape(BEGIN)}(.*?){re.escape(END)}", page, re.S)
    return found[1] if found else ""
