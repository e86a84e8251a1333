"""The hooks before a commit run what ``make lint`` runs, in its order, and fetch nothing."""

from __future__ import annotations

import shlex
from typing import Any

from ruamel.yaml import YAML

from bot.setup.checks import LINT
from bot.setup.project import this_project

PROJECT = this_project()
PYTHON = PROJECT.relative(PROJECT.python)
FILE = PROJECT.root / ".pre-commit-config.yaml"


def hooks() -> list[dict[str, Any]]:
    [repository] = YAML(typ="safe").load(FILE.read_text(encoding="utf-8"))["repos"]
    assert repository["repo"] == "local"
    return list(repository["hooks"])


def test_hooks_and_make_lint_name_the_same_commands() -> None:
    assert [(hook["name"], shlex.split(hook["entry"])) for hook in hooks()] == [
        (check.name, [PYTHON, *check.command]) for check in LINT
    ]


def test_every_hook_looks_at_the_whole_tree_with_what_is_installed() -> None:
    assert all(hook["language"] == "system" and hook["pass_filenames"] is False for hook in hooks())
