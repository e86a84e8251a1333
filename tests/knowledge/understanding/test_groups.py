"""Which group is the patient's."""

from __future__ import annotations

from typing import Any

import pytest

from knowledge.understanding.groups import (
    borne_out,
    counted_as,
    learned,
    likened,
    most_particular,
    overruled,
    past_visa,
    reached,
    spoken,
    turned,
    without_settings,
)


def phrase(text: str, words: str, value: str, entity: str = "patient_group", **more: Any) -> dict[str, Any]:
    start = text.index(words)
    return {"entity": entity, "value": value, "start": start, "end": start + len(words), **more}


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("turist som vill betala som de papperslösa", ["visitor"]),
        ("turist, mer än för papperslösa", ["visitor"]),
        ("turist, låg taxa som papperslös eller", ["visitor"]),
        ("turist, får han samma vård som papperslösa", ["visitor"]),
        ("turist, räknas han som papperslös", ["visitor"]),
        ("turist och papperslösa", ["visitor", "undocumented"]),
    ],
)
def test_a_group_that_somebody_is_only_compared_with_is_not_the_patients(text: str, left: list[str]) -> None:
    word = "papperslösa" if "papperslösa" in text else "papperslös"
    found = [phrase(text, "turist", "visitor"), phrase(text, word, "undocumented")]
    assert [item["value"] for item in spoken(text, found, "patient_group")] == left


def test_a_misspelt_group_counts_only_where_the_head_sees_something_of_it() -> None:
    found = [{"value": "eu_any", "confidence_entity": 0.9}, {"value": "visitor", "confidence_entity": 1.0}]
    assert borne_out(found, {"resident": 0.999}) == [found[1]]
    assert borne_out(found, {"resident": 0.9, "eu_any": 0.05}) == found
    assert borne_out(found, {}) == found


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("på turistvisum, det gick ut i våras", "undocumented"),
        ("turistvisum som bara var för tre månader och har löpt ut", "undocumented"),
        ("på turistvisum som inte har gått ut", "visitor"),
        ("på turistvisum. Tiden gick ut för att boka", "visitor"),
        ("turistvisum går ut på fredag", "visitor"),
    ],
)
def test_a_visa_that_has_run_out_is_no_permit(text: str, group: str) -> None:
    assert [item["value"] for item in past_visa(text, [phrase(text, "turistvisum", "visitor")])] == [group]


def test_a_line_of_dashes_behind_a_visa_takes_no_time() -> None:
    text = "på turistvisum " + "-" * 3000 + " Mvh"
    found = [phrase(text, "turistvisum", "visitor")]
    assert past_visa(text, found) == found


def test_who_has_applied_since_the_visa_ran_out_is_an_applicant() -> None:
    text = "kom på turistvisum som gick ut, nu asylsökande"
    found = [phrase(text, "turistvisum", "visitor"), phrase(text, "asylsökande", "asylum_seeker")]
    assert past_visa(text, found) == found[1:]


def test_a_laws_name_is_no_patient() -> None:
    text = "lagen om vård för asylsökande"
    found = [phrase(text, "asylsökande", "asylum_seeker")]
    assert spoken(text, found, "patient_group") == []
    assert likened(text, found) == {"asylum_seeker"}


def test_a_denied_phrase_does_not_count_unless_the_denial_means_something() -> None:
    text = "hon är inte asylsökande och har inget eu-kort"
    denied = phrase(text, "asylsökande", "asylum_seeker", negated=True)
    card = phrase(text, "eu-kort", "eu_card", negated=True)
    assert spoken(text, [denied], "patient_group") == []
    assert turned(card)["value"] == "eu_no_card"
    assert turned(denied) == denied


def test_the_particular_goes_before_the_general_and_the_first_before_its_equals() -> None:
    items = [{"value": "asylum_seeker"}, {"value": "undocumented"}, {"value": "visitor"}]
    assert most_particular(items) == {"value": "undocumented"}
    assert most_particular([]) is None


def test_a_head_decides_among_phrases_only_where_it_is_clear() -> None:
    items = [{"value": "undocumented"}, {"value": "visitor"}]
    assert most_particular(items, {"visitor": 0.9, "undocumented": 0.05}) == {"value": "visitor"}
    assert most_particular(items, {"visitor": 0.4, "undocumented": 0.3}) == {"value": "undocumented"}


def test_a_head_that_is_certain_goes_before_a_more_particular_phrase() -> None:
    items = [{"value": "asylum_seeker"}, {"value": "visitor"}]  # "asylsökande som har lagt 700 kr på besök"
    assert most_particular(items, {"asylum_seeker": 0.98}) == {"value": "asylum_seeker"}
    assert most_particular(items, {"asylum_seeker": 0.8}) == {"value": "visitor"}


def test_a_group_that_makes_another_particular_is_not_outvoted() -> None:
    items = [{"value": "asylum_seeker"}, {"value": "asylum_no_lma"}]  # "asylsökande man utan LMA-kort"
    assert most_particular(items, {"asylum_seeker": 0.98}) == {"value": "asylum_no_lma"}


def test_a_general_group_is_not_voted_above_the_phrase_that_makes_it_particular() -> None:
    items = [{"value": "rejected_any"}, {"value": "rejected_hiding"}]  # "avslag på asylansökan, håller sig undan"
    assert most_particular(items, {"rejected_any": 0.9}) == {"value": "rejected_hiding"}


def test_the_laws_own_term_is_never_taken_for_another_kind_of_care() -> None:
    assert not overruled("vika", {"emergency": 0.95}, 0.65)


def test_a_setting_is_asked_about_only_where_the_head_bears_it_out() -> None:
    items = [{"value": "emergency"}, {"value": "dental"}]
    assert [i["value"] for i in without_settings(items, {"dental": 0.9, "emergency": 0.01})] == ["dental"]
    assert without_settings(items, {}) == items


@pytest.mark.parametrize(
    ("head", "value"),
    [
        ({"undocumented": 0.9}, "undocumented"),
        ({"undocumented": 0.4, "none": 0.3}, None),
        ({"none": 0.9}, None),
        ({}, None),
    ],
)
def test_what_is_learned_speaks_only_when_sure(head: dict[str, float], value: str | None) -> None:
    assert learned(head) == value


@pytest.mark.parametrize(
    ("head", "over"),
    [
        ({"special_grant": 0.9, "medicines": 0.02}, True),
        ({"special_grant": 0.5, "medicines": 0.02}, False),  # not sure
        ({"special_grant": 0.7, "medicines": 0.2}, False),  # it sees the medicines too
        ({"medicines": 0.9}, False),
        ({"none": 0.9}, False),
        ({}, False),
    ],
)
def test_a_phrase_that_the_head_does_not_see_yields_to_what_it_is_sure_of(head: dict[str, float], over: bool) -> None:
    assert overruled("medicines", head, 0.65) is over


@pytest.mark.parametrize(
    ("text", "phrase", "group"),
    [
        ("hon har inget LMA-kort, bara kvitto på ansökan", "inget LMA-kort", "asylum_seeker"),
        ("utan LMA-kort men visar kvittot", "utan LMA-kort", "asylum_seeker"),
        ("utan LMA-kort och kvitto", "utan LMA-kort och kvitto", "asylum_no_lma"),
        ("har inget LMA-kort och kvittot saknas", "inget LMA-kort", "asylum_no_lma"),
        ("har inget LMA-kort och inget kvitto", "inget LMA-kort", "asylum_no_lma"),
    ],
)
def test_a_receipt_stands_in_the_cards_place(text: str, phrase: str, group: str) -> None:
    start = text.index(phrase)
    item = {"entity": "patient_group", "value": "asylum_no_lma", "start": start, "end": start + len(phrase)}
    assert [one["value"] for one in spoken(text, [item], "patient_group")] == [group]


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("räknas han som papperslös då va", "undocumented"),
        ("kan hon bli räknad till de papperslösa", "undocumented"),
        ("är hon papperslös nu?", "undocumented"),
        ("blir familjen då papperslösa", "undocumented"),
        ("is she papperslös i lagens mening then?", "undocumented"),
        # a condition, and what the patient is
        ("är hon papperslös, vad gäller då?", None),
        ("hon är papperslös", None),
        ("papperslös då?", None),
    ],
)
def test_whom_a_group_is_asked_of_is_told_from_who_belongs_to_it(text: str, counted: str | None) -> None:
    word = "papperslösa" if "papperslösa" in text else "papperslös"
    assert counted_as(text, [phrase(text, word, "undocumented")]) == counted


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("fick avslag men bor kvar. papperslös nu alltså", ["rejected_not_hiding"]),
        ("fick avslag, papperslös sedan dess", ["rejected_not_hiding", "undocumented"]),
    ],
)
def test_a_group_that_somebody_makes_of_a_case_is_not_the_patients(text: str, left: list[str]) -> None:
    found = [phrase(text, "fick avslag", "rejected_not_hiding"), phrase(text, "papperslös", "undocumented")]
    assert [item["value"] for item in spoken(text, found, "patient_group")] == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("det står fortfarande LMA på kortet", []),
        ("på kortet står det LMA-kort", []),
        ("hon har LMA-kort", ["asylum_seeker"]),
        ("det står att hon är asylsökande", ["asylum_seeker"]),
    ],
)
def test_what_a_card_says_is_no_group(text: str, left: list[str]) -> None:
    word = "LMA" if "LMA" in text else "asylsökande"
    assert [item["value"] for item in spoken(text, [phrase(text, word, "asylum_seeker")], "patient_group")] == left


@pytest.mark.parametrize(
    ("text", "negated", "value"),
    [
        ("om hon blir folkbokförd, vad händer då", False, "registered"),
        ("när han väl blir folkbokförd", False, "registered"),
        ("hon ska bli folkbokförd i maj", False, "not_registered"),
        ("innan hon blir folkbokförd", False, "not_registered"),
        ("när kan hon bli folkbokförd", False, "not_registered"),
        ("om hon inte hunnit bli folkbokförd", True, "not_registered"),
    ],
)
def test_a_registration_to_come_counts_where_what_it_brings_is_asked(text: str, negated: bool, value: str) -> None:
    word = "blir folkbokförd" if "blir" in text else "bli folkbokförd"
    item = reached(text, phrase(text, word, "not_registered", "registration", negated=negated))
    assert (item["value"], bool(item.get("negated"))) == (value, False)
