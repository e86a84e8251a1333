"""Faults in the editors' files stop the build and say where."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from knowledge.care import CareTable
from knowledge.editing.care import load_care
from knowledge.editing.reading.problems import KnowledgeError
from knowledge.swedish.folding import joined
from knowledge.swedish.phrases import load_lexicons
from knowledge.understanding.ages import find_ages

ROOT = Path(__file__).parents[4]
INTENTS = {
    "care_right": "ask_care_right",
    "care_fee": "ask_fee",
    "care_who_decides": "ask_who_decides",
    "care_definition": "ask_care_definition",
    "care_documents": "ask_documents",
    "care_disclosure": "ask_disclosure",
    "care_certificate": "ask_certificate",
}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for part in ("facts/care", "sources/care-rights"):
        shutil.copytree(ROOT / "knowledge" / part, tmp_path / part)
    return tmp_path


def change(path: Path, old: str, new: str) -> None:
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        (
            "sources/care-rights/care_rights.csv",
            "asylsökande,18+,abort,yes",
            "asylsökare,18+,abort,yes",
            "group: Etiketten",
        ),
        ("sources/care-rights/care_rights.csv", "abort,yes", "abort,ja", "right: Värdet"),
        (
            "sources/care-rights/care_rights.csv",
            "lag 2008:344 6 §; HSL;",
            "lag 2008:344 6 §; PSL;",
            "legal_basis: Lagen",
        ),
        ("facts/care/fees.yml", "högst 40 kr per resa", "högst 45 kr per resa", "45 står inte"),
        ("facts/care/fees.yml", "kronor: [40]", "kronor: [0]", "kronor: Talet 0 står inte"),
        ("facts/care/fees.yml", "  kronor: [40]\n", "", "kronor: Summan 40 kr"),
        ("facts/care/gaps.yml", "cares: [compulsory_psychiatry]", "cares: [glasses_grant]", "är tom"),
        ("facts/care/rules.yml", "quote: Övriga nyanlända nämns.", "quote: Alla nämns.", "quote: Citatet"),
        (
            "facts/care/rules.yml",
            "row: care.eu_card.all.necessary-care",
            "row: care.eu_card.all.x",
            "care.eu_card.all.x",
        ),
        ("facts/care/topics.yml", "till den 4 mars 2027", "till den 4 mars 2028", "text: "),
        ("facts/care/topics.yml", "högst 30 dagar gammalt", "högst 30 veckor gammalt", "text: 30 vecka"),
        (
            "facts/care/topics.yml",
            "inte under de första 12 månaderna",
            "under de första 12 månaderna",
            "text: Underlaget nekar",
        ),
        (
            "facts/care/topics.yml",
            "Ring upp via växeln.",
            "Ring upp via växeln 031-12 34 56.",
            "text: 031123456 står inte",
        ),
        (
            "facts/care/topics.yml",
            "VGR anlitar Tolkförmedling Väst.",
            "VGR anlitar Tolkbolaget Nord.",
            "text: Namnet Nord",
        ),
        ("facts/care/topics.yml", "från 61 år (2023–2024)", "från 61 år (2023–2025)", "text: 2025 står"),
        (
            "facts/care/topics.yml",
            "    ask: [fee_handbook]\n    asks:\n      - hur hög är",
            "    asks:\n      - hur hög är",
            "ask: Ämnet säger",
        ),
        ("facts/care/topics.yml", "source: [S42, S27, S26]", "source: [S420]", "source: ”S420”"),
        ("facts/care/groups.yml", "name: Bevisperson", "nam: Bevisperson", "name: Fältet"),
    ],
)
def test_faults_are_reported_with_file_and_field(copy: Path, file: str, old: str, new: str, says: str) -> None:
    change(copy / file, old, new)
    with pytest.raises(KnowledgeError) as fault:
        load_care(copy)
    assert says in str(fault.value)
    assert all(problem.line >= 1 for problem in fault.value.problems)


def test_lexicon_values_are_the_tables_ids(table: CareTable) -> None:
    known = {"patient_group": {*table.groups, *table.umbrellas}, "care_type": set(table.cares)}
    lexicons = {lexicon.entity: lexicon for lexicon in load_lexicons(ROOT / "data" / "lexicon")}
    for entity, ids in known.items():
        assert set(lexicons[entity].values) == ids


def test_buttons_send_phrases_that_the_lexicon_knows(table: CareTable) -> None:
    lexicons = {lexicon.entity: lexicon.values for lexicon in load_lexicons(ROOT / "data" / "lexicon")}
    for group in table.groups.values():
        assert joined(group.say) in {joined(phrase) for phrase in lexicons["patient_group"][group.id]}
    for care in table.order["cares"]:
        assert joined(table.cares[care].say) in {joined(phrase) for phrase in lexicons["care_type"][care]}


def test_topics_have_enough_ways_of_asking_and_laws(table: CareTable) -> None:
    assert len(table.topics) >= 40
    legal = " ".join(law for topic in table.topics.values() for law in topic.legal)
    legal += " ".join(law for cell in table.cells.values() for law in cell.legal)
    for law in (
        "2008:344", "2013:407", "1994:362", "2013:412", "2024:691", "2005:716", "2010:659", "2008:355",
        "2014:821", "1985:125", "2004:168", "2016:35", "2011:11", "1974:595", "2002:160", "2017:30",
    ):  # fmt: skip
        assert law in legal


@pytest.mark.parametrize(("file", "intent"), INTENTS.items())
def test_training_data_is_enough_and_varied(file: str, intent: str) -> None:
    data = YAML(typ="safe").load((ROOT / "data" / "nlu" / f"{file}.yml").read_text(encoding="utf-8"))
    (block,) = data["nlu"]
    examples = [line[2:] for line in block["examples"].splitlines() if line.startswith("- ")]
    assert block["intent"] == intent
    assert len(set(examples)) == len(examples)
    assert 50 <= len(examples) <= 80


def test_no_group_or_care_phrase_reads_as_an_age() -> None:
    for lexicon in load_lexicons(ROOT / "data" / "lexicon"):
        for phrases in lexicon.values.values():
            for phrase in phrases:
                assert [one for one in find_ages(phrase, None) if one.years is not None] == [], phrase
    assert find_ages("papperslös", None) == []
