from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from bot.setup.locking import only_one
from bot.setup.project import this_project

HOLDER = """
import sys, time
from pathlib import Path
from bot.setup.locking import only_one
with only_one(Path(sys.argv[1]), print):
    print("held", flush=True)
    time.sleep(float(sys.argv[2]))
"""


def hold(path: Path, seconds: float) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", HOLDER, str(path), str(seconds)]
    child = subprocess.Popen(command, cwd=this_project().root, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stdout.readline() == "held\n"
    return child


def test_second_set_up_waits_and_names_the_first(tmp_path: Path) -> None:
    said: list[str] = []
    child = hold(tmp_path / "lock", 0.5)
    start = time.monotonic()
    with only_one(tmp_path / "lock", said.append):
        assert time.monotonic() - start > 0.2
    child.communicate()
    assert said == [f"Another make is setting up (process {child.pid}); waiting for it …"]


def test_lock_of_a_killed_set_up_is_free(tmp_path: Path) -> None:
    child = hold(tmp_path / "lock", 60)
    child.kill()
    child.communicate()
    said: list[str] = []
    with only_one(tmp_path / "lock", said.append):
        pass
    assert said == []
