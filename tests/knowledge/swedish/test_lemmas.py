from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.swedish.lemmas import FACTORY, PackedTable
from knowledge.swedish.spacy_alone import Lookups, get_string_id, spacy

FORMS = {"hundarna": "hund", "hundar": "hund", "sökte": "söka", "åldrarna": "ålder", "Sverige": "Sverige", "de": ""}


@pytest.fixture
def table() -> PackedTable:
    return PackedTable.of({get_string_id(form): lemma for form, lemma in FORMS.items()})


def test_every_form_has_its_lemma_and_no_other_word_has_one(table: PackedTable, tmp_path: Path) -> None:
    table.write(tmp_path / "table")
    for each in (table, PackedTable.read(tmp_path / "table")):
        assert {form: each.get(form) for form in FORMS} == FORMS
        assert len(each) == len(FORMS)
        for word in ("hund", "sverige", "", "z", *map(str, range(200))):
            assert each.get(word) is None
            assert each.get(word, word) == word


def test_a_table_without_forms_knows_none(tmp_path: Path) -> None:
    PackedTable.of({}).write(tmp_path)
    assert PackedTable.read(tmp_path).get("hund", "hund") == "hund"


def test_a_saved_pipeline_gives_the_lemmas_of_spacy_s_own_lemmatizer(tmp_path: Path) -> None:
    lookups = Lookups()
    lookups.add_table("lemma_lookup", FORMS)
    spacys, packed = spacy.blank("sv"), spacy.blank("sv")
    spacys.add_pipe("lemmatizer", config={"mode": "lookup"}).initialize(lookups=lookups)
    packed.add_pipe(FACTORY, name="lemmatizer").initialize(lookups=lookups)
    packed.to_disk(tmp_path / "pipeline")
    loaded = spacy.load(tmp_path / "pipeline")
    loaded.to_disk(tmp_path / "again")
    text = "Hundarna hundarna sökte i Sverige åldrarna de vill"
    lemmas = [token.lemma_ for token in spacys(text)]
    assert "hund" in lemmas
    for pipeline in (packed, loaded, spacy.load(tmp_path / "again")):
        assert [token.lemma_ for token in pipeline(text)] == lemmas


def test_a_pipeline_without_its_table_is_not_loaded(tmp_path: Path) -> None:
    pipeline = spacy.blank("sv")
    with pytest.raises(OSError, match="npy"):
        pipeline.create_pipe(FACTORY).from_disk(tmp_path)


def test_all_lemmas_are_told_and_a_form_is_asked_for() -> None:
    forms = {"barnen": "barn", "barnet": "barn", "går": "gå"}
    table = PackedTable.of({get_string_id(form): lemma for form, lemma in forms.items()})
    assert sorted(table.values()) == ["barn", "gå"]
    assert "barnet" in table
    assert "barn" not in table
