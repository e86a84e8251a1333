"""What an image is made of, with a fake uv: nothing is fetched."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from bot.setup import image
from bot.setup.failures import SetupFailure
from bot.setup.image import IMAGES, clear, cuda_of, main, make
from bot.setup.left_out import OF_DEVELOPMENT
from bot.setup.project import this_project
from bot.setup.steps import STEPS

ROOT = this_project().root


class FakeRunner:
    """Notes which steps are asked for; its workshop runs commands as the real one does."""

    asked: list[str] = []

    def __init__(self, project: Any, *_: Any) -> None:
        self._project = project

    def say(self, text: str) -> None:
        """Nobody listens."""

    def bring_up_to_date(self, names: Any) -> None:
        FakeRunner.asked = list(names)

    def workshop(self, name: str) -> Any:
        return self

    def run(self, command: list[str], settings: Any) -> None:
        (self._project.root / "calls.txt").write_text(" ".join(command), encoding="utf-8")


@pytest.fixture
def trial_image(trial: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(image, "Runner", FakeRunner)
    monkeypatch.setattr(image, "registry_settings", lambda _: {})
    trial.write(".build/encoder/model.onnx", "x")
    trial.write(".build/bootstrap/bin/uv", "x")
    trial.write(".build/answers.json", "{}")
    return trial


def test_the_steps_exist() -> None:
    assert {name for one in IMAGES.values() for name in one.steps} <= {step.name for step in STEPS}


def test_the_assistant_loses_what_only_development_uses(trial_image: Any) -> None:
    make(trial_image.project, IMAGES["assistant"])
    assert FakeRunner.asked == ["knowledge", "model"]
    called = (trial_image.project.root / "calls.txt").read_text(encoding="utf-8")
    assert called.split()[1:5] == ["pip", "uninstall", "--python", str(trial_image.project.python)]
    assert called.split()[5:] == list(OF_DEVELOPMENT)


def test_the_gateway_has_nothing_to_lose(trial_image: Any) -> None:
    make(trial_image.project, IMAGES["gateway"])
    assert FakeRunner.asked == ["gateway"]
    assert not (trial_image.project.root / "calls.txt").exists()


def test_what_set_up_keeps_for_itself_goes_and_what_is_served_stays(trial_image: Any) -> None:
    clear(trial_image.project)
    assert [path.name for path in trial_image.project.build.iterdir()] == ["encoder"]


def test_libraries_for_graphics_cards_are_refused(trial_image: Any) -> None:
    assert cuda_of(trial_image.project) == []
    trial_image.write(".venv/lib/python3.10/site-packages/nvidia/cublas/lib/libcublas.so.13", "x")
    with pytest.raises(SetupFailure, match=re.escape("libcublas.so.13")):
        make(trial_image.project, IMAGES["gateway"])


def test_what_is_left_out_is_named_by_us_and_served_by_nothing() -> None:
    named = (ROOT / "requirements/assistant.in").read_text(encoding="utf-8").split("# development\n")[1]
    assert set(OF_DEVELOPMENT) <= {line.split("==")[0] for line in named.splitlines()}
    modules = {name.replace("-", "_") for name in OF_DEVELOPMENT} | {"importlinter"}
    code = [path for folder in ("actions", "knowledge", "bot") for path in (ROOT / folder).rglob("*.py")]
    importing = re.compile(rf"^\s*(?:import|from) ({'|'.join(sorted(modules))})\b", re.MULTILINE)
    served = [path for path in code if not {"evaluation", "gateway"} & set(path.relative_to(ROOT).parts)]
    assert [str(path) for path in served if importing.search(path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize("arguments", [[], ["kitchen"], ["gateway", "assistant"]])
def test_another_name_is_refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    assert "assistant|gateway" in capsys.readouterr().err


def test_the_files_of_an_image_are_those_of_this_path() -> None:
    """An environment names the folder that it was made in."""
    for name in IMAGES:
        text = Path(ROOT / f"deploy/Containerfile.{name}").read_text(encoding="utf-8")
        assert set(re.findall(r"^WORKDIR (\S+)", text, re.MULTILINE)) == {"/srv/lotsen"}
