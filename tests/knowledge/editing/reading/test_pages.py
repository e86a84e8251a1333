from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from knowledge.editing.build import Contents
from knowledge.editing.reading.pages import SavedPage, cut, is_furniture, load_pages
from knowledge.editing.reading.problems import KnowledgeError, Problem
from tests.knowledge.factories import make_page, write_yaml

TEXT = "Rubrik\n\nHär står ord om bidraget.\n"


def entry(page_id: str = "sida", **fields: Any) -> dict[str, Any]:
    given = {"id": page_id, "file": f"{page_id}.txt", "title": "Sida", "publisher": "VGR", "url": "https://example.org"}
    return {**given, "updated": "2021-11-09", **fields}


def sources(folder: Path, *entries: dict[str, Any], texts: dict[str, str] | None = None) -> Path:
    write_yaml(folder / "pages.yml", list(entries))
    for name, text in (texts if texts is not None else {"sida.txt": TEXT}).items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def problems(folder: Path) -> list[Problem]:
    with pytest.raises(KnowledgeError) as raised:
        load_pages(folder)
    assert all(problem.file == "pages.yml" and problem.remedy for problem in raised.value.problems)
    return raised.value.problems


def test_pages_are_read_with_their_text(tmp_path: Path) -> None:
    saved = load_pages(sources(tmp_path, entry()))["sida"]
    assert saved.text == TEXT
    assert saved.page.updated_on is not None


@pytest.mark.parametrize("texts", [{}, {"sida.txt": ""}, {"sida.txt": " \n\n"}])
def test_a_page_without_text_is_shown(tmp_path: Path, texts: dict[str, str]) -> None:
    [problem] = problems(sources(tmp_path, entry(), texts=texts))
    assert (problem.line, problem.field) == (2, "file")
    assert "sida.txt" in problem.message


def test_two_pages_with_one_id_are_shown(tmp_path: Path) -> None:
    [problem] = problems(sources(tmp_path, entry(), entry()))
    assert problem.field == "id"
    assert "sida" in problem.message


@pytest.mark.parametrize("left_out", ["id", "file", "title", "publisher", "url"])
def test_a_page_without_a_field_is_shown(tmp_path: Path, left_out: str) -> None:
    fields = {key: value for key, value in entry().items() if key != left_out}
    [problem] = problems(sources(tmp_path, fields))
    assert problem.field == left_out


def test_all_faults_of_the_listing_come_at_once(tmp_path: Path) -> None:
    found = problems(sources(tmp_path, entry("a"), entry("b", colour="röd"), entry("c"), texts={"c.txt": TEXT}))
    assert [problem.field for problem in found] == ["file", "colour"]


@pytest.mark.parametrize(
    ("updated", "day"),
    [("2021-11-09", "2021-11-09"), ("2021-11-09T13:14", "2021-11-09"), (None, None)],
)
def test_a_page_is_as_old_as_it_says(tmp_path: Path, updated: str | None, day: str | None) -> None:
    page = load_pages(sources(tmp_path, entry(updated=updated)))["sida"].page
    assert (page.updated_on.isoformat() if page.updated_on else None) == day


@pytest.mark.parametrize("updated", ["2021-02-30", "november 2021", "2021-11", "okänt"])
def test_an_impossible_date_of_a_page_is_shown(tmp_path: Path, updated: str) -> None:
    [problem] = problems(sources(tmp_path, entry(updated=updated)))
    assert problem.field == "updated"


def test_a_page_in_another_encoding_is_shown(tmp_path: Path) -> None:
    folder = sources(tmp_path, entry(), texts={})
    (folder / "sida.txt").write_bytes("på svenska".encode("latin-1"))
    [problem] = problems(folder)
    assert problem.field == "file"


def test_a_missing_listing_is_shown(tmp_path: Path) -> None:
    problems(tmp_path)


@pytest.mark.parametrize(
    "quote",
    [
        "50 000 – 100 000 kr",
        "50\u00a0000–100\u202f000 kr".replace("–", " - "),
        "beloppsnivå 1:\n\n50 000 — 100 000 KR",
        'det kallas "nivå" här',
        "det kallas “nivå” här",
        "här • och där",
        "patientens rätt",
    ],
)
def test_a_quotation_is_found_whatever_its_spaces_dashes_and_quotes(quote: str) -> None:
    text = "Beloppsnivå 1: 50\u00a0000 – 100\u202f000 kr\n\nDet kallas ”nivå” här\n • och där. Patien\u00adtens rätt."
    assert SavedPage(make_page(), text).holds(quote)


@pytest.mark.parametrize("quote", ["50 000 kr", "100 000 – 50 000 kr", "nivån", "Beloppsnivå 2"])
def test_other_words_are_not_found(quote: str) -> None:
    assert not SavedPage(make_page(), "Beloppsnivå 1: 50 000 – 100 000 kr ”nivå”").holds(quote)


@pytest.mark.parametrize(
    ("line", "furniture"),
    [
        ("Webbplatsen använder teknik som inte stöds i din webbläsare.", True),
        ("Ikon för telefonnummer", True),
        ("Telefonnummer", True),
        ("Senast uppdaterad: 2021-11-09 13:14", True),
        ("Skriv ut sida", True),
        ("Telefonnummer till enheten är 031-12 34 56", False),
        ("Bidraget kan användas till kurser", False),
    ],
)
def test_lines_of_the_web_site_are_no_content(line: str, furniture: bool) -> None:
    assert is_furniture(line) is furniture


def test_a_page_is_cut_at_its_headings() -> None:
    text = (
        "Belopp\n\nMaxbelopp är 5 kronor i år.\nSkriv ut sida\n\n"
        "Vem får söka?\nAlla enheter i hela regionen.\n\nKort.\n"
    )
    passages = cut(SavedPage(make_page(title="Sida"), text))
    assert [(passage.heading, passage.text) for passage in passages] == [
        ("Belopp", "Maxbelopp är 5 kronor i år."),
        ("Vem får söka?", "Alla enheter i hela regionen. Kort."),
    ]


def test_no_words_of_the_real_pages_are_lost_but_furniture_and_headings(contents: Contents) -> None:
    for saved in contents.pages.values():
        passages = cut(saved)
        assert passages
        kept = " ".join(f"{passage.heading} {passage.text}" for passage in passages)
        assert all(passage.page == saved.page.id for passage in passages)
        assert len(kept) > 0.5 * len(saved.text)
