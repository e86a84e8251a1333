from __future__ import annotations

import pytest

from knowledge.saying.about_the_answer import age_answer, nothing_yet, quote_answer, short_answer
from tests.knowledge.factories import day

TODAY = day("2026-11-21")


def source(**fields: str | None) -> dict[str, str | None]:
    given = {"id": "sida", "title": "Titel", "publisher": "KJV", "url": "https://example.org/a", "quote": "Orden"}
    return {**given, "updated": "2021-11-09", "legal": None, **fields}


def test_a_summary_is_told_behind_what_was_answered_and_the_sources_own_words_are_not() -> None:
    summed_up = {**source(quote=""), "summary": "VGR:s handbok"}
    said = quote_answer((), [summed_up], "Sjukresa: högst 40 kr per resa.")
    assert said is not None
    assert said.text.startswith("Sjukresa: högst 40 kr per resa.\n")
    quoted = quote_answer((), [source()], "Sjukresa: högst 40 kr per resa.")
    assert quoted is not None
    assert "40 kr" not in quoted.text


def test_the_words_of_every_source_are_shown_with_where_they_stand() -> None:
    answer = quote_answer(("a.b.c",), [source(), source(quote="Andra ord", url="https://example.org/b")])
    assert answer is not None
    assert answer.text.splitlines() == [
        "Så här står det:",
        "”Orden” (Titel, KJV)",
        "”Andra ord” (Titel, KJV)",
        "https://example.org/a",
        "https://example.org/b",
    ]
    assert (answer.kind, answer.facts, len(answer.sources)) == ("answer", ("a.b.c",), 2)


def test_an_address_is_shown_once() -> None:
    answer = quote_answer((), [source(), source(quote="Andra ord")])
    assert answer is not None
    assert answer.text.count("https://example.org/a") == 1


def test_what_sums_a_source_up_is_called_so_and_stands_in_no_quotation_marks() -> None:
    summed_up = source(legal="lag 2008:344 6 §", url=None, quote="", summary="Vad lagen säger.")
    answer = quote_answer((), [summed_up])
    assert answer is not None
    assert answer.text.splitlines() == [
        "Källans egna ord har jag inte; det här är en sammanfattning av vad den säger:",
        "lag 2008:344 6 §: Vad lagen säger. (sammanfattning av Titel, KJV)",
    ]
    assert "”" not in answer.text


def test_a_source_of_which_nothing_is_cited_is_only_named() -> None:
    answer = quote_answer((), [source(quote="", url=None)])
    assert answer is not None
    assert answer.text.splitlines()[1:] == ["Titel, KJV"]


@pytest.mark.parametrize(
    ("updated", "words"),
    [
        ("2021-11-09", "daterad 9 november 2021, för fem år sedan"),
        ("2021-11-09T13:14", "daterad 9 november 2021, för fem år sedan"),
        ("2024-02", "daterad 2024-02, för två år sedan"),
        ("2023", "daterad 2023, för nästan tre år sedan"),
        (None, "anger inget datum"),
    ],
)
def test_age_is_said_as_exactly_as_the_source_gives_it(updated: str | None, words: str) -> None:
    answer = age_answer((), [source(updated=updated)], TODAY)
    assert answer is not None
    assert words in answer.text
    assert "”Titel” (KJV)" in answer.text


def test_age_is_said_once_for_each_page() -> None:
    answer = age_answer((), [source(), source(quote="Andra ord"), source(title="Annan", updated=None)], TODAY)
    assert answer is not None
    assert len(answer.text.splitlines()) == 2


@pytest.mark.parametrize(
    ("updated", "ending"), [("2021-11-09", "uppdaterad 2021-11-09."), (None, "sidan är odaterad.")]
)
def test_the_short_form_keeps_its_source(updated: str | None, ending: str) -> None:
    answer = short_answer(("a.b.c",), [source(updated=updated)], "Beloppet var 5 kr.")
    assert answer is not None
    first, last = answer.text.splitlines()
    assert first == "Beloppet var 5 kr."
    assert last.startswith("Källa: Titel, KJV")
    assert last.endswith(ending)


def test_without_a_last_answer_there_is_nothing_to_explain() -> None:
    assert quote_answer((), ()) is None
    assert age_answer((), (), TODAY) is None
    assert short_answer((), (), "Text.") is None
    assert short_answer((), (source(),), "") is None


@pytest.mark.parametrize("what", ["quote", "age", "shorter"])
def test_that_there_is_nothing_yet_is_said(what: str) -> None:
    answer = nothing_yet(what)
    assert (answer.kind, answer.reason) == ("no_answer", "unclear")
    assert "Ställ en fråga först" in answer.text
