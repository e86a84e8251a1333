"""Programs of Debian's that tests drive: found, installed as root, or named."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.setup import browser, debian, redis_server
from bot.setup.steps import STEPS

ROW = replace(next(step for step in STEPS if step.name == "browser"), inputs=())


@pytest.fixture
def bare(trial: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A machine without chromium; nobody is root."""
    monkeypatch.setattr(debian.os, "geteuid", lambda: 1000)
    trial.environ = {"PATH": f"{trial.project.root}/bin:/bin-without-chromium"}
    return trial


def test_browser_on_path_is_noted_once(bare: Any, program: Any) -> None:
    path = program(bare.project.root / "bin/chromium", "exit 0")
    assert bare.run(ROW) == ["browser"]
    assert (bare.project.root / browser.FOUND).read_text() == f"{path}\n"
    assert bare.run(ROW) == []
    path.unlink()
    assert bare.run(ROW) == ["browser"]


def test_named_browser_is_taken(bare: Any, program: Any, tmp_path: Path) -> None:
    path = program(tmp_path / "elsewhere/brave", "exit 0")
    bare.environ["LOTSEN_CHROMIUM"] = str(path)
    bare.run(ROW)
    assert (bare.project.root / browser.FOUND).read_text() == f"{path}\n"


def test_without_a_browser_the_command_is_named_and_set_up_goes_on(bare: Any) -> None:
    bare.run(ROW)
    assert "apt-get install -y chromium, or name it in LOTSEN_CHROMIUM" in bare.printed
    assert not (bare.project.root / browser.FOUND).exists()


@pytest.mark.parametrize(
    ("apt_get", "said"),
    [
        ('if [ "$1" = install ]; then /bin/cp "$0" "${0%/*}/chromium"; fi', "installing the system package chromium"),
        ("echo no network; exit 1", "could not be installed: no network"),
    ],
)
def test_root_installs_it(bare: Any, program: Any, monkeypatch: pytest.MonkeyPatch, apt_get: str, said: str) -> None:
    monkeypatch.setattr(debian.os, "geteuid", lambda: 0)
    folder = bare.project.root / "bin"
    program(folder / "apt-get", apt_get)
    monkeypatch.setenv("PATH", str(folder))
    bare.environ["PATH"] = str(folder)
    bare.run(ROW)
    assert said in bare.printed
    assert (bare.project.root / browser.FOUND).exists() is (folder / "chromium").exists()


def test_redis_is_looked_for_in_the_same_way(bare: Any, program: Any) -> None:
    row = replace(next(step for step in STEPS if step.name == "redis"), inputs=())
    bare.run(row)
    assert "are skipped (apt-get install -y redis-server)" in bare.printed
    path = program(bare.project.root / "bin/redis-server", "exit 0")
    assert bare.run(row) == ["redis"]
    assert (bare.project.root / redis_server.FOUND).read_text() == f"{path}\n"
    assert bare.run(row) == []
