from __future__ import annotations

import pytest

from bot.setup import cli
from bot.setup.project import Project


def test_a_command_without_options_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["clean", "--full"])
    assert "clean takes no options: --full" in capsys.readouterr().err


def test_bench_gets_its_options_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    monkeypatch.setattr(cli.signal, "signal", lambda *_: None)
    monkeypatch.setattr(cli, "setup", lambda project: seen.append("setup"))
    monkeypatch.setattr(cli, "_become", lambda project, *words: seen.extend(words))
    assert cli.main(["bench", "--full", "--json", "out.json"]) == 0
    assert seen == ["setup", "bot.evaluation.bench", "--full", "--json", "out.json"]


def test_chat_without_environment_says_what_to_run(project: Project) -> None:
    project.python.unlink()
    with pytest.raises(cli.SetupFailure, match="make run"):
        cli.chat(project)
