"""The docs against knowledge/limits.yml: every limit stands in one table, with its present value."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from bot.setup.project import this_project
from knowledge.cli import app
from knowledge.editing.tables.limits import shown_in, with_tables
from knowledge.limits import ROWS

DOCS = this_project().root / "docs"
DOCUMENTS = {path.name: path.read_text(encoding="utf-8") for path in sorted(DOCS.glob("*.md"))}
#: A value told in running text: "`answerable` (0.5)"
TOLD = re.compile(r"`(?:Gates\.)?(\w+)` \((\d+(?:\.\d+)?)\)")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_tables_are_fresh(name: str) -> None:
    assert with_tables(DOCUMENTS[name], ROWS) == DOCUMENTS[name], "run python -m knowledge limits, commit docs/"


def test_every_limit_stands_in_one_table() -> None:
    shown = Counter((row.section, row.name) for text in DOCUMENTS.values() for row in shown_in(text, ROWS))
    assert set(shown) == {(row.section, row.name) for row in ROWS}
    assert set(shown.values()) == {1}


@pytest.mark.parametrize("name", ["ranking.md", "classifier.md", "search.md"])
def test_a_value_told_beside_the_name_of_a_limit_is_the_present_one(name: str) -> None:
    values: dict[str, set[float]] = {}
    for row in ROWS:
        values.setdefault(row.name, set()).add(row.value)
    told = [(limit, float(value)) for limit, value in TOLD.findall(DOCUMENTS[name]) if limit in values]
    assert [(limit, value) for limit, value in told if value not in values[limit]] == []


def command(folder: Path) -> Result:
    return CliRunner().invoke(app, ["limits", "--out", str(folder)])


def test_the_command_writes_what_is_not_fresh_and_names_it(tmp_path: Path) -> None:
    old = tmp_path / "old.md"
    old.write_text("# Old\n<!-- limits: gates.answer -->\n| `answer` | 0.99 |\n<!-- limits end -->\n", encoding="utf-8")
    (tmp_path / "plain.md").write_text("# Plain\n", encoding="utf-8")
    first, second = command(tmp_path), command(tmp_path)
    assert (first.exit_code, first.output.split()) == (0, [str(old)])
    assert (second.exit_code, second.output) == (0, "")
    assert "0.99" not in old.read_text(encoding="utf-8")


def test_the_command_names_the_page_of_a_bad_mark(tmp_path: Path) -> None:
    page = tmp_path / "bad.md"
    page.write_text("<!-- limits: gates.none -->\n<!-- limits end -->\n", encoding="utf-8")
    result = command(tmp_path)
    assert result.exit_code == 1
    assert result.output.startswith(f"{page}: ")
    assert "there is no limit gates.none" in result.output
