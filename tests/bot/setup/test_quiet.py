from __future__ import annotations

import subprocess
import sys
import warnings
from pathlib import Path

import pytest

from bot.setup.project import this_project
from bot.setup.quiet import hush, is_clutter

PROJECT = this_project()
OURS = str(PROJECT.root / "bot" / "channels" / "guard.py")
THEIRS = str(PROJECT.venv / "lib" / "python3.10" / "site-packages" / "sanic" / "app.py")


@pytest.mark.parametrize(
    ("message", "category", "filename", "clutter"),
    [
        ("old", DeprecationWarning, THEIRS, True),
        ("old", DeprecationWarning, "<frozen importlib._bootstrap>", True),
        ("old", DeprecationWarning, OURS, False),
        ("odd", UserWarning, THEIRS, False),
        ("odd", RuntimeWarning, OURS, False),
        ("Slot auto-fill has been removed in 3.0", UserWarning, THEIRS, True),
    ],
)
def test_what_is_clutter(message: str, category: type[Warning], filename: str, clutter: bool) -> None:
    assert is_clutter(message, category, filename) is clutter


def test_only_clutter_is_held_back_whatever_filters_are_set(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []
    with warnings.catch_warnings():
        monkeypatch.setattr(warnings, "showwarning", hush(lambda message, *_, **__: shown.append(str(message))))
        warnings.simplefilter("always")
        warnings.warn_explicit("theirs", DeprecationWarning, THEIRS, 1)
        warnings.warn_explicit("ours", DeprecationWarning, OURS, 1)
    assert shown == ["ours"]


def test_a_module_is_run_as_python_would_run_it(tmp_path: Path) -> None:
    (tmp_path / "served.py").write_text("import sys; print(__name__, sys.argv[1:])", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "bot.setup.quiet", "served", "--port", "1"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(PROJECT.root), "PATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "__main__ ['--port', '1']\n"


def test_both_servers_of_rasa_are_started_quietly() -> None:
    """Everything that runs in .venv, where the clutter comes from; the gateway's packages give none."""
    lines = (PROJECT.root / "Procfile").read_text(encoding="utf-8").splitlines()
    of_rasa = [line for line in lines if " .venv/bin/python " in line]
    assert [line.split(":")[0] for line in of_rasa] == ["rasa", "actions", "desk"]
    assert all("-m bot.setup.quiet " in line for line in of_rasa)
    assert {line.split(":")[0] for line in lines} - {"rasa", "actions", "desk"} == {"gateway"}
