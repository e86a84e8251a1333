"""docs/counts.md against the files, and no other document that repeats a count of today."""

from __future__ import annotations

import re

import pytest

from bot.evaluation.counts import PAGE, ROOT, page

#: Documents that describe and measure nothing: a number of questions there would be one of today.
DESCRIBING = (
    "README.md",
    "CONTRIBUTING.md",
    "docs/README.md",
    "docs/settings.md",
    "docs/words.md",
    "docs/conversations.md",
)
COUNTED = re.compile(r"\b\d[\d ,]* (?:conversations|turns|asks|facts|questions|sentences|hands|gaps|topics)\b")


def test_the_counts_are_those_of_the_files() -> None:
    written = (ROOT / PAGE).read_text(encoding="utf-8")
    assert written == page(), "run: .venv/bin/python -m bot.evaluation.counts --write"


@pytest.mark.parametrize("document", DESCRIBING)
def test_what_only_describes_names_no_count(document: str) -> None:
    assert COUNTED.findall((ROOT / document).read_text(encoding="utf-8")) == []


def test_a_count_in_prose_is_seen() -> None:
    assert COUNTED.findall("173 conversations about the pages, and 4,634 turns") == ["173 conversations", "4,634 turns"]
