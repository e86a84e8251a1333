"""The table: complete, every cell with its ground, nothing unchecked given as a fact."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from knowledge.care import AGE_CLASSES, CareTable, lookup

SOURCES = Path(__file__).parents[3] / "knowledge" / "sources" / "care-rights"
BARE_LAW = re.compile(r"\b(HSL|SFB|PSL|PDL|OSL)\b")


def test_every_row_of_the_csv_is_read(table: CareTable) -> None:
    with (SOURCES / "care_rights.csv").open(encoding="utf-8", newline="") as stream:
        assert len(table.rows) == len(list(csv.DictReader(stream))) == 131


def test_no_cell_is_missing(table: CareTable) -> None:
    wanted = {(group, age, care) for group in table.groups for age in AGE_CLASSES for care in table.cares}
    assert set(table.cells) == wanted
    assert len(table.groups) == 17


def test_every_cell_is_a_row_a_named_rule_or_a_reasoned_gap(table: CareTable) -> None:
    for place, cell in table.cells.items():
        if cell.kind == "fact":
            assert cell.row, place
            assert cell.row.verified, place
        elif cell.kind == "inherited":
            assert cell.row, place
            assert cell.rules, place
        else:
            assert cell.kind == cell.right == "not_settled"
            assert cell.reason, place
            assert cell.ask, place
            assert not cell.facts, place


def test_unverified_rows_are_never_facts(table: CareTable) -> None:
    unverified = {row.id for row in table.rows.values() if not row.verified}
    assert len(unverified) == 6
    assert not unverified & {fact for cell in table.cells.values() for fact in cell.facts}


def test_fact_cells_say_what_their_row_says(table: CareTable) -> None:
    for cell in table.cells.values():
        if cell.kind == "fact":
            assert cell.row is not None
            assert cell.right == cell.row.right
            assert cell.legal == cell.row.legal
            assert cell.quote == cell.row.note


def test_no_statute_is_named_without_its_number(table: CareTable) -> None:
    legal = [law for cell in table.cells.values() for law in cell.legal]
    legal += [law for topic in table.topics.values() for law in topic.legal]
    legal += [law for group in table.groups.values() for law in group.law]
    for law in legal:
        assert not BARE_LAW.search(law), law
        if re.search(r"\blag\b|lagen\b|förordning\b", law):
            assert re.search(r"\d{4}:\d+|\(EG\)", law), law


@pytest.mark.parametrize(
    ("group", "age", "care", "right", "fee"),
    [
        ("asylum_seeker", "adult", "maternity", "yes", "0"),
        ("asylum_seeker", "adult", "vika", "assessed", "50 läkarbesök; 25 sjukvårdande behandling efter remiss"),
        ("asylum_seeker", "85+", "doctor_visit", "assessed", "0 (VGR)"),
        ("asylum_seeker", "18-19", "doctor_visit", "assessed", "0 i VGR (avgift först från 20 år)"),
        ("asylum_seeker", "child", "dental", "yes", "0"),
        ("undocumented", "child", "psychiatry", "yes", "0"),
        ("undocumented", "adult", "abortion", "yes", None),
        ("undocumented", "85+", "doctor_visit", "assessed", None),
        ("directive_not_registered", "child", "dental", "yes", "0"),
        ("rejected_not_hiding", "adult", "dental", "assessed", "50 per besök"),
        ("rejected_hiding", "adult", "dental", "assessed", "50"),
        ("detained", "adult", "psychiatry", "not_settled", None),
        ("directive_registered", "adult", "communicable_disease", "not_settled", None),
        ("witness", "adult", "planned_care", "yes", None),
        ("visitor", "adult", "vika", "no", None),
        ("eu_no_card", "child", "emergency", "full_cost", "hela vårdkostnaden (utomlänspris)"),
        ("permit_not_registered", "adult", "doctor_visit", "yes", "samma som folkbokförda (VGR)"),
        ("undocumented", "adult", "special_grant", "not_settled", None),
    ],
)
def test_known_cells(table: CareTable, group: str, age: str, care: str, right: str, fee: str | None) -> None:
    cell = lookup(table, group, age, care)
    assert cell.right == right
    assert (cell.fee.row.fee if cell.fee.settled and cell.fee.row else None) == fee


def test_dental_fee_at_18_to_23_is_not_answered_with_a_number(table: CareTable) -> None:
    for group in (
        "asylum_seeker",
        "undocumented",
        "directive_not_registered",
        "rejected_not_hiding",
        "rejected_hiding",
    ):
        for age in ("18-19", "20-23"):
            cell = lookup(table, group, age, "dental")
            assert cell.right == "assessed"
            assert not cell.fee.settled


def test_immediate_care_is_open_to_every_group(table: CareTable) -> None:
    rights = {table.cells[group, age, "emergency"].right for group in table.groups for age in AGE_CLASSES}
    assert rights <= {"yes", "full_cost"}
