"""Every public class and function says what it is for; what a framework's interface names needs no words of its own."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from bot.setup.project import this_project

ROOT = this_project().root
FOLDERS = ("actions", "bot", "knowledge")
#: Named by Rasa's components and actions and by pydantic: their documents say what these are.
OF_FRAMEWORKS = {"required_components", "required_packages", "get_default_config", "create", "name", "run", "Config"}
#: The share that has words. It never falls; what is new brings its own.
FLOOR = 0.995


def public(tree: ast.Module | ast.ClassDef, path: str) -> Iterator[tuple[str, bool]]:
    """Each public name with its file and whether it has a docstring."""
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) and node.name[0] != "_":
            if not (isinstance(tree, ast.ClassDef) and node.name in OF_FRAMEWORKS):
                yield f"{path}: {node.name}", ast.get_docstring(node) is not None
            if isinstance(node, ast.ClassDef):
                yield from public(node, f"{path}: {node.name}")


def everything() -> list[tuple[str, bool]]:
    files = [
        file for folder in FOLDERS for file in sorted((ROOT / folder).rglob("*.py")) if "node_modules" not in str(file)
    ]
    return [
        one
        for file in files
        for one in public(ast.parse(file.read_text(encoding="utf-8")), file.relative_to(ROOT).as_posix())
    ]


def test_what_is_public_says_what_it_is_for() -> None:
    found = everything()
    without = [name for name, told in found if not told]
    share = 1 - len(without) / len(found)
    assert len(found) > 1500
    assert share >= FLOOR, "write what these are for:\n" + "\n".join(without)


@pytest.mark.parametrize(("code", "told"), [('def a():\n    """Words."""', True), ("class A:\n    b = 1", False)])
def test_a_missing_docstring_is_seen(code: str, told: bool) -> None:
    assert [one for _, one in public(ast.parse(code), "x.py")] == [told]


def test_an_interface_of_a_framework_needs_none_but_a_function_of_that_name_does() -> None:
    code = "class A:\n    'Words.'\n    def run(self): ...\ndef run(): ..."
    assert list(public(ast.parse(code), "x.py")) == [("x.py: A", True), ("x.py: run", False)]
