"""What the checks found, one row a gate: figure, floor, passed or failed, seconds. Standard library only."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Iterator, NamedTuple, Sequence

COLOUR = re.compile(r"\x1b\[[0-9;]*m")


class Gate(NamedTuple):
    """One row of the table."""

    name: str
    figure: str
    floor: str
    passed: bool
    seconds: float


class Suite(NamedTuple):
    """Tests that make up one row: those whose module begins with ``under``; the longest beginning wins."""

    name: str
    under: str
    at_least: int = 1


class Case(NamedTuple):
    """One test of a JUnit report."""

    module: str
    outcome: str  # passed, known (an expected failure), skipped or failed
    seconds: float
    figure: str | None
    floor: str | None


def from_output(name: str, figure: str, status: int, output: str, seconds: float, counted: str = "") -> Gate:
    """The gate of a command: its figure is the last match of a pattern in its output, or the sum of all matches."""
    found = re.findall(figure, COLOUR.sub("", output)) if figure else []
    shown = found[-1] if found else "no fault" if status == 0 else f"exit status {status}"
    if counted:
        shown = f"{sum(map(int, found))} {counted}"
    return Gate(name, shown, "no fault", status == 0, seconds)


def from_report(report: Path, suites: Sequence[Suite], status: int) -> list[Gate]:
    """The gates of a pytest run, from its JUnit report; without a report all have failed.

    A suite of which too few tests ran has failed, whatever pytest says.
    """
    try:
        cases = list(read_report(report))
    except (OSError, ElementTree.ParseError):
        return [Gate(suite.name, f"no report, exit status {status}", _floor(suite), False, 0.0) for suite in suites]
    gates: list[Gate] = []
    for suite in suites:
        own = [case for case in cases if _suite_of(case, suites) == suite]
        gates.append(_of_suite(suite, own))
        gates.extend(_of_figure(case) for case in own if case.figure)
    if status != 0 and all(gate.passed for gate in gates):
        gates.append(Gate("pytest", f"exit status {status}", "0", False, 0.0))
    return gates


def read_report(report: Path) -> Iterator[Case]:
    """The tests of a JUnit report; raises OSError or ParseError."""
    for case in ElementTree.parse(str(report)).getroot().iter("testcase"):
        properties = {item.get("name"): item.get("value") for item in case.iter("property")}
        module = case.get("classname") or case.get("name") or ""
        seconds = float(case.get("time") or 0)
        yield Case(module, _outcome(case), seconds, properties.get("figure"), properties.get("floor"))


def table(gates: Sequence[Gate]) -> list[str]:
    """The rows as aligned text."""
    head = ("gate", "figure", "floor", "", "seconds")
    rows = [head, *(_cells(gate) for gate in gates)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head) - 1)]
    return ["  ".join([*(cell.ljust(width) for cell, width in zip(row, widths)), row[-1]]) for row in rows]


def write(gates: Sequence[Gate], file: Path) -> None:
    """The rows as JSON, for machines."""
    file.parent.mkdir(parents=True, exist_ok=True)
    rows = [{**gate._asdict(), "seconds": round(gate.seconds, 1)} for gate in gates]
    file.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _cells(gate: Gate) -> tuple[str, ...]:
    return gate.name, gate.figure, gate.floor, "passed" if gate.passed else "FAILED", f"{gate.seconds:.1f}"


def _outcome(case: ElementTree.Element) -> str:
    if case.find("failure") is not None or case.find("error") is not None:
        return "failed"
    skipped = case.find("skipped")
    if skipped is None:
        return "passed"
    return "known" if skipped.get("type") == "pytest.xfail" else "skipped"


def _suite_of(case: Case, suites: Sequence[Suite]) -> Suite | None:
    fitting = [suite for suite in suites if case.module.startswith(suite.under)]
    return max(fitting, key=lambda suite: len(suite.under), default=None)


def _of_suite(suite: Suite, cases: Sequence[Case]) -> Gate:
    count = {kind: sum(case.outcome == kind for case in cases) for kind in ("passed", "failed", "known", "skipped")}
    words = {"known": "known failures"}
    shown = ", ".join(f"{number} {words.get(kind, kind)}" for kind, number in count.items() if number) or "no tests"
    enough = len(cases) - count["skipped"] >= max(suite.at_least, 1)
    return Gate(suite.name, shown, _floor(suite), enough and not count["failed"], sum(case.seconds for case in cases))


def _of_figure(case: Case) -> Gate:
    """A row of its own for a test that measures (record_property "figure": "what: value", and "floor")."""
    name, _, value = (case.figure or "").partition(": ")
    return Gate(f"  {name}", value, case.floor or "", case.outcome == "passed", case.seconds)


def _floor(suite: Suite) -> str:
    return f"{max(suite.at_least, 1)} run, 0 failed"
