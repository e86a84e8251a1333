"""Set-up runs before any environment exists, on whatever python3 the system has."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

from bot.setup.project import this_project

ROOT = this_project().root
INSIDE_VENV = {"serve.py", "supervisor.py", "chat.py", "tracebacks.py"}
MODULES = [path for path in sorted((ROOT / "bot/setup").glob("*.py")) if path.name not in INSIDE_VENV]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_module_uses_the_standard_library_only(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        else:
            continue
        for name in names:
            assert name.startswith("bot.setup") or name.split(".")[0] in sys.stdlib_module_names, f"{name}: {path.name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_module_parses_as_python_38(path: Path) -> None:
    ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, 8))


def test_package_above_imports_nothing() -> None:
    assert ast.parse((ROOT / "bot/__init__.py").read_text(encoding="utf-8")).body[1:] == []


@pytest.mark.parametrize("name", ["bootstrap.txt", "assistant.txt", "gateway.txt", "gateway-dev.txt"])
def test_lock_files_hold_hashes_and_no_addresses(name: str) -> None:
    lines = (ROOT / "requirements" / name).read_text(encoding="utf-8").splitlines()
    assert not [line for line in lines if "://" in line or line.startswith("-")]
    pins = [line for line in lines if line and line[0] not in " #"]
    assert pins
    assert not [line for line in pins if "==" not in line or not line.endswith("\\")]
