"""What the build would say of a fact is said of the form, field by field."""

from __future__ import annotations

from knowledge.editing.build import ROOT
from knowledge.editing.checks.one_fact import by_field, check_entry
from knowledge.editing.checks.programmes import read_programmes
from knowledge.editing.form import Fields, changed, data_of, fields_of
from knowledge.editing.reading.pages import load_pages

PAGES = load_pages(ROOT / "sources")
PROGRAMMES = {one.id: one for one in read_programmes(ROOT / "facts", PAGES)[0]}
KUB = PROGRAMMES["kompetensutvecklingsbidrag"]
SMALL = next(fact for fact in KUB.facts if fact.id.endswith("amount.max.small"))


def wrong(**other: str) -> set[str]:
    fields: Fields = {**fields_of(SMALL), **other}
    return set(by_field(check_entry(data_of(fields), KUB, PAGES[KUB.programme.page], {"taken.id"})))


def test_a_published_fact_is_right() -> None:
    assert wrong() == set()


def test_each_fault_stands_at_its_field() -> None:
    assert wrong(quote="Det här står ingenstans på sidan") >= {"quote"}
    assert wrong(text="Maxbeloppet för en liten enhet {är|var} 65 000 kronor.") == {"text"}
    assert wrong(**{"value.max": "65 000"}) == {"value"}
    assert wrong(**{"value.max": "många"}) == {"value"}
    assert wrong(asks="en enda") == {"asks"}
    assert wrong(id="taken.id") == {"id"}
    assert wrong(type="dikt") == {"type"}
    assert wrong(question="") == {"text"}
    assert wrong(valid_from="2023-02-30") == {"valid_from"}


def test_spaces_in_a_sum_are_no_fault() -> None:
    assert data_of({**fields_of(SMALL), "value.max": "60 000"})["value"] == {"max": 60000}


def test_a_change_is_told_by_field_and_white_space_is_none() -> None:
    before = fields_of(SMALL)
    after = {**before, "asks": before["asks"] + "\n\n", "text": "Nytt.", "value.min": "1"}
    assert changed(before, after) == {"text": (before["text"], "Nytt."), "value.min": ("", "1")}
