"""The command behind `make teams-package`, as its user meets it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.gateway.settings import PREFIX, ROOT
from bot.gateway.teams.package import __main__ as command
from bot.gateway.teams.package.package_check import package_faults
from tests.gateway.teams_package.factories import GOOD

Said = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _good_settings(environment: Callable[..., None]) -> None:
    environment()


def test_it_writes_a_package_and_says_where(tmp_path: Path, capsys: Said) -> None:
    out = tmp_path / "teams/lotsen-teams.zip"
    assert command.main(["--out", str(out)]) == 0
    assert package_faults(out.read_bytes()) == []
    said = capsys.readouterr().out
    assert str(out) in said
    assert GOOD["TEAMS_APP_ID"] in said


def test_a_second_run_writes_the_same_bytes(tmp_path: Path) -> None:
    outs = [tmp_path / "one.zip", tmp_path / "two.zip"]
    for out in outs:
        command.main(["--out", str(out), "--version", "2.0.0"])
    assert outs[0].read_bytes() == outs[1].read_bytes()


def test_what_is_missing_is_named_and_the_old_package_stays(
    tmp_path: Path, capsys: Said, environment: Callable[..., None]
) -> None:
    out = tmp_path / "lotsen-teams.zip"
    out.write_bytes(b"the old one")
    environment(TEAMS_HOST=None, TEAMS_PRIVACY_URL="")
    assert command.main(["--out", str(out)]) == 1
    assert capsys.readouterr().err.splitlines() == [
        "The Teams package cannot be made:",
        "  LOTSEN_TEAMS_HOST is missing: the public host name that Teams reaches the gateway by",
        "  LOTSEN_TEAMS_PRIVACY_URL is missing: the page that says how personal data are handled",
    ]
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [(out.name, b"the old one")]


def test_a_version_that_teams_would_refuse_writes_nothing(tmp_path: Path, capsys: Said) -> None:
    assert command.main(["--out", str(tmp_path / "a.zip"), "--version", "1.0"]) == 1
    assert "version is '1.0'" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_the_files_place_is_one_line(tmp_path: Path, capsys: Said) -> None:
    assert command.main(["--out", str(tmp_path)]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 2
    assert list(tmp_path.iterdir()) == []


def test_checking_tells_right_from_wrong(tmp_path: Path, capsys: Said) -> None:
    out = tmp_path / "a.zip"
    command.main(["--out", str(out)])
    assert command.main(["--check", str(out)]) == 0
    out.write_bytes(out.read_bytes()[:-40])
    assert command.main(["--check", str(out)]) == 1
    assert capsys.readouterr().err == f"{out} is not right:\n  no readable zip file (BadZipFile)\n"


def test_checking_a_file_that_is_not_there_says_so(tmp_path: Path, capsys: Said) -> None:
    assert command.main(["--check", str(tmp_path / "a.zip")]) == 1
    assert "No such file" in capsys.readouterr().err


#: What make runs, and a look at what that loaded.
AS_MAKE_RUNS_IT = """
import sys
from bot.gateway.teams.package.__main__ import main
status = main(sys.argv[1:])
loaded = {"microsoft_teams", "bot.gateway.app"} & set(sys.modules)
sys.exit(f"loaded: {loaded}" if loaded else status)
"""


def test_a_process_of_its_own_needs_neither_microsofts_library_nor_the_gateways_application(tmp_path: Path) -> None:
    settings = {PREFIX + name: value for name, value in GOOD.items()}
    path = os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
    done = subprocess.run(
        [sys.executable, "-c", AS_MAKE_RUNS_IT, "--out", str(tmp_path / "a.zip")],
        env={**os.environ, **settings, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "a.zip").exists()
