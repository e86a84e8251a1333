"""For every group, age, kind of care and aspect, the composed answer agrees with the table."""

from __future__ import annotations

import datetime
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.care import AGE_CLASSES, CareAnswer, CareQuery, CareTable
from knowledge.care.model import FeeWords
from knowledge.saying.care.answer import answer_care

AMOUNT = re.compile(r"(\d+) kr\b")


def amounts(text: str) -> set[str]:
    return set(AMOUNT.findall(text))


def ask(table: CareTable, today: datetime.date, **query: object) -> CareAnswer:
    return answer_care(table, CareQuery(**query), today)  # type: ignore[arg-type]


@pytest.mark.parametrize("aspect", ["right", "fee"])
def test_every_cell_is_said_as_it_stands(table: CareTable, today: datetime.date, aspect: str) -> None:
    for (group, age, care), cell in table.cells.items():
        if care == "all_care":
            continue
        reply = ask(table, today, group=group, age_class=age, care=care, aspect=aspect)
        place = (group, age, care)
        assert reply.text.startswith("Ja:") == (aspect == "right" and cell.right == "yes"), place
        assert reply.missing is None, place
        assert "{" not in reply.text, place
        if not cell.settled:
            assert (reply.kind, reply.reason) == ("no_answer", "not_in_knowledge"), place
            assert reply.contacts, place
            assert not reply.facts, place
            assert not amounts(reply.text), place
            continue
        rows = [row for row in (cell.fee.row,) if row]
        words = " ".join([cell.condition, *(row.fee for row in rows), *(row.condition for row in rows)])
        assert amounts(reply.text) <= set(re.findall(r"\d+", words)), place
        if aspect == "fee" and cell.right != "no":
            assert (reply.kind == "answer") == (cell.fee.words is not None), place
        else:
            assert reply.kind == "answer", place
        urgent = table.cells[group, age, "emergency"].facts if care == "vika" and cell.right == "no" else ()
        assert set(reply.facts) <= {*cell.facts, *urgent}, place
        assert reply.text.splitlines()[-1].startswith("Källa: "), place
        assert len(reply.text.splitlines()[0].split()) <= 100, (place, len(reply.text.split()))


def test_every_source_carries_the_reply_contract(table: CareTable, today: datetime.date) -> None:
    for group, age, care in table.cells:
        reply = ask(table, today, group=group, age_class=age, care=care)
        for source in reply.sources:
            assert set(source) == {"id", "title", "publisher", "url", "updated", "legal", "quote", "summary"}
            assert source["legal"]
            # what the material notes is nobody's own words: nothing of it may be shown as a quotation
            assert source["quote"] == ""
            assert source["summary"]
            assert source["url"].startswith("http")


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_any_query_gets_one_of_the_three_kinds(table: CareTable, today: datetime.date, data: st.DataObject) -> None:
    query = CareQuery(
        group=data.draw(st.sampled_from([None, *table.groups, *table.umbrellas])),
        age_years=data.draw(st.one_of(st.none(), st.integers(-5, 200))),
        care=data.draw(st.sampled_from([None, *table.cares])),
        aspect=data.draw(st.sampled_from(["right", "fee"])),
        referral=data.draw(st.sampled_from([None, True, False])),
    )
    reply = answer_care(table, query, today)
    assert reply.kind in ("answer", "clarify", "no_answer")
    assert (reply.kind == "clarify") == (reply.missing is not None)
    assert (reply.kind != "answer") == (reply.reason is not None)
    assert not (query.aspect == "fee" and reply.text.startswith("Ja:"))
    assert bool(reply.facts) == bool(reply.sources)


@settings(max_examples=200, deadline=None)
@given(years=st.integers(0, 120), data=st.data())
def test_an_age_in_years_answers_as_its_class(
    table: CareTable, today: datetime.date, years: int, data: st.DataObject
) -> None:
    group = data.draw(st.sampled_from(list(table.groups)))
    care = data.draw(st.sampled_from(list(table.cares)))
    index = sum(years >= limit for limit in (18, 20, 24, 85))
    assert ask(table, today, group=group, age_years=years, care=care) == ask(
        table, today, group=group, age_class=AGE_CLASSES[index], care=care
    )


def test_emergency_department_without_referral_costs_the_ordinary_fee_for_asylum_seekers(
    table: CareTable, today: datetime.date
) -> None:
    reply = ask(table, today, group="asylum_seeker", care="emergency", aspect="fee", referral=False)
    assert "ordinarie patientavgift" in reply.text
    assert "50" not in reply.text.splitlines()[0].split("Lagstöd")[0]


def test_unknown_age_gives_the_adult_rule_and_the_childs(table: CareTable, today: datetime.date) -> None:
    reply = ask(table, today, group="undocumented", care="dental")
    assert reply.kind == "answer"
    assert "50 kr" in reply.text
    assert "Barn under 18 år har rätt till det utan avgift" in reply.text


@pytest.mark.parametrize("care", ["interpreter", "certificate", "emergency"])
def test_what_holds_for_everyone_needs_no_group(table: CareTable, today: datetime.date, care: str) -> None:
    assert ask(table, today, care=care).kind == "answer"


def test_group_is_asked_for_when_it_changes_the_answer(table: CareTable, today: datetime.date) -> None:
    reply = ask(table, today, care="doctor_visit", aspect="fee")
    assert (reply.kind, reply.missing) == ("clarify", "patient_group")
    assert reply.buttons


def test_common_answer_names_its_groups_and_that_others_differ(table: CareTable, today: datetime.date) -> None:
    reply = ask(table, today, care="maternity")
    assert "asylsökande" in reply.text
    assert "Andra grupper" in reply.text
    assert "2013:407" in str(reply.sources)


def test_eu_citizen_alone_is_asked_about(table: CareTable, today: datetime.date) -> None:
    reply = ask(table, today, group="eu_any", care="doctor_visit", aspect="fee")
    assert reply.missing == "patient_group"
    assert len(reply.buttons) == 3


def test_ukrainian_answer_says_what_changes_when_registered(table: CareTable, today: datetime.date) -> None:
    reply = ask(table, today, group="ukraine_any", care="doctor_visit", aspect="fee")
    assert "50 kr" in reply.text
    assert "Är patienten folkbokförd" in reply.text


def test_directive_answer_warns_after_its_last_day(table: CareTable) -> None:
    query = CareQuery(group="directive_not_registered", care="maternity")
    assert "4 mars 2027" not in answer_care(table, query, datetime.date(2027, 3, 4)).text
    assert "4 mars 2027" in answer_care(table, query, datetime.date(2027, 3, 5)).text


def test_fee_read_elsewhere_says_that_vgr_page_was_not_found(table: CareTable, today: datetime.date) -> None:
    text = ask(table, today, group="asylum_seeker", care="maternity", aspect="fee").text
    assert "Region Värmland" in text
    assert "inte på någon VGR-sida" in text


def test_the_law_and_its_day_of_check_stand_in_the_source_line_and_in_the_sources(
    table: CareTable, today: datetime.date
) -> None:
    reply = ask(table, today, group="asylum_seeker", care="doctor_visit")
    body, line = reply.text.split("\n")
    checked = "lagändringar kontrollerade t.o.m. 1 september 2025, inte därefter"
    assert "2008:344" not in body
    assert "Lagstöd: lag 2008:344 6 §" in line
    assert f"({checked})." in line
    assert all(source["legal"].split("; ")[-1] == checked for source in reply.sources)


def test_who_asks_for_the_law_has_it_in_the_answer(table: CareTable, today: datetime.date) -> None:
    body, line = ask(table, today, group="asylum_seeker", care="doctor_visit", with_law=True).text.split("\n")
    assert "Lagstöd: lag 2008:344 6 §" in body
    assert "Lagstöd" not in line


def test_a_right_that_vgr_does_not_state_itself_says_so_in_the_answer(table: CareTable, today: datetime.date) -> None:
    """How old a source is stands in the source line; that it is another region's changes what staff should do."""
    doubtful = 0
    for (group, age, care), cell in table.cells.items():
        row = cell.fee.row if cell.fee.settled and cell.right in ("yes", "assessed") else cell.row
        if care == "all_care" or row is None or row.source is None or row.source.kind in ("vgr", "law"):
            continue
        reply = ask(table, today, group=group, age_class=age, care=care)
        # whoever has a right to all care is answered about that
        if row.id in reply.facts:
            doubtful += 1
            assert "VGR-sida" in reply.text.split("\n")[0], (group, age, care)
    assert doubtful > 500


def test_a_fee_read_in_a_law_says_that_it_was_not_read_with_vgr(table: CareTable, today: datetime.date) -> None:
    body = ask(table, today, group="undocumented", care="doctor_visit", aspect="fee").text.split("\n")[0]
    assert "Avgiften är läst i lagtext, inte på någon VGR-sida." in body


def test_an_overview_of_fees_is_a_sentence_for_each_fee(table: CareTable, today: datetime.date) -> None:
    said = ask(table, today, group="rejected_hiding", age_class="85+", aspect="fee").text
    assert said.startswith("Läkemedel på recept för en minst 85-årig person med avslag som håller sig undan: ")
    assert "Avgiften för läkarbesök och sjukvårdande behandling är inte klarlagd." in said


def test_an_overview_of_fees_says_what_decides_all_of_them(table: CareTable, today: datetime.date) -> None:
    assert "Kort eller intyg får inte krävas." in ask(table, today, group="permit_not_registered", aspect="fee").text


def test_overview_lists_what_an_adult_is_given_with_the_law(table: CareTable, today: datetime.date) -> None:
    text = ask(table, today, group="undocumented").text
    for word in ("vård som inte kan anstå", "mödrahälsovård", "abort", "preventivmedelsrådgivning", "2013:407"):
        assert word in text


@pytest.mark.parametrize(
    ("words", "free"),
    [
        (FeeWords(True, (0,), "avgiftsfritt"), True),
        (FeeWords(True, (0, 50), "0 kr för rådgivningen och 50 kr för besöket"), False),
        (FeeWords(True, (), "som för andra folkbokförda"), False),
    ],
)
def test_free_is_told_by_the_typed_sum_and_not_by_the_wording(words: FeeWords, free: bool) -> None:
    assert words.free is free


def test_free_of_charge_is_only_said_where_the_typed_sum_is_nothing(table: CareTable, today: datetime.date) -> None:
    said = 0
    for group, age, care in table.cells:
        if age != "adult" or care == "all_care":
            continue
        reply = ask(table, today, group=group, care=care)
        if "Barn under 18 år har rätt till det utan avgift" in reply.text:
            said += 1
            words = table.cells[group, "child", care].fee.words
            assert words is not None, (group, care)
            assert words.kronor == (0,), (group, care)
    assert said > 10
