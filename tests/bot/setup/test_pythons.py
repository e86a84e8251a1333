from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from bot.setup.failures import SetupFailure
from bot.setup.pythons import GATEWAY, candidates, find_python, working_python

WORKS = f'exec {sys.executable} "$@"'  # the tests run on Python 3.10
FAILING_SHIM = 'echo "pyenv: python3.10: command not found" >&2; exit 127'
OTHER_VERSION = "exit 1"  # the probe's assertion fails


def test_python_that_runs_on_path_is_found(tmp_path: Path, program: Any) -> None:
    program(tmp_path / "bin/python3.10", WORKS)
    found = find_python({"PATH": f"{tmp_path}/bin"}, [])
    assert found is not None
    assert working_python(found)


def test_failing_shim_is_passed_over_for_pyenvs_own_newest_version(tmp_path: Path, program: Any) -> None:
    shim = program(tmp_path / "shims/python3.10", FAILING_SHIM)
    for version in ("3.10.9", "3.10.13", "3.9.18"):
        program(tmp_path / f".pyenv/versions/{version}/bin/python3.10", WORKS)
    environ = {"PATH": str(shim.parent), "HOME": str(tmp_path)}
    assert [path.parts[-3] for path in candidates(environ)][1:] == ["3.10.13", "3.10.9"]
    tried: list[str] = []
    assert find_python(environ, tried)
    assert tried == [str(shim)]


def test_pyenv_root_is_looked_in(tmp_path: Path, program: Any) -> None:
    program(tmp_path / "elsewhere/versions/3.10.4/bin/python3.10", WORKS)
    assert find_python({"PYENV_ROOT": f"{tmp_path}/elsewhere", "HOME": "/nowhere"}, [])


@pytest.mark.parametrize("script", [FAILING_SHIM, OTHER_VERSION, "exit 0", "kill $$"])
def test_what_does_not_work_is_not_taken(tmp_path: Path, program: Any, script: str) -> None:
    path = program(tmp_path / "bin/python3.10", script)
    tried: list[str] = []
    assert find_python({"PATH": str(path.parent)}, tried) is None
    assert tried == [str(path)]


def test_file_that_cannot_be_run_is_no_candidate(tmp_path: Path) -> None:
    (tmp_path / "python3.10").write_text("")
    assert list(candidates({"PATH": str(tmp_path)})) == []


def test_named_python_comes_first_and_must_work(tmp_path: Path, program: Any) -> None:
    good = program(tmp_path / "good", WORKS)
    assert find_python({"LOTSEN_PYTHON": str(good), "PATH": ""}, [])
    bad = program(tmp_path / "bad", FAILING_SHIM)
    with pytest.raises(SetupFailure, match=f"LOTSEN_PYTHON names {bad}"):
        find_python({"LOTSEN_PYTHON": str(bad), "PATH": ""}, [])


def test_gateway_takes_the_best_of_several_versions(tmp_path: Path, program: Any) -> None:
    says_path = 'while [ "$1" != -c ]; do shift; done; echo "$0"'
    for version in ("3.13", "3.12"):
        program(tmp_path / f"bin/python{version}", says_path)
    program(tmp_path / "bin/python3.11", FAILING_SHIM)
    tried: list[str] = []
    assert find_python({"PATH": f"{tmp_path}/bin"}, tried, GATEWAY) == f"{tmp_path}/bin/python3.12"
    assert tried == [f"{tmp_path}/bin/python3.11"]


def test_gateway_does_not_take_the_assistants_python() -> None:
    assert working_python(sys.executable)
    assert working_python(sys.executable, GATEWAY) is None


def test_gateways_named_python_must_work(tmp_path: Path, program: Any) -> None:
    bad = program(tmp_path / "bad", FAILING_SHIM)
    with pytest.raises(SetupFailure, match=r"LOTSEN_GATEWAY_PYTHON names .*3\.11 or 3\.12 or 3\.13"):
        find_python({"LOTSEN_GATEWAY_PYTHON": str(bad), "PATH": ""}, [], GATEWAY)
