from __future__ import annotations

from pathlib import Path

import pytest

from tests.knowledge.cli.conftest import Run

GOOD = "--no-questions"


def edit(path: Path, old: str, new: str) -> int:
    """Change a file's first occurrence; returns the line of the change."""
    written = path.read_text(encoding="utf-8")
    assert old in written
    path.write_text(written.replace(old, new, 1), encoding="utf-8")
    return written[: written.index(old)].count("\n") + 1


def test_sound_files_are_counted(run: Run) -> None:
    result = run("check", GOOD)
    assert result.exit_code == 0
    assert "utlysning-2021: 49 fakta, 16 luckor" in result.stdout
    assert "Allt stämmer: 245 fakta." in result.stdout


def test_every_fault_in_every_file_is_in_one_table(run: Run, root: Path) -> None:
    facts, sources = root / "facts", root / "sources"
    first = edit(facts / "utlysning-2021.yml", "Totalt {utlyses|utlystes} 2 000 000 kr.", "Totalt 3 000 000 kr.")
    (sources / "glesbygd.txt").write_text("", encoding="utf-8")
    edit(root / "freshness.yml", "  glesbygd:", "  landsbygd:")
    edit(sources / "care-rights" / "sources.yml", "kind: law", "kind: lag")
    result = run("check")
    assert result.exit_code == 1
    shown = " ".join(result.stdout.split())
    assert f"utlysning-2021.yml:{first}" in shown
    for words in (
        "Talet 3000000 står",
        "pages.yml",
        "Ämnet ”landsbygd”",
        "sources.yml",
        "Gör så här",
        "Inget är byggt",
    ):
        assert words in shown


CALL, GRANT, PLAN = "facts/utlysning-2021.yml", "facts/kompetensutvecklingsbidrag.yml", "facts/fardplan.yml"
RESEARCH = "inte användas till forskning"


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        (PLAN, "page: fardplan", "page: fardplanen", "Sidan ”fardplanen” finns inte i"),
        (PLAN, "  page: fardplan\n", "", "Fältet saknas."),
        (CALL, "date: 2021-11-23", "date: 2021-11-31", "Datumet 2021-11-31 finns inte."),
        (CALL, "id: utlysning-2021.amount.total", "id: utlysning-2021.amount.overview", "används av två"),
        (CALL, "2 000 000 kr för", "2 000 000 år för", "inte med samma enhet"),
        (GRANT, RESEARCH, RESEARCH.removeprefix("inte "), "Citatet nekar något"),
        ("sources/pages.yml", "updated: 2023-10-06", "updated: 2023-10-36", "Datumet 2023-10-36 finns inte."),
        ("sources/pages.yml", "- id: glesbygd", "- id: fardplan", "Två sidor har id:t ”fardplan”."),
    ],
)
def test_a_fault_is_said_as_an_editor_reads_it(run: Run, root: Path, file: str, old: str, new: str, words: str) -> None:
    edit(root / file, old, new)
    result = run("check")
    assert result.exit_code == 1
    shown = " ".join(result.stdout.replace("│", " ").split())
    assert all(word in shown for word in words.split()), result.stdout
    assert Path(file).name in shown


def test_a_quotation_with_other_spaces_or_dashes_than_the_page_is_found(run: Run, root: Path) -> None:
    page = root / "sources" / "kompetensutvecklingsbidrag.txt"
    edit(page, "Maxbelopp att ansöka om för en", "Maxbelopp att an\u00adsöka om\u00a0för en")
    edit(page, "Bidraget kan användas både", "Bidraget  kan\u200b användas\u202fbåde")
    edit(page, "Rese- och boendekostnader", "Rese– och boendekostnader")
    edit(page, "Länk till beslutet: Protokoll", "Länk till beslutet:\nProtokoll")
    assert run("check", GOOD).exit_code == 0


def test_a_page_of_50_mb_is_refused(run: Run, root: Path) -> None:
    with (root / "sources" / "glesbygd.txt").open("ab") as out:
        out.truncate(50 * 1024 * 1024)
    result = run("check", GOOD)
    assert result.exit_code == 1
    assert "större än 10 MB" in " ".join(result.stdout.replace("│", " ").split())


def test_a_fact_marked_unverified_does_not_stop_the_check_and_is_named(run: Run, root: Path) -> None:
    mark = "id: utlysning-2021.amount.total\n    unverified: {since: 2026-12-01, reason: borta}"
    edit(root / "facts" / "utlysning-2021.yml", "id: utlysning-2021.amount.total", mark)
    result = run("check", GOOD)
    assert result.exit_code == 0
    assert "ej bekräftat: utlysning-2021.amount.total" in result.stdout
