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


def test_the_teams_package_needs_the_gateways_packages_only(monkeypatch: pytest.MonkeyPatch, project: Project) -> None:
    seen: list[object] = []
    monkeypatch.setattr(cli.signal, "signal", lambda *_: None)
    monkeypatch.setattr(cli, "this_project", lambda: project)
    monkeypatch.setattr(cli, "_bring_up_to_date", lambda project, *steps: seen.append(steps))
    monkeypatch.setattr(cli.os, "chdir", lambda folder: None)
    monkeypatch.setattr(cli.os, "execve", lambda program, words, settings: seen.append((program, words)))
    assert cli.main(["teams-package", "--check", "a.zip"]) == 0
    python = str(project.gateway_python)
    words = [python, "-m", "bot.gateway.teams.package", "--check", "a.zip"]
    assert seen == [("gateway",), (python, words)]
