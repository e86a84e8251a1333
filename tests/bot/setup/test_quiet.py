from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from bot.setup.project import this_project

ROOT = this_project().root
WARN = "import warnings; warnings.warn('{word}', DeprecationWarning, stacklevel=1)\n"


def test_warnings_of_others_are_silent_and_ours_are_heard(tmp_path: Path) -> None:
    (tmp_path / "other.py").write_text(WARN.format(word="theirs"), encoding="utf-8")
    (tmp_path / "actions").mkdir()
    (tmp_path / "actions" / "__init__.py").write_text(WARN.format(word="ours"), encoding="utf-8")
    program = "import other, actions, sys; print('ran with', sys.argv[1:])"
    (tmp_path / "served.py").write_text(program, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "bot.setup.quiet", "served", "--port", "1"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "ran with ['--port', '1']" in done.stdout
    assert "ours" in done.stderr
    assert "theirs" not in done.stderr


def test_both_servers_are_started_quietly() -> None:
    lines = (ROOT / "Procfile").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 2
    assert all("-m bot.setup.quiet " in line for line in lines)
