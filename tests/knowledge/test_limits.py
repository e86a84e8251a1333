from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest

from knowledge.editing.tables.limits import shown_in, with_tables
from knowledge.limits import FILE, GATES, LIMITS, ROWS, Limits
from knowledge.limits_file import UNITS, LimitsError, Row, fill, read_rows

ROOT = FILE.parents[1]


@dataclasses.dataclass(frozen=True, kw_only=True)
class Nearness:
    near: float
    most: int


@dataclasses.dataclass(frozen=True, kw_only=True)
class Small:
    nearness: Nearness


NEAR = "{value: 0.5, unit: likeness, meaning: from here on it is near}"
MOST = "{value: 3, unit: facts, meaning: said at most}"


def write(folder: Path, near: str = NEAR, most: str = MOST, more: str = "") -> Path:
    file = folder / "some_limits.yml"
    file.write_text(f"nearness:\n  near: {near}\n  most: {most}\n{more}", encoding="utf-8")
    return file


def read(file: Path) -> Small:
    return fill(Small, read_rows(file), file.name)


def test_the_values_of_a_file_stand_in_frozen_fields(tmp_path: Path) -> None:
    limits = read(write(tmp_path))
    assert limits == Small(nearness=Nearness(near=0.5, most=3))
    with pytest.raises(dataclasses.FrozenInstanceError):
        limits.nearness.near = 1.0  # type: ignore[misc]


def test_a_whole_number_may_be_written_for_a_fraction(tmp_path: Path) -> None:
    near = read(write(tmp_path, near=NEAR.replace("0.5", "1"))).nearness.near
    assert near == 1.0
    assert isinstance(near, float)


@pytest.mark.parametrize(
    ("near", "said"),
    [
        (NEAR.replace("0.5", "half"), "value 'half' is no number"),
        (NEAR.replace("0.5", "true"), "value True is no number"),
        (NEAR.replace("0.5", "[0.5]"), "value [0.5] is no number"),
        (NEAR.replace("0.5", "1.5"), "value 1.5 is outside 0 to 1, which likeness may be"),
        (NEAR.replace("0.5", "-0.1"), "value -0.1 is outside 0 to 1"),
        (NEAR.replace("0.5", ".nan"), "value nan is outside 0 to 1"),
        (NEAR.replace("likeness", "yards"), "unit 'yards' is unknown; there are likeness, "),
        (NEAR.replace("unit: likeness", "unit: words"), "value 0.5 is not whole, as words are"),
        (NEAR.replace("value: 0.5, ", ""), "value is missing"),
        (NEAR.replace(", meaning: from here on it is near", ""), "meaning is missing"),
        (NEAR.replace("from here on it is near", '" "'), "meaning says nothing"),
        (NEAR.replace("meaning", "why"), "why is unknown; there are value, unit, meaning, then"),
        ("0.5", "write value, unit, meaning in braces, not 0.5"),
    ],
)
def test_a_bad_limit_is_named_with_file_section_and_fault(tmp_path: Path, near: str, said: str) -> None:
    with pytest.raises(LimitsError, match=re.escape("some_limits.yml: nearness.near: ")) as caught:
        read(write(tmp_path, near=near))
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("nearness:\n  near: " + NEAR, "some_limits.yml: nearness.most: is missing"),
        (f"nearness:\n  near: {NEAR}\n  most: {MOST}\n  least: {MOST}", "nearness.least: nothing reads it"),
        (f"nearness:\n  near: {NEAR}\n  most: {MOST}\nother:\n  near: {NEAR}", "other.near: nothing reads it"),
        (f"nearness:\n  near: {MOST}\n  most: {MOST}", "nearness.near: the unit facts does not go with float"),
        (f"nearness:\n  near: {NEAR}\n  most: {NEAR}", "nearness.most: the unit likeness does not go with int"),
        ("nearness: 3", "some_limits.yml: write sections"),
        ("- near", "some_limits.yml: write sections"),
        ("nearness: {near: ", "some_limits.yml: it cannot be read"),
        (f"nearness:\n  near: {NEAR}\n  near: {NEAR}", "some_limits.yml: it cannot be read"),
    ],
)
def test_a_bad_file_is_refused_and_says_why(tmp_path: Path, written: str, said: str) -> None:
    file = tmp_path / "some_limits.yml"
    file.write_text(written, encoding="utf-8")
    with pytest.raises(LimitsError, match=re.escape(said)):
        read(file)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(LimitsError, match=re.escape("none.yml: it cannot be read")):
        read_rows(tmp_path / "none.yml")


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(LimitsError) as caught:
        read(write(tmp_path, near=NEAR.replace("0.5", "2"), most=MOST.replace("3", "some")))
    assert len(str(caught.value).splitlines()) == 2


def test_every_limit_of_the_file_is_a_field_with_its_value() -> None:
    assert len(ROWS) == sum(len(dataclasses.fields(part.type)) for part in fields_of(Limits))
    for row in ROWS:
        assert getattr(getattr(LIMITS, row.section), row.name) == row.value, f"{row.section}.{row.name}"


def fields_of(kind: type) -> list[dataclasses.Field[object]]:
    from typing import get_type_hints

    types = get_type_hints(kind)
    found = list(dataclasses.fields(kind))
    for field in found:
        field.type = types[field.name]
    return found


def test_every_limit_is_read_by_some_module() -> None:
    code = "\n".join(
        path.read_text(encoding="utf-8")
        for folder in ("knowledge", "actions", "bot")
        for path in (ROOT / folder).rglob("*.py")
        if path.name != "limits.py"
    )
    # parts that are handed on whole: their fields are read off whatever the module calls them
    whole = {"gates": r'(?:gates\.|["])', "ranking": r"(?:w|weights|ranking)\."}
    unread = [
        f"{row.section}.{row.name}"
        for row in ROWS
        if not re.search(rf"{whole.get(row.section, rf'LIMITS.{row.section}.')}{row.name}\b", code)
    ]
    assert not unread


def test_every_unit_is_used() -> None:
    assert {row.unit for row in ROWS} == set(UNITS)


def test_the_gates_are_a_part_of_the_limits_and_can_be_replaced() -> None:
    assert GATES is LIMITS.gates
    assert dataclasses.replace(GATES, answer=0.9).answer == 0.9


def test_the_weights_of_likeness_sum_to_one() -> None:
    weights = LIMITS.ranking
    assert weights.vector + weights.characters + weights.words == pytest.approx(1.0)


ROW = Row("nearness", "near", 0.5, "likeness", "from here on it is near")
MARKED = "before\n<!-- limits: nearness -->\nold\n<!-- limits end -->\nbetween <!-- limits end -->\n"


def test_a_marked_table_is_written_anew_and_the_rest_is_left() -> None:
    made = with_tables(MARKED, [ROW])
    assert "| `near` | 0.5 | likeness | from here on it is near |\n<!-- limits end -->\nbetween" in made
    assert "old" not in made
    assert with_tables(made, [ROW]) == made
    assert shown_in(made, [ROW]) == [ROW]


@pytest.mark.parametrize("name", ["nearness.far", "other", "near"])
def test_a_mark_that_names_no_limit_is_refused(name: str) -> None:
    with pytest.raises(LimitsError, match=f"there is no limit {name}"):
        with_tables(MARKED.replace("limits: nearness", f"limits: {name}"), [ROW])
