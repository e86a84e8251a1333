"""Answers out of a page without facts: quoted with source and status, and never where facts are written."""

from __future__ import annotations

import dataclasses
import datetime
from pathlib import Path

import pytest

from knowledge.answering import Answerer
from knowledge.answering.quoting import QUOTED_WORDS, excerpt, pages_without_facts
from knowledge.editing.build import Contents, build
from knowledge.editing.reading.pages import SavedPage
from knowledge.limits import GATES
from knowledge.search import Evidence, Hit, PassageSearch
from knowledge.store import Store
from knowledge.words.answer import Answer
from knowledge.words.programmes import Programme
from tests.knowledge.factories import encode, make_fact, make_page, make_programme, make_query, no_care

TODAY = datetime.date(2026, 12, 1)
RENT = "Hyra av lokal för utbildning ersätts med högst hälften av kostnaden."
PAGE = f"Rubrik\n\nHyra av lokal\n\n{RENT}\n\nResor\n\nResor med tåg till utbildningen ersätts inte alls.\n"


def answerer(tmp_path: Path, programme: Programme | None) -> Answerer:
    """A page without facts, perhaps with a head and timeline, beside a page with facts."""
    full = make_programme("bidrag", [make_fact("bidrag.amount.a", asks=["hur stort är bidraget"])])
    pages = {
        "bidrag": SavedPage(make_page("bidrag"), "Rubrik\n\nBidraget är fem kronor om året.\n"),
        "nytt": SavedPage(make_page("nytt", title="Nya stödet", updated="2024-02-03"), PAGE),
    }
    contents = Contents(pages, [full, programme] if programme else [full], no_care())
    out = tmp_path / "k.sqlite"
    build(contents, out, queries=encode, passages=encode, mask=str, encoder="fake")
    store = Store(out)
    opened = store.load()
    gates = dataclasses.replace(GATES, passage=0.0)
    return Answerer(opened.knowledge, opened.care, gates, PassageSearch(store, opened.id))


def with_timeline(*timeline: tuple[str, str]) -> Programme:
    fact = make_fact("stodet.deadline.a", asks=["sista dagen för stödet"])
    return make_programme("stodet", [fact], timeline=timeline, page="nytt", name="Nya stödet")


def ask(answerer: Answerer, question: str = "ersätts hyra av lokal", **query: object) -> Answer:
    return answerer.answer(make_query(question, **query), TODAY)  # type: ignore[arg-type]


def test_a_page_without_facts_answers_in_its_own_words(tmp_path: Path) -> None:
    answer = ask(answerer(tmp_path, None))
    assert answer.kind == "answer"
    assert f"”{RENT}”" in answer.text
    assert "under ”Hyra av lokal”" in answer.text
    assert answer.text.endswith("Källa: Nya stödet, Västra Götalandsregionen, uppdaterad 2024-02-03.")
    [source] = answer.sources
    assert (source["id"], source["quote"], source["updated"]) == ("nytt", RENT, "2024-02-03")
    assert (answer.facts, answer.status, answer.programme) == ((), None, None)


def test_a_grant_that_is_over_is_said_first(tmp_path: Path) -> None:
    answer = ask(answerer(tmp_path, with_timeline(("closes", "2024-03-01"))))
    assert answer.kind == "answer"
    assert answer.text.splitlines()[0].startswith("Nya stödet stängde 1 mars 2024, för nästan tre år sedan")
    assert answer.status == {"state": "closed", "since": "2024-03-01"}
    assert answer.programme == "stodet"
    assert answer.short.startswith("Nya stödet stängde")


def test_an_open_grant_is_not_introduced_as_over(tmp_path: Path) -> None:
    answer = ask(answerer(tmp_path, with_timeline(("starts", "2024-01-01"), ("closes", "2030-03-01"))))
    assert answer.text.startswith("Jag har inget färdigt svar")
    assert answer.status == {"state": "open", "since": "2024-01-01"}


def test_a_page_with_facts_is_never_quoted(tmp_path: Path) -> None:
    written = make_programme(
        "stodet",
        [make_fact("stodet.purpose.a", asks=["vad gäller för stödet"])],
        page="nytt",
    )
    assert ask(answerer(tmp_path, written)).kind == "no_answer"


def test_what_is_out_of_scope_stays_refused(tmp_path: Path) -> None:
    made = answerer(tmp_path, None)
    assert ask(made, out_of_scope=0.29).kind == "answer"
    assert ask(made, out_of_scope=0.3).kind == "no_answer"


def test_a_question_about_another_programme_is_not_answered_from_the_page(tmp_path: Path) -> None:
    made = answerer(tmp_path, with_timeline(("closes", "2024-03-01")))
    assert ask(made, "ersätts hyra av lokal", said={"programme": "bidrag"}).kind == "no_answer"
    assert ask(made, "ersätts hyra av lokal", said={"programme": "stodet"}).kind == "answer"


def test_below_the_gate_it_is_refused(tmp_path: Path) -> None:
    made = answerer(tmp_path, None)
    made._passages._gates = dataclasses.replace(GATES, passage=9.0)  # type: ignore[union-attr]
    assert ask(made).kind == "no_answer"


def test_pages_without_facts_are_told_from_those_with(tmp_path: Path) -> None:
    assert pages_without_facts(answerer(tmp_path, None).knowledge) == {"nytt"}
    assert pages_without_facts(answerer(tmp_path, with_timeline(("closes", "2024-03-01"))).knowledge) == {"nytt"}


def hit(text: str, sentence: int) -> Hit:
    return Hit(1, "nytt", "Rubrik", text, 0.0, Evidence(0.9, 0.9, 1.0, 1.0), sentence)


@pytest.mark.parametrize("sentence", [0, 10, 19])
def test_of_a_long_passage_whole_sentences_around_the_nearest_are_quoted(sentence: int) -> None:
    parts = [f"Mening nummer {at} handlar om något helt eget ämne." for at in range(20)]
    quoted = excerpt(hit(" ".join(parts), sentence))
    assert parts[sentence] in quoted
    assert len(quoted.split()) <= QUOTED_WORDS + 2
    assert quoted.startswith("[…]") == (sentence > 0)
    assert quoted.endswith("[…]") == (sentence < 19)


def test_a_short_passage_is_quoted_whole() -> None:
    assert excerpt(hit(RENT, 0)) == RENT
