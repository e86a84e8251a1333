"""docs/README.md is the map: every document is on it, and the README's first screen leads there."""

from __future__ import annotations

import re

from bot.setup.project import this_project

ROOT = this_project().root
MAP = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
SCREEN = 32  # lines that a laptop shows of the page


def first_screen() -> str:
    """What stands before the first heading below the title."""
    return README.split("\n## ")[0]


def test_every_document_is_on_the_map() -> None:
    linked = set(re.findall(r"\]\(([^)#]+)\)", MAP))
    documents = {str(path.relative_to(ROOT / "docs")) for path in (ROOT / "docs").rglob("*.md")} - {"README.md"}
    assert sorted(documents - linked) == []
    assert {f"../{name}.md" for name in ("README", "CONTRIBUTING", "CHANGELOG", "SECURITY")} <= linked


def test_every_reader_has_a_part() -> None:
    readers = [heading.split()[0].strip(":") for heading in re.findall(r"^## (.+)$", MAP, re.MULTILINE)]
    assert readers[:4] == ["Staff", "Editor", "Operator", "Developer"]


def test_the_readme_s_first_screen_is_one_screen() -> None:
    assert len(first_screen().splitlines()) <= SCREEN


def test_the_first_screen_says_what_it_is_shows_it_and_leads_on() -> None:
    screen = first_screen()
    assert screen.split("\n\n")[1].startswith("Lotsen is ")
    assert "docs/img/widget.png" in screen
    [commands] = re.findall(r"```bash\n(.*?)```", screen, re.DOTALL)
    assert [line.split(" #")[0].strip() for line in commands.splitlines()] == ["make run", "make test"]
    assert "](docs/README.md)" in screen
