from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from bot.setup.checks import (
    GATEWAY,
    KNOWLEDGE,
    LINT,
    TRAINED,
    UNIT,
    Check,
    conclude,
    not_run,
    run_checks,
    without_browser,
)
from bot.setup.failures import SetupFailure
from bot.setup.gates import Gate, Suite, from_output, from_report, table
from bot.setup.project import Project, this_project

SUITES = (Suite("conversations", "tests.conversations", 2), Suite("others", "tests"))


def check(name: str, status: int) -> Check:
    return Check(name, ("-c", f"import sys; print('ran {name}'); sys.exit({status})"), r"ran \w+")


def gate(name: str, passed: bool = True) -> Gate:
    return Gate(name, "1 passed", "1 run, 0 failed", passed, 1.25)


def case(module: str, inside: str = "") -> str:
    return f'<testcase classname="{module}" name="test" time="1.5">{inside}</testcase>'


def report(folder: Path, *cases: str) -> Path:
    file = folder / "report.xml"
    file.write_text(f"<testsuites><testsuite>{''.join(cases)}</testsuite></testsuites>", encoding="utf-8")
    return file


def test_all_checks_run_and_their_output_is_shown(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    said: list[str] = []
    found = run_checks([check("first", 1), check("second", 0), check("third", 5)], project, os.environ, said.append)
    assert [(one.name, one.figure, one.passed) for one in found] == [
        ("first", "ran first", False),
        ("second", "ran second", True),
        ("third", "ran third", False),
    ]
    assert capsys.readouterr().out.split() == ["ran", "first", "ran", "second", "ran", "third"]
    assert said == ["== first", "== second", "== third"]


def test_the_table_is_shown_written_and_names_what_failed(project: Project) -> None:
    said: list[str] = []
    with pytest.raises(SetupFailure, match=r"Failed: first, third\."):
        conclude([gate("first", False), gate("second"), gate("third", False)], project, said.append)
    written = json.loads((project.build / "gates.json").read_text(encoding="utf-8"))
    assert [(row["name"], row["passed"]) for row in written] == [("first", False), ("second", True), ("third", False)]
    assert [line.split()[-2] for line in said[0].strip().splitlines()[1:]] == ["FAILED", "passed", "FAILED"]


def test_gates_that_all_passed_end_quietly(project: Project) -> None:
    conclude([gate("first")], project, lambda text: None)


def test_no_gates_at_all_is_a_failure(project: Project) -> None:
    with pytest.raises(SetupFailure):
        conclude([], project, lambda text: None)


def test_a_report_gives_a_row_per_suite(tmp_path: Path) -> None:
    known = case("tests.conversations.test_a", '<skipped type="pytest.xfail" message="why"/>')
    file = report(tmp_path, case("tests.conversations.test_a"), known, case("tests.knowledge.test_b"))
    first, second = from_report(file, SUITES, 0)
    assert (first.figure, first.passed, first.seconds) == ("1 passed, 1 known failures", True, 3.0)
    assert (second.figure, second.passed) == ("1 passed", True)


@pytest.mark.parametrize("inside", ["<failure/>", "<error/>"])
def test_a_failing_test_fails_its_own_gate(tmp_path: Path, inside: str) -> None:
    cases = [case("tests.conversations.test_a"), case("tests.conversations.test_a"), case("tests.b", inside)]
    assert [one.passed for one in from_report(report(tmp_path, *cases), SUITES, 1)] == [True, False]


@pytest.mark.parametrize(
    "cases",
    [
        pytest.param([], id="none collected"),
        pytest.param([case("tests.conversations.a", "<skipped/>")] * 2, id="all skipped"),
        pytest.param([case("tests.conversations.a")], id="fewer than agreed"),
    ],
)
def test_a_gate_with_too_few_tests_fails(tmp_path: Path, cases: list[str]) -> None:
    [conversations, _] = from_report(report(tmp_path, *cases, case("tests.b")), SUITES, 0)
    assert not conversations.passed


@pytest.mark.parametrize("content", [None, "<testsuites>"])
def test_a_run_without_a_report_fails_every_gate(tmp_path: Path, content: str | None) -> None:
    file = tmp_path / "report.xml"
    if content:
        file.write_text(content, encoding="utf-8")
    assert [one.passed for one in from_report(file, SUITES, 139)] == [False, False]


def test_what_pytest_alone_holds_against_the_run_fails_too(tmp_path: Path) -> None:
    cases = [case("tests.conversations.a")] * 2 + [case("tests.b")]
    assert not all(one.passed for one in from_report(report(tmp_path, *cases), SUITES, 2))


def test_a_figure_that_a_test_records_is_a_row_of_its_own(tmp_path: Path) -> None:
    recorded = "<property name='figure' value='held-out care: 93 %'/><property name='floor' value='88 %'/>"
    file = report(tmp_path, case("tests.b", f"<properties>{recorded}</properties>"))
    rows = from_report(file, SUITES[1:], 0)
    assert rows[1][:4] == ("  held-out care", "93 %", "88 %", True)


def test_an_old_report_does_not_pass_for_a_run_that_crashed(project: Project) -> None:
    stale = project.build / "reports" / "tests.xml"
    stale.parent.mkdir(parents=True)
    stale.write_text(f"<testsuites>{case('tests.a')}</testsuites>", encoding="utf-8")
    crashing = Check("tests", ("-c", "import sys; sys.exit(139)"), suites=(Suite("tests", "tests"),))
    assert [one.passed for one in run_checks([crashing], project, os.environ, lambda text: None)] == [False]


@pytest.mark.parametrize(
    ("check_", "output", "figure"),
    [
        (LINT[0], "\x1b[1mFound 3 errors.\x1b[0m\n", "Found 3 errors"),
        (LINT[1], "205 files already formatted\n", "205 files already formatted"),
        (LINT[1], "2 files would be reformatted, 9 files already formatted\n", "9 files already formatted"),
        (LINT[2], "Success: no issues found in 137 source files\n", "no issues found in 137 source files"),
    ],
)
def test_the_figure_is_read_from_the_output(check_: Check, output: str, figure: str) -> None:
    assert from_output(check_.name, check_.figure, 0, output, 1.0).figure == figure


def test_numbers_in_the_output_can_be_added_up() -> None:
    check_ = KNOWLEDGE[0]
    output = "fardplan: 40 fakta, 2 luckor\nglesbygd: 42 fakta, 2 luckor\n"
    assert from_output(check_.name, check_.figure, 0, output, 1.0, check_.counted).figure == "82 facts"


def test_checks_that_could_not_run_have_failed() -> None:
    assert {one.name for one in not_run(TRAINED, "set-up failed")} >= {"rasa data validate", "conversations"}
    assert not any(one.passed for one in not_run((*TRAINED, *UNIT), "set-up failed"))


def test_the_table_lines_up() -> None:
    lines = table([gate("a"), gate("a long name", False)])
    assert lines[1].rindex("passed") == lines[2].rindex("FAILED")


def test_gateways_checks_run_in_its_own_environment(project: Project, program: Any) -> None:
    program(project.gateway_python, 'echo "$@" > called')
    run_checks([Check("gateway", ("-m", "pytest"), gateway=True)], project, os.environ, lambda text: None)
    assert (project.root / "called").read_text() == "-m pytest\n"


def test_a_script_is_run_by_bash_and_its_report_read(project: Project) -> None:
    cases = f"<testsuites>{case('tests.browser.test_a')}</testsuites>"
    (project.root / "run").write_text(f"echo '{cases}' > \"${{1#--junitxml=}}\"", encoding="utf-8")
    script = Check("page", ("run", "--junitxml={report}"), suites=(Suite("browser tests", ""),), script=True)
    [found] = run_checks([script], project, os.environ, lambda text: None)
    assert (found.name, found.figure, found.passed) == ("browser tests", "1 passed", True)


def test_a_script_that_ends_before_its_tests_fails_its_gate(project: Project) -> None:
    (project.root / "run").write_text("exit 3", encoding="utf-8")
    script = Check("page", ("run", "--junitxml={report}"), suites=(Suite("browser tests", ""),), script=True)
    [found] = run_checks([script], project, os.environ, lambda text: None)
    assert (found.figure, found.passed) == ("no report, exit status 3", False)


def test_every_script_of_a_check_is_there() -> None:
    scripts = [check.command[0] for check in (*LINT, *KNOWLEDGE, *UNIT, *GATEWAY, *TRAINED) if check.script]
    assert scripts
    assert [script for script in scripts if not (this_project().root / script).is_file()] == []


def test_without_a_browser_the_rest_runs_and_the_table_says_what_to_install(project: Project) -> None:
    left, rows = without_browser(GATEWAY, project, {})
    assert [check.name for check in left] == [check.name for check in GATEWAY if not check.script]
    assert [(row.passed, "apt-get install" in row.figure) for row in rows] == [(True, True)]


def test_ci_never_leaves_the_browser_out(project: Project) -> None:
    assert without_browser(GATEWAY, project, {"CI": "true"}) == (list(GATEWAY), [])
