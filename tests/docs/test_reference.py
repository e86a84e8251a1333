"""docs/reference.md against the code: nothing missing, nothing left over."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from ruamel.yaml import YAML
from typer.main import get_command

from bot.lotsen import app
from bot.setup.cli import COMMANDS
from bot.setup.project import this_project
from knowledge.words import vocabulary

ROOT = this_project().root
REFERENCE = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")
SETTING = re.compile(r"\b(?:LOTSEN|KNOWLEDGE)_[A-Z_]*[A-Z]\b|\bUV_TORCH_BACKEND\b")


def documented(heading: str) -> set[str]:
    """The first column of the table under a heading."""
    section = REFERENCE.split(f"## {heading}\n")[1].split("\n## ")[0]
    return set(re.findall(r"^\| `([^`]+)` \|", section, re.MULTILINE))


def yaml(path: str) -> dict[str, object]:
    return YAML(typ="safe").load((ROOT / path).read_text(encoding="utf-8"))


def default_keys(path: Path) -> set[str]:
    """``Component.key`` for the keys that a component's get_default_config writes."""
    return {
        f"{component.name}.{key.value}"
        for component in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(component, ast.ClassDef)
        for method in component.body
        if isinstance(method, ast.FunctionDef) and method.name == "get_default_config"
        for node in ast.walk(method)
        if isinstance(node, ast.Dict)
        for key in node.keys
        if isinstance(key, ast.Constant)
    }


def settings_in_code() -> set[str]:
    files = [file for folder in ("actions", "bot", "knowledge") for file in (ROOT / folder).rglob("*.py")]
    files += [ROOT / name for name in ("Procfile", "endpoints.yml", "credentials.yml", "config.yml")]
    return {name for file in files for name in SETTING.findall(file.read_text(encoding="utf-8"))}


def lotsen_commands() -> set[str]:
    def below(command: object, path: str) -> set[str]:
        inside = getattr(command, "commands", {})
        by_itself = not inside or getattr(command, "invoke_without_command", False)
        return ({path} if by_itself else set()).union(*(below(one, f"{path} {name}") for name, one in inside.items()))

    return below(get_command(app), "lotsen")


def test_intents() -> None:
    assert documented("Intents") == set(yaml("domain/intents.yml")["intents"])


def test_an_intent_is_answered_by_what_its_rule_says() -> None:
    rules = [
        rule for file in (ROOT / "data" / "rules").glob("*.yml") for rule in yaml(f"data/rules/{file.name}")["rules"]
    ]
    answered = {rule["steps"][0]["intent"]: rule["steps"][1]["action"] for rule in rules}
    del answered["nlu_fallback"]
    assert dict(re.findall(r"^\| `(\w+)` \| [^|]* \| `(\w+)` \|$", REFERENCE, re.MULTILINE)) == answered


def test_outcomes() -> None:
    assert documented("Outcomes") == {*vocabulary.KINDS, *vocabulary.REASONS, *vocabulary.STATES}


def test_settings() -> None:
    assert documented("Settings") == settings_in_code()


@pytest.mark.parametrize("name", sorted(settings_in_code()))
def test_a_setting_is_explained(name: str) -> None:
    assert f"`{name}`" in (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")


def test_component_keys() -> None:
    found = {key for file in (ROOT / "bot" / "components").glob("*.py") for key in default_keys(file)}
    assert documented("Component keys") == found


def test_channel_keys() -> None:
    tree = ast.parse((ROOT / "bot" / "channels" / "settings.py").read_text(encoding="utf-8"))
    [settings] = [node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == "Settings"]
    keys = {node.target.id for node in settings.body if isinstance(node, ast.AnnAssign)}
    assert documented("Channel keys") == keys


def test_commands() -> None:
    make = {f"make {name}" for name in (*COMMANDS, "help")}
    assert documented("Commands") == make | lotsen_commands()


DOCUMENTS = [
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "SECURITY.md",
    *sorted(f"docs/{file.name}" for file in (ROOT / "docs").glob("*.md")),
]


def anchors(file: Path) -> set[str]:
    """What a link may name in a Markdown file: its headings, lower case, blanks as hyphens, without other signs."""
    headings = re.findall(r"^#+ (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def leads_somewhere(document: Path, link: str) -> bool:
    name, _, anchor = link.partition("#")
    file = document.parent / name if name else document
    return file.exists() and (not anchor or anchor in anchors(file))


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_lead_somewhere(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    links = [
        link
        for link in re.findall(r"(?:\]\(|src(?:set)?=\")([^)\"\s]+)[)\"]", text)
        if "://" not in link and not link.startswith("mailto:")
    ]
    assert [link for link in links if not leads_somewhere(ROOT / document, link)] == []


def test_a_link_to_a_heading_that_is_not_there_is_found() -> None:
    assert leads_somewhere(ROOT / "README.md", "docs/gateway.md#settings")
    assert not leads_somewhere(ROOT / "README.md", "docs/gateway.md#no-such-heading")
    assert not leads_somewhere(ROOT / "README.md", "docs/no-such-file.md")
