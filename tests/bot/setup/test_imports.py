"""The import contracts of pyproject.toml name every package, and find an import that breaks them."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from bot.setup.checks import LINT
from bot.setup.project import this_project

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = this_project().root
CONTRACTS: list[dict[str, Any]] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
    "importlinter"
]["contracts"]
EDITORS = ("cli", "editing", "evaluation")


def contract(kind: str, name: str) -> dict[str, Any]:
    [found] = [one for one in CONTRACTS if one["type"] == kind and name in one["name"]]
    return found


def modules(folder: str, package: str = "") -> set[str]:
    """What stands directly in a folder of the code: packages with Python in them, and modules."""
    below = (ROOT / folder).iterdir()
    return {
        f"{package or folder}.{path.stem}"
        for path in below
        if (path.suffix == ".py" and path.stem != "__init__") or (path.is_dir() and any(path.glob("*.py")))
    }


def test_every_package_of_bot_has_its_layer() -> None:
    layers = contract("layers", "Packages")["layers"]
    named = {name.strip() for layer in layers for name in layer.split(":")}
    assert named == modules("bot") | {"actions", "knowledge"}


def test_what_only_editors_use_is_named_and_exists() -> None:
    named = set(contract("forbidden", "editor")["forbidden_modules"])
    assert named <= modules("knowledge")
    assert named >= {f"knowledge.{name}" for name in EDITORS}


def test_every_room_of_knowledge_has_its_layer() -> None:
    layers = contract("layers", "rooms")["layers"]
    named = {f"knowledge.{name.strip()}" for layer in layers for name in re.split("[:|]", layer)}
    assert named == modules("knowledge")


def test_an_import_against_the_contracts_is_found(tmp_path: Path) -> None:
    for package in ("knowledge", "actions", "bot"):
        (tmp_path / package).mkdir()
        (tmp_path / package / "__init__.py").touch()
    (tmp_path / "knowledge" / "anything.py").write_text("import rasa\n", encoding="utf-8")
    config = '[tool.importlinter]\nroot_packages = ["knowledge", "actions", "bot"]\ninclude_external_packages = true\n'
    rule = contract("forbidden", "Rasa")
    config += '[[tool.importlinter.contracts]]\nname = "x"\ntype = "forbidden"\n'
    config += f"source_modules = {rule['source_modules']}\nforbidden_modules = {rule['forbidden_modules']}\n"
    (tmp_path / "pyproject.toml").write_text(config, encoding="utf-8")
    [command] = [check.command for check in LINT if check.name == "import-linter"]
    done = subprocess.run([sys.executable, *command], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "knowledge.anything -> rasa" in done.stdout
