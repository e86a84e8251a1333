"""A proposed reading is trusted with nothing: values of the vocabulary, words of the message, written years."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.understanding.proposing import NoReading, Proposal, Value, checked, place_of
from tests.bot.reader.readings import VOCABULARY, age, reading, said

TODAY = datetime.date(2026, 11, 22)
TEXT = "Asylsökande flicka 17 år och hennes bror arton: vad kostar tandvård för henne?"


def read(raw: Any, text: str = TEXT, **before: set[str]) -> Proposal:
    return checked(raw, text, before, VOCABULARY, TODAY)


def test_what_stands_in_the_message_is_kept_with_its_place() -> None:
    found = read(
        reading(
            asks=[said("fee", "vad kostar")],
            group=said("asylum_seeker", "asylsökande"),
            ages=[age(17, "child", "17 år"), age(18, "18-19", "arton", asked_about=False)],
        )
    )
    assert found.slots["patient_group"] == Value("asylum_seeker", (0, 11))
    assert [one.value for one in found.ages] == ["17", "18"]
    assert [one.asked_about for one in found.ages] == [True, False]
    assert TEXT[slice(*(found.asks[0].span or ()))] == "vad kostar"
    assert found.dropped == 0


@pytest.mark.parametrize(
    "fields",
    [
        {"group": said("martian", "asylsökande")},  # no value of ours
        {"group": said("undocumented", "utan papper")},  # words that are not there
        {"group": said("undocumented", "asyl")},  # half a word
        {"group": said("undocumented", "")},  # no words, and nothing that was said before
        {"asks": [said("fee", "kostar det")]},
        {"asks": [said("delete_everything", "vad kostar")]},
        {"ages": [age(12, "child", "17 år")]},  # another number
        {"ages": [age(None, "adult", "17 år")]},  # another class than the number's
        {"ages": [age(None, "child", "pojken")]},
        {"ages": [age(17, "child", "")]},
        {"ages": [age(400, "adult", "17 år")]},
        {"ages": [age(None, "infant", "flicka")]},
        {"manner": "shouting"},
        {"leans": "sideways"},
    ],
)
def test_what_fails_is_dropped_and_counted(fields: dict[str, Any]) -> None:
    found = read(reading(**fields))
    assert found.dropped == 1
    assert not found.asks
    assert not found.ages
    assert "undocumented" not in [value.value for value in found.slots.values()]


def test_a_value_without_words_must_be_known_from_before() -> None:
    raw = reading(group=said("undocumented"), asks=[said("fee")], ages=[age(17, "child", "")])
    found = read(raw, patient_group={"undocumented"}, asked={"fee"}, patient_age={"17"})
    assert found.slots["patient_group"] == Value("undocumented")
    assert found.asks == (Value("fee"),)
    assert [one.value for one in found.ages] == ["17"]
    assert found.dropped == 0


@pytest.mark.parametrize(
    ("words", "years"),
    [("född 2009", 17), ("6 månader gammal", 0), ("Sjutton", 17)],
    ids=["birth", "months", "numeral"],
)
def test_years_may_be_written_in_other_ways(words: str, years: int) -> None:
    text = f"En patient, {words}, vad gäller?"
    assert [one.value for one in read(reading(ages=[age(years, "child", words)]), text).ages] == [str(years)]


def test_more_than_fits_is_dropped_and_counted() -> None:
    assert read(reading(asks=[said("fee", "vad kostar")] * 5)).dropped == 2


@pytest.mark.parametrize(
    "raw",
    [
        None,
        [],
        "Ja, det går bra.",
        {},
        reading(asks="fee"),
        reading(group="asylum_seeker"),
        reading(ages=[{"years": "17"}]),
        reading(ages=[age(17.5, "child", "17 år")]),  # type: ignore[arg-type]
        reading(manner=["open"]),
    ],
)
def test_another_shape_is_no_reading(raw: Any) -> None:
    with pytest.raises(NoReading):
        read(raw)


def test_a_fault_names_a_field_and_no_words() -> None:
    with pytest.raises(NoReading) as fault:
        read(reading(group={"value": "hemliga ord"}))
    assert str(fault.value) == "group.words"


@pytest.mark.parametrize("raw", [[[None, None]], [["asks", []]], [], "text", None])
def test_what_is_no_object_is_no_reading(raw: Any) -> None:
    with pytest.raises(NoReading, match="__root__"):
        read(raw)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)


@given(JSON, st.dictionaries(st.sampled_from(sorted(reading())), JSON, max_size=4))
def test_no_json_whatever_breaks_the_check(raw: Any, fields: dict[str, Any]) -> None:
    for one in (raw, {**reading(), **fields}):
        try:
            found = read(one)
        except NoReading:
            continue
        assert all(value.value == "none" or value.span for value in (*found.asks, *found.slots.values()))


@given(st.text(max_size=30), st.text(max_size=60))
def test_a_place_holds_the_very_words(words: str, text: str) -> None:
    place = place_of(words, text)
    assert place is None or text[slice(*place)].lower().split() == words.lower().split()
