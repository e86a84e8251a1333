"""A changed fact is put in its file, and nothing else of the file moves."""

from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from knowledge.editing.form import data_of, fields_of
from knowledge.editing.yaml_entry import EntryError, with_fact
from knowledge.words.programmes import Programme

FACTS = Path(__file__).parents[3] / "knowledge" / "facts"
FILES = sorted(FACTS.glob("*.yml"))


def read(text: str) -> Programme:
    return Programme.parse_obj(YAML(typ="safe", pure=True).load(text))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_published_fact_passes_through_the_form_unchanged(path: Path) -> None:
    programme = read(path.read_text(encoding="utf-8"))
    for fact in programme.facts:
        assert type(fact).parse_obj(data_of(fields_of(fact), fact)) == fact


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_only_the_lines_of_the_fact_change(path: Path) -> None:
    written = path.read_text(encoding="utf-8")
    for fact in read(written).facts[::7]:
        data = {**data_of(fields_of(fact), fact), "text": "Ett: två # tre ”fyra” \\ fem."}
        after = with_fact(written, data, replaces=fact.id)
        kept = [line for line in written.splitlines() if line.lstrip().startswith("#")]
        assert [line for line in after.splitlines() if line in kept] == kept
        others = {one.id: one for one in read(after).facts}
        assert others.pop(fact.id).text == data["text"]
        assert others == {one.id: one for one in read(written).facts if one.id != fact.id}


def test_a_new_fact_comes_last_among_the_facts() -> None:
    written = FILES[0].read_text(encoding="utf-8")
    programme = read(written)
    data = {
        "id": f"{programme.id}.rule.new", "type": "rule", "question": ["amount"], "text": "Så är det.",
        "quote": ["Så är det"], "asks": ["är det så: på riktigt", "- hur", "2021"],
    }  # fmt: skip
    after = read(with_fact(written, data))
    assert after.facts[:-1] == programme.facts
    assert (after.facts[-1].asks, after.gaps) == (data["asks"], programme.gaps)


def test_a_fact_that_is_gone_is_not_put_anywhere() -> None:
    written = FILES[0].read_text(encoding="utf-8")
    with pytest.raises(EntryError):
        with_fact(written, {"id": "x.y", "type": "rule", "quote": ["q"]}, replaces="x.y")
