from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from typer.testing import CliRunner

from knowledge.care import CareTable, Cell, lookup
from knowledge.cli import app
from knowledge.editing.care.files import SOURCES, Corpus
from knowledge.editing.tables.confirm_list import write_list
from knowledge.editing.tables.confirm_reasons import row_reasons, settled_fee_rows
from knowledge.editing.tables.markdown import md
from knowledge.editing.tables.page import write_table
from knowledge.texts import load, text

ROOT = Path(__file__).parents[4]
DOCS = ROOT / "docs"
AGES = {"vuxna": "adult", "barn": "child"}
VOID = {"meta", "br", "link"}


class Page(HTMLParser):
    """Reads the tables and the notes, and fails on tags that do not close in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.tables: list[list[list[str]]] = []
        self.notes: dict[str, str] = {}
        self.ids: list[str] = []
        self._note = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append((tag, found))
        if found.get("id"):
            self.ids.append(str(found["id"]))
        if tag not in VOID:
            self.open.append(tag)
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("th", "td"):
            self.tables[-1][-1].append("")
        elif tag == "li":
            self._note = found.get("id") or ""

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if {"th", "td"} & set(self.open):
            # a bar keeps what holds, the fee and the basis apart
            self.tables[-1][-1][-1] += f"|{data}" if self.tables[-1][-1][-1] else data
        elif self._note.startswith("not-") and "li" in self.open:
            self.notes[self._note[4:]] = self.notes.get(self._note[4:], "") + data + "\n"


@pytest.fixture(scope="module")
def page() -> Page:
    reader = Page()
    reader.feed((DOCS / "ratt-till-vard.html").read_text(encoding="utf-8"))
    reader.close()
    assert reader.open == []
    return reader


def cells_of(page: Page, table: CareTable) -> list[tuple[Cell, str]]:
    groups = {group.name: key for key, group in table.groups.items()}
    cares = {care.title: key for key, care in table.cares.items()}
    found = []
    for age, rows in zip(AGES.values(), page.tables, strict=True):
        head = rows[0][1:]
        for title, *words in rows[1:]:
            for name, said in zip(head, words, strict=True):
                found.append((lookup(table, groups[name], age, cares[title]), said))
    return found


def test_committed_files_are_fresh(table: CareTable, tmp_path: Path) -> None:
    for path in (*write_table(table, tmp_path), write_list(table, tmp_path)):
        committed = (DOCS / path.name).read_bytes()
        assert path.read_bytes() == committed, f"{path.name}: run python -m knowledge table and confirm, commit docs/"


@pytest.mark.parametrize("command", ["table", "confirm"])
def test_command_writes_into_the_named_folder(command: str, tmp_path: Path) -> None:
    result = CliRunner().invoke(app, [command, "--out", str(tmp_path / "new")])
    assert result.exit_code == 0
    assert all(Path(line).is_file() for line in result.output.split())


def test_every_group_and_kind_of_care_occurs_in_both_tables(page: Page, table: CareTable) -> None:
    assert len(page.tables) == 2
    for rows in page.tables:
        assert rows[0][1:] == [group.name for group in table.groups.values()]
        assert [row[0] for row in rows[1:]] == [care.title for care in table.cares.values()]


def test_every_cell_agrees_with_the_table(page: Page, table: CareTable) -> None:
    cells = cells_of(page, table)
    assert len(cells) == 2 * len(table.groups) * len(table.cares)
    for cell, said in cells:
        parts = said.split("|")
        assert parts[0] == text("care_page", "rights", cell.right, "label")
        if cell.settled and cell.right != "no" and cell.fee.words:
            assert cell.fee.words.say(cell.care, None) in parts[1]
        else:
            assert not re.search(r"\d", "".join(parts[:-1])), "no amount where the table has none"
        note = page.notes[parts[-1].split(" ")[-1]]
        for row in cell.facts if cell.settled else ():
            assert row in note
        if not cell.settled:
            assert cell.reason in note


def test_no_cell_is_empty(page: Page) -> None:
    assert all(word.strip() for rows in page.tables for row in rows for word in row)


def test_every_cell_says_where_it_was_read(page: Page, table: CareTable) -> None:
    for cell, said in cells_of(page, table):
        note = page.notes[said.split(" ")[-1]]
        if cell.settled:
            assert cell.row is not None
            assert cell.row.source is not None
            assert cell.row.source.title in note
            assert cell.row.source.publisher in note


def test_other_adult_ages_are_listed_where_they_differ(table: CareTable) -> None:
    words = (DOCS / "ratt-till-vard.md").read_text(encoding="utf-8")
    part = words.split(f"### {text('care_page', 'page', 'other_ages', 'heading')}")[1].split("\n## ")[0]
    for (_, age, care), cell in table.cells.items():
        adult = lookup(table, cell.group, "adult", cell.care)
        if age in ("18-19", "20-23", "85+") and cell.fee.words != adult.fee.words:
            section = part.split(f"#### {text('care_page', 'ages', age)}")[1].split("####")[0]
            lines = [line for line in section.split("\n") if md(table.groups[cell.group].name) in line]
            assert any(md(table.cares[care].title) in line for line in lines)


def test_html_is_accessible_by_structure(page: Page) -> None:
    tags = page.tags
    assert ("html", {"lang": "sv"}) in tags
    assert all(attrs.get("scope") in ("col", "row") for tag, attrs in tags if tag == "th")
    assert sum(tag == "caption" for tag, _ in tags) == 2
    regions = [attrs for _, attrs in tags if attrs.get("role") == "region"]
    assert [region["tabindex"] for region in regions] == ["0", "0"]
    assert all(region["aria-label"] for region in regions)
    links = [str(attrs["href"]) for tag, attrs in tags if tag == "a"]
    assert links[0] == "#innehall", "the skip link comes first"
    assert {link[1:] for link in links if link.startswith("#")} <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))
    assert not {"script", "link", "img", "iframe"} & {tag for tag, _ in tags}, "nothing from outside"


def test_date_of_the_law_check_is_stated() -> None:
    for name in ("ratt-till-vard.html", "ratt-till-vard.md", "att-bekrafta.md"):
        assert "kontrollerade till och med 1 september 2025" in (DOCS / name).read_text(encoding="utf-8")


def test_markdown_signs_are_escaped() -> None:
    assert md("a|b <i> [c]\nd_e") == r"a\|b \<i\> \[c\] d\_e"


def test_list_holds_every_row_that_is_not_sound(table: CareTable) -> None:
    words = (DOCS / "att-bekrafta.md").read_text(encoding="utf-8")
    settled = settled_fee_rows(table)
    for row in table.rows.values():
        listed = words.count(f"- [ ] `{row.id}` ")
        assert listed == bool(row_reasons(table, row, settled)), row.id
        if not row.verified:
            assert row_reasons(table, row, settled) == ["unverified"]
        elif row.source and row.source.kind in ("region", "other", "news"):
            assert row_reasons(table, row, settled)[0] == "elsewhere"


def test_every_open_question_rests_on_the_material(table: CareTable) -> None:
    known, corpus = load("care_page")["confirm"], Corpus(ROOT / "knowledge" / SOURCES)
    for entry in (*known["missing"], *known["conflicts"]):
        assert corpus.holds(entry["quote"]), entry["id"]
        assert set(entry["sources"]) <= set(table.sources), entry["id"]
        assert set(entry["ask"]) <= {*table.contacts, "lawyer"}, entry["id"]
