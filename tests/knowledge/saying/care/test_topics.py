"""The facts beside the table: what may be said of the material, and how what it lacks is said."""

from __future__ import annotations

import datetime
import re

import pytest

from knowledge.care import CareTable
from knowledge.editing.care.topic_check import in_swedish, topic_faults
from knowledge.saying.care.topics import answer_topic
from knowledge.swedish.mentions import find

NAMES = ("Region Värmland",)


def keys(text: str, *quotes: str, legal: tuple[str, ...] = ()) -> list[str]:
    return [key for key, _ in topic_faults(text, quotes, legal, NAMES)]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Kvittot får vara högst 30 dagar gammalt.", "not older than 30 days"),
        ("Anmälan görs inom fyra veckor.", "report within four weeks"),
        ("Beloppet är 3 740 kr till och med 18 år.", "3,740 kr (to 18)"),
        ("Regeln gäller från den 1 november 2024.", "| 1 Nov 2024 | the rule applies |"),
        ("Taket gäller inte dem.", "the cap does not bind for them"),
        ("Vård som inte kan anstå är mer än akut vård.", "Wider than emergency care."),
        ("Avgiften är 50 kr enligt Region Värmland. Någon VGR-sida är inte läst.", "50 kr"),
    ],
)
def test_what_the_material_says_may_be_said(text: str, quote: str) -> None:
    assert keys(text, quote) == []


@pytest.mark.parametrize(
    ("text", "quote", "key"),
    [
        ("Kvittot får vara högst 30 veckor gammalt.", "not older than 30 days", "unit_not_in_quote"),
        ("Kvittot får vara högst 14 dagar gammalt.", "not older than 30 days", "number_not_in_quote"),
        ("Regeln gäller från den 2 november 2024.", "| 1 Nov 2024 | the rule applies |", "number_not_in_quote"),
        ("Taket gäller dem.", "the cap does not bind for them", "denial_lost"),
        ("Taket gäller inte dem.", "the cap must bind for them", "denial_not_in_quote"),
        ("Tolk ska inte erbjudas.", "Tolk ska erbjudas.", "denial_not_in_quote"),
        ("Barn ska tolka.", "Barn ska inte tolka.", "denial_lost"),
        ("Det gäller hos Region Halland.", "Det gäller.", "name_not_in_quote"),
        ("Ring 031-12 34 56.", "Ring.", "contact_not_in_quote"),
        ("Mejla fraga@vgregion.se.", "Mejla.", "contact_not_in_quote"),
        ("De betalar halva kostnaden.", "De betalar kostnaden.", "number_not_in_quote"),
    ],
)
def test_what_the_material_does_not_say_is_a_fault(text: str, quote: str, key: str) -> None:
    assert key in keys(text, quote)


def test_a_paragraph_supports_its_numbers() -> None:
    assert keys("Det står i 6 kap. 15 §.", "Det står där.", legal=("lag 2010:659 6 kap. 15 §",)) == []


def test_english_thousands_and_ages_are_read_as_swedish_ones() -> None:
    assert {"5635", "61"} <= find(in_swedish("5,635 kr (61+)")).numbers


def test_what_the_sources_do_not_give_is_no_answer_and_names_whom_to_ask(
    table: CareTable, today: datetime.date
) -> None:
    open_ones = [topic for topic in table.topics.values() if not topic.settled]
    assert len(open_ones) >= 5
    for topic in open_ones:
        reply = answer_topic(table, topic.id, today)
        assert (reply.kind, reply.reason) == ("no_answer", "not_in_knowledge"), topic.id
        assert reply.contacts, topic.id
        assert table.contacts[topic.ask[0]].name in reply.text, topic.id


def test_no_sum_is_given_for_the_ordinary_fee(table: CareTable, today: datetime.date) -> None:
    assert not re.search(r"\d\s?kr", answer_topic(table, "care-rights.fee.ordinary-fee", today).text)


def test_whoever_hears_that_a_receipt_is_enough_hears_how_old_it_may_be(table: CareTable) -> None:
    silent = [
        topic.id for topic in table.topics.values() if "kvitto" in topic.text.lower() and "30 dagar" not in topic.text
    ]
    assert silent == []


@pytest.mark.parametrize(
    "topic", ["care-rights.disclosure.no-reporting", "care-rights.disclosure.duty-to-report-inquiry"]
)
def test_the_first_sentence_on_reporting_denies_duty_and_deed(table: CareTable, topic: str) -> None:
    first = table.topics[topic].text.split(". ")[0]
    assert re.search(r"ska inte anmäla patienter till Migrationsverket", first)
    assert re.search(r"omfattas inte av den föreslagna anmälningsplikten", first)
