"""What an editor gets for a command that is typed wrongly: one Swedish line and exit code 2."""

from __future__ import annotations

import pytest

from knowledge.cli.common import BAD_INPUT, PROBLEMS_FOUND
from tests.knowledge.cli.conftest import Run, one_line


@pytest.mark.parametrize(
    "args",
    [
        ("ask", "hej", "--today", "2023-02-30"),
        ("show", "fardplan", "--today", "i morgon"),
        ("stale", "--by", "2026-13-01"),
        ("fetch", "https://example.org", "--today", "1 maj"),
        ("diff", "fardplan", "--today", "2026-02-29"),
    ],
)
def test_a_date_that_does_not_exist_is_one_line(run: Run, args: tuple[str, ...]) -> None:
    assert f"”{args[-1]}” är inget datum som finns." in one_line(run(*args), BAD_INPUT)


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("show",), "Något saknas efter kommandot: ID."),
        (("ask",), "Något saknas efter kommandot: FRÅGA."),
        (("stale",), "Något saknas efter kommandot: by."),
        (("show", "fardplan", "--idag"), "Kommandot har inget val som heter --idag."),
        (("fetch", "x", "--timeout", "länge"), "Värdet på timeout går inte att använda."),
        (
            ("visa", "fardplan"),
            "De som finns är: ask, build, check, confirm, diff, draft, fetch, limits, publish, show, stale, table, "
            "take-in, undo",
        ),
        (("stale", "--by", "2026-01-01", "--today", "2026-12-01"), "Dagen 1 januari 2026 ligger före 1 december 2026."),
        (("ask", "  "), "Skriv en fråga"),
    ],
)
def test_a_command_that_is_typed_wrongly_is_one_line(run: Run, args: tuple[str, ...], words: str) -> None:
    assert words in one_line(run(*args), BAD_INPUT)


def test_an_unknown_id_is_one_line_with_what_may_be_meant(run: Run) -> None:
    assert "Menade du: fardplan" in one_line(run("show", "fardplanen"), PROBLEMS_FOUND)
    assert one_line(run("show", "xyz"), PROBLEMS_FOUND).endswith("id:t ”xyz”.")
    assert "De som finns är: fardplan, " in one_line(run("diff", "xyz"), PROBLEMS_FOUND)


def test_asking_without_a_built_knowledge_base_says_how_to_build_it(run: Run) -> None:
    assert "Kör lotsen knowledge build" in one_line(run("ask", "hej", "--store", "saknas.sqlite"), PROBLEMS_FOUND)
