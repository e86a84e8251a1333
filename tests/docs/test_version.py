"""One version, the same wherever it is named, and told of in staff's words."""

from __future__ import annotations

import json
import re

import pytest
from typer.testing import CliRunner

from bot.lotsen import app
from bot.setup.project import this_project
from bot.version import VERSION

ROOT = this_project().root
CHANGES = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
SECTIONS = re.findall(r"^## (.+)$", CHANGES, re.MULTILINE)


def test_the_version_is_the_same_everywhere() -> None:
    [project] = re.findall(r'^version = "(.+)"$', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)
    widget = json.loads((ROOT / "bot/widget/package.json").read_text(encoding="utf-8"))["version"]
    assert project == widget == VERSION == SECTIONS[0]


def test_the_command_says_its_version() -> None:
    said = CliRunner().invoke(app, ["--version"])
    assert (said.exit_code, said.stdout.strip()) == (0, VERSION)


def test_versions_stand_newest_first_and_once() -> None:
    numbers = [tuple(map(int, version.split("."))) for version in SECTIONS]
    assert numbers == sorted(set(numbers), reverse=True)


@pytest.mark.parametrize("section", re.split(r"^## ", CHANGES, flags=re.MULTILINE)[1:])
def test_every_version_says_what_lotsen_can_answer(section: str) -> None:
    assert "Vad Lotsen nu kan svara på" in section
