"""CONTRIBUTING's ten everyday changes: each file is there and holds what is to be changed; signposts stand."""

from __future__ import annotations

import re

import pytest

from bot.setup.project import this_project

ROOT = this_project().root
SECTION = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split("## Ten everyday changes\n")[1].split("\n## ")[0]
ROWS = [line for line in SECTION.splitlines() if line.startswith("| ")][1:]
#: What stands in the first file of each change, in the order of the table: the very thing that is changed.
CHANGED = (
    ("knowledge/facts/care/fees.yml", "50 kr per besök"),
    ("bot/contract.yml", "no_answer: [not_in_knowledge"),
    ("knowledge/texts/abbreviations.yml", "avg: avgift"),
    ("bot/gateway/teams/cards/layout.py", "contact.phone"),
    ("docs/settings.md", "`LOTSEN_KEEP_DAYS` | 90"),
    ("knowledge/facts/care/cares.yml", "id: emergency"),
    ("domain/smalltalk.yml", "utter_greet"),
    ("knowledge/limits.yml", "refusals:"),
    ("docs/settings.md", "`KNOWLEDGE_URL`"),
    ("knowledge/sources/pages.yml", "id: fardplan"),
)
#: Where one would look first, and the words there that lead on.
SIGNPOSTS = (
    ("knowledge/swedish/__init__.py", "knowledge/texts/abbreviations.yml"),
    ("bot/insight/forgetting.py", "LOTSEN_KEEP_DAYS"),
    ("bot/gateway/teams/cards/__init__.py", "layout.py"),
    ("knowledge/facts/care/fees.yml", "care_rights.csv"),
    ("knowledge/store/__init__.py", "bot/storage/"),
    ("bot/contract.yml", "knowledge/words/vocabulary.py"),
)


def test_there_are_ten() -> None:
    assert len(ROWS) == len(CHANGED) == 10


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.split("|")[1].strip())
def test_every_file_that_is_named_exists(row: str) -> None:
    files = re.findall(r"\]\(([^)#]+)\)", row)
    assert files
    assert [file for file in files if not (ROOT / file).exists()] == []


@pytest.mark.parametrize(("number", "file", "words"), [(n, *one) for n, one in enumerate(CHANGED)])
def test_the_first_file_holds_what_is_to_be_changed(number: int, file: str, words: str) -> None:
    assert f"]({file})" in ROWS[number].split("|")[2]
    assert words in (ROOT / file).read_text(encoding="utf-8")


@pytest.mark.parametrize(("file", "words"), SIGNPOSTS)
def test_where_one_would_look_first_it_says_where_to_go_on(file: str, words: str) -> None:
    assert words in (ROOT / file).read_text(encoding="utf-8")
