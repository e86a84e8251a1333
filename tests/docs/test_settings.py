"""Every environment variable of the project that code reads stands in the documents, and every one there is read."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from bot.setup.project import this_project

ROOT = this_project().root
NAME = re.compile(r"\bLOTSEN_[A-Z_]*[A-Z]\b")
PREFIX = "LOTSEN_"
#: Where a variable may be read; of the tests, those that drive a browser or servers have settings of their own.
CODE = ("actions", "bot", "knowledge", "tests/browser", "tests/gateway", "tests/conftest.py", "tests/postgres.py")
FILES = ("Procfile", "Makefile", "config.yml", "endpoints.yml", "credentials.yml", "tests/browser/run")
DOCUMENTS = ("README.md", "CONTRIBUTING.md", *(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md")))


def modules() -> Iterator[ast.Module]:
    for place in CODE:
        path = ROOT / place
        for file in [path] if path.suffix else path.rglob("*.py"):
            yield ast.parse(file.read_text(encoding="utf-8"))


def named_whole(tree: ast.Module) -> set[str]:
    """Names that stand as strings of their own: ``environ.get("LOTSEN_TODAY")``."""
    words = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))
    return {word for word in words if NAME.fullmatch(word)}


def made_of_fields(tree: ast.Module) -> set[str]:
    """Names that pydantic makes of a settings class: each field with the prefix before it."""
    classes = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        and any(isinstance(base, ast.Name) and base.id.endswith("Settings") for base in node.bases)
    ]
    fields = [part.target for one in classes for part in one.body if isinstance(part, ast.AnnAssign)]
    return {PREFIX + field.id.upper() for field in fields if isinstance(field, ast.Name)}


def read_in_code() -> set[str]:
    trees = list(modules())
    of_files = {name for file in FILES for name in NAME.findall((ROOT / file).read_text(encoding="utf-8"))}
    return of_files.union(*(named_whole(tree) | made_of_fields(tree) for tree in trees))


def in_documents() -> set[str]:
    return {name for file in DOCUMENTS for name in NAME.findall((ROOT / file).read_text(encoding="utf-8"))}


def test_every_variable_that_is_read_stands_in_the_documents() -> None:
    assert sorted(read_in_code() - in_documents()) == []


def test_every_variable_in_the_documents_is_read() -> None:
    assert sorted(in_documents() - read_in_code()) == []


def test_both_ways_of_reading_a_variable_are_seen() -> None:
    found = read_in_code()
    assert {"LOTSEN_TODAY", "LOTSEN_TEAMS_APP_ID", "LOTSEN_RASA_PORT"} <= found
    tree = ast.parse("class S(BaseSettings):\n    some_limit: int = 1\n\nx = 'LOTSEN_OTHER'\n")
    assert made_of_fields(tree) | named_whole(tree) == {"LOTSEN_SOME_LIMIT", "LOTSEN_OTHER"}
