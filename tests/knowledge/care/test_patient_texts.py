"""The texts for patients are held to the care table: what changes there makes the build stop and name the text."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from knowledge.care import AGE_CLASSES, CareTable
from knowledge.care.model import PatientText
from knowledge.editing.care import load_care
from knowledge.editing.care.patient_texts import load_patient_texts
from knowledge.editing.care.rules import Vocabulary
from knowledge.editing.reading.problems import KnowledgeError
from knowledge.saying.care.for_patients import text_for

ROOT = Path(__file__).parents[3]
DOCTOR = "texts/patients/01-lakarbesok.yml"
CHILD = "texts/patients/04-barn.yml"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "knowledge/texts/patients", tmp_path / "texts/patients")
    return tmp_path


def read(root: Path, table: CareTable) -> dict[str, PatientText]:
    """The texts of ``root`` held to the table as it is."""
    words = Vocabulary(tuple(table.groups), AGE_CLASSES, tuple(table.cares), {}, table.contacts, table.rows)
    return load_patient_texts(root, words, table.cells, table.topics)


def change(path: Path, old: str, new: str) -> None:
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new, 1), encoding="utf-8")


def test_ten_texts_stand_in_three_languages(table: CareTable) -> None:
    assert len(table.patients) == 10
    assert {tuple(text.wordings) for text in table.patients.values()} == {("sv", "en", "uk")}


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("/vard/asylsokande/vuxna/lakarbesok", "lakarbesok"),
        ("/vard/papperslosa/20-23-ar/lakarbesok", "lakarbesok"),
        ("/vard/papperslosa/okand/tandvard", "tandvard"),
        ("/vard/papperslosa/barn/tandvard", "barn"),
        ("/vard/okand/okand/akut-vard", "akut-vard"),
        ("/svar/care-rights.disclosure.police", "myndigheter"),
        ("/svar/care-rights.disclosure.police,care-rights.disclosure.authorities", "myndigheter"),
        # what costs something else, or is another group's, is said by no text
        ("/vard/asylsokande/18-19-ar/lakarbesok", None),
        ("/vard/asylsokande/20-23-ar/tandvard", None),
        ("/vard/besokare/vuxna/lakarbesok", None),
        ("/svar/care-rights.disclosure.police,care-rights.care_right.children", None),
        ("/vard/papperslosa", None),
        ("", None),
    ],
)
def test_an_answer_has_the_text_that_states_it(table: CareTable, page: str, text: str | None) -> None:
    found = text_for(table, page)
    assert (found.id if found else None) == text


def test_a_fee_that_changes_names_the_text_that_says_the_old_one(tmp_path: Path) -> None:
    for part in ("facts/care", "sources/care-rights", "texts/patients"):
        shutil.copytree(ROOT / "knowledge" / part, tmp_path / part)
    for file in ("sources/care-rights/care_rights.csv", "facts/care/fees.yml"):
        change(tmp_path / file, "högst 50 per läkemedel", "högst 60 per läkemedel")
    change(tmp_path / "facts/care/fees.yml", "högst 50 kr per läkemedel", "högst 60 kr per läkemedel")
    entry = 'raw: "högst 60 per läkemedel"\n  kronor: '
    change(tmp_path / "facts/care/fees.yml", f"{entry}[50]", f"{entry}[60]")
    with pytest.raises(KnowledgeError) as fault:
        load_care(tmp_path)
    problems = {(one.file, one.field) for one in fault.value.problems}
    assert problems == {("06-lakemedel.yml", "kronor")}
    assert "anger 60 kr, men texten bygger på 50 kr" in str(fault.value)


def test_a_right_that_changes_names_the_text(copy: Path, table: CareTable) -> None:
    change(copy / DOCTOR, "right: assessed", 'right: "yes"')
    with pytest.raises(KnowledgeError, match=r"01-lakarbesok.yml:4: right: .*”assessed”, men texten bygger på ”yes”"):
        read(copy, table)


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        (DOCTOR, "Det kostar 50 kronor att", "Det kostar 55 kronor att", "55 kr står varken"),
        (DOCTOR, "It costs 50 kronor to", "It costs 25 kronor to", "Stycke 1 på en säger"),
        (DOCTOR, "коштує 50 крон. Це", "коштує 500 крон. Це", "Stycke 1 på uk säger"),
        (DOCTOR, "20–84 år", "21–84 år", "21 år står varken"),
        (DOCTOR, "topic: care-rights.documents.lma-needed", "topic: care-rights.documents.lma", "finns inte"),
        (DOCTOR, "adult]", "grown-up]", "finns inte"),
        (DOCTOR, 'translated: "2026-12-01"', 'translated: "i dag"', "är inget datum"),
        (DOCTOR, "en:\n", "fr:\n", "Språket ”fr”"),
        (CHILD, "Vården kostar 0 kronor för barnet.", "Vården är betald.", "säger inte summan 0 kr"),
        (CHILD, "cares: [all_care", "cares: [health_check, all_care", "har redan texten"),
        ("texts/patients/05-vard-for-vuxna.yml", "lag 2008:344 och", "lag 2008:345 och", "Lagen 2008:345"),
    ],
)
def test_what_the_table_does_not_say_is_a_fault(
    copy: Path, table: CareTable, file: str, old: str, new: str, says: str
) -> None:
    change(copy / file, old, new)
    with pytest.raises(KnowledgeError, match=says):
        read(copy, table)


def test_a_knowledge_base_may_have_no_texts_for_patients(tmp_path: Path, table: CareTable) -> None:
    assert read(tmp_path, table) == {}
