"""An entry of the care table is read into a form and written back: only what changed differs, every check speaks."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from knowledge.editing.care_entries.entries import (
    EVERYTHING,
    KINDS,
    REMOVE,
    ROW,
    CareEdit,
    faults,
    fields_of,
    lay,
    table_with,
)
from knowledge.editing.care_entries.files import CONDITIONS, FEES, RULES, SOURCES, TABLE, CareFiles
from knowledge.editing.care_entries.items import item_ids
from knowledge.editing.care_entries.rows import row_id

TODAY = datetime.date(2026, 12, 1)
ROW_ID = "care.asylum_seeker.adult.medical-transport"


def every(files: CareFiles, kind: str) -> list[str]:
    return [row_id(files, one) for one in files.records()] if kind == ROW else item_ids(files, kind)


def edited(root: Path, what: str, named: str, **other: str) -> CareEdit:
    return CareEdit(what, named, {**fields_of(CareFiles(root), what, named), **other})


def words(found: Mapping[str, Sequence[object]], field: str) -> str:
    return " ".join(str(one) for one in found.get(field, []))


@pytest.mark.parametrize("kind", KINDS)
def test_every_entry_comes_back_letter_for_letter_when_nothing_is_changed(care_root: Path, kind: str) -> None:
    files = CareFiles(care_root)
    named = every(files, kind)
    assert len(named) > 5
    for one in named:
        lay(files, [CareEdit(kind, one, fields_of(files, kind, one))])
    assert files.changes() == []


def test_a_changed_row_changes_its_own_line_and_its_fee_words_follow(care_root: Path) -> None:
    edit = edited(
        care_root, ROW, ROW_ID, fee="högst 60 per resa", fee_kronor="60", fee_text="högst 60 kr per resa",
        source_date="2026-11-30", condition="I VGR krävs giltigt LMA-kort.",
    )  # fmt: skip
    files = CareFiles(care_root)
    assert lay(files, [edit]) == [ROW_ID]
    before, after = (care_root / TABLE).read_bytes().decode(), files.text(TABLE)
    old, new = (text.split("\r\n") for text in (before, after))
    assert len(old) == len(new)
    assert [line for line in new if line not in old] == [line for line in new if "högst 60 per resa" in line]
    assert faults(care_root, edit, TODAY) == {}
    table = table_with(care_root, files.changed())
    row = table.rows[ROW_ID]
    assert (row.fee, row.date, row.condition) == ("högst 60 per resa", "2026-11-30", "I VGR krävs giltigt LMA-kort.")
    assert table.cells["asylum_seeker", "adult", "medical_transport"].fee.words
    assert files.text(FEES).startswith((care_root / FEES).read_text(encoding="utf-8")[:500])


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("right", "maybe", "finns inte"),
        ("legal", "lag 2008:344 6 §\nabortlag", "saknar nummer"),
        ("source", "", "saknar källa"),
        ("fee_text", "högst 70 kr per resa", "Talet 70 står inte"),
        ("fee_kronor", "40, 80", "Talet 80 står inte"),
        ("status", "kanske", "finns inte"),
    ],
)
def test_what_the_build_would_say_of_a_row_stands_at_its_field(
    care_root: Path, field: str, value: str, said: str
) -> None:
    found = faults(care_root, edited(care_root, ROW, ROW_ID, **{field: value}), TODAY)
    assert said in words(found, field)
    assert not {EVERYTHING, "condition"} & set(found)


def test_a_note_without_own_condition_is_what_the_answer_says(care_root: Path) -> None:
    fields = fields_of(CareFiles(care_root), ROW, ROW_ID)
    fields.pop("condition_own")
    files = CareFiles(care_root)
    lay(files, [CareEdit(ROW, ROW_ID, fields)])
    assert ROW_ID not in files.text(CONDITIONS)
    assert table_with(care_root, files.changed()).rows[ROW_ID].condition == fields["note"]


def test_a_rule_is_checked_against_the_material_and_keeps_the_other_lines(care_root: Path) -> None:
    edit = edited(care_root, "rule", "directive-as-asylum", quote="Det här står ingenstans i underlaget.")
    assert "Citatet står inte" in words(faults(care_root, edit, TODAY), "quote")
    good = edited(care_root, "rule", "directive-as-asylum", text="VGR likställer gruppen med asylsökande.")
    assert faults(care_root, good, TODAY) == {}
    files = CareFiles(care_root)
    lay(files, [good])
    old, new = ((care_root / RULES).read_text(encoding="utf-8").splitlines(), files.text(RULES).splitlines())
    assert [line for line in new if line not in old] == ["    text: VGR likställer gruppen med asylsökande."]
    assert len(old) == len(new)


def test_a_gap_that_is_taken_away_leaves_an_empty_cell_and_the_check_says_which(care_root: Path) -> None:
    edit = edited(care_root, "gap", "glasses-grant-adults", **{REMOVE: "on"})
    said = words(faults(care_root, edit, TODAY), EVERYTHING)
    assert "är tom" in said
    assert "glasses_grant" in said


def test_a_new_source_and_a_new_row_on_it_go_together(care_root: Path) -> None:
    source = CareEdit(
        "source", None,
        {"id": "S900", "title": "Glasögon", "publisher": "Västra Götalandsregionen", "kind": "vgr",
         "date": "2026-11-01", "url": "https://www.vgregion.se/glasogon", "law_checked": ""},
    )  # fmt: skip
    labels = {"group": "asylsökande", "age": "85+", "care_type": "glasögonbidrag"}
    row = CareEdit(
        ROW, None,
        {**labels, "right": "no", "legal": "lag 2008:344 6 §", "source": "S900", "source_date": "2026-11-01",
         "status": "verified", "note": "Bidraget gäller barn och unga."},
    )  # fmt: skip
    assert faults(care_root, source, TODAY) == {}
    alone = faults(care_root, row, TODAY)
    assert "saknar källa" in words(alone, "source")
    files = CareFiles(care_root)
    assert lay(files, [source, row])[1].startswith("care.asylum_seeker.85plus.")
    cell = table_with(care_root, files.changed()).cells["asylum_seeker", "85+", "glasses_grant"]
    assert (cell.kind, cell.right) == ("fact", "no")
    assert faults(care_root, row, TODAY, [source]) == {}


@pytest.mark.parametrize(
    ("other", "field"),
    [
        ({"url": "javascript:alert(1)"}, "url"),
        ({"law_checked": "2027-01-01"}, "law_checked"),
        ({"law_checked": "i höstas"}, "law_checked"),
        ({"id": "S 1"}, "id"),
        ({"id": "S2"}, "id"),
        ({"kind": "blogg"}, "kind"),
        ({"title": ""}, "title"),
    ],
)
def test_a_source_that_cannot_be_is_said_at_its_field(care_root: Path, other: dict[str, str], field: str) -> None:
    found = faults(care_root, edited(care_root, "source", "S1", **other), TODAY)
    assert found.get(field)


def test_a_source_that_moves_takes_its_rows_with_it(care_root: Path) -> None:
    files = CareFiles(care_root)
    used = {record["source_url"] for record in files.records()}
    source = next(one for one in files.data(SOURCES)["sources"] if one["url"] in used)
    edit = edited(care_root, "source", str(source["id"]), url="https://www.vgregion.se/ny-adress")
    assert faults(care_root, edit, TODAY) == {}


def test_a_second_row_for_the_same_place_is_refused(care_root: Path) -> None:
    fields = fields_of(CareFiles(care_root), ROW, ROW_ID)
    assert faults(care_root, CareEdit(ROW, None, fields), TODAY).get("care_type")
