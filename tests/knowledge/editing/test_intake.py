"""A page that is taken in becomes files that pass every check, and goes again with undo."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.editing.checks.programmes import load_programmes
from knowledge.editing.fetching.model import Reading
from knowledge.editing.form import data_of
from knowledge.editing.history import Who
from knowledge.editing.intake import Intake, NewFact, free_id, intake_changes, intake_problems, page_of
from knowledge.editing.likely_facts import begun
from knowledge.editing.publishing import Publishing, Words, put
from knowledge.editing.reading.pages import load_pages
from knowledge.editing.reading.problems import KnowledgeError
from knowledge.editing.yaml_entry import programme_text, with_event, with_fact
from knowledge.store import Address, open_store
from knowledge.swedish.phrases import Lexicon
from knowledge.words.programmes import ProgrammeHead

TEXT = "Utlysning 2027\n\nAnsökan ska vara inne senast 31 maj 2027.\nMaxbeloppet är 250 000 kronor.\n"
WORDS = Words("Ny sida", "Ny utlysning.", ("utlysning-2027",))
EDITOR = Who("Anna")


def intake(*names: str, url: str = "https://example.org/utlysning-2027") -> Intake:
    page = page_of(Reading(TEXT), "utlysning-2027", url, "2026-12-01", title="Utlysning 2027", publisher="KJV")
    head = ProgrammeHead(
        id=page.id, page=page.id, name="Utlysning 2027", definite="utlysningen", kind="grant", names=list(names)
    )
    return Intake(page, TEXT, head)


def fact(quote: str, event: tuple[str, str] | None = None) -> NewFact:
    return NewFact(data_of({**begun(quote, "utlysning-2027"), "asks": "en fråga\ntvå frågor\ntre frågor"}), event)


def test_a_page_its_programme_and_its_facts_are_published_together_and_go_together(
    publishing: Publishing, root: Path, store: Address
) -> None:
    facts = [
        fact("Ansökan ska vara inne senast 31 maj 2027.", ("closes", "2027-05-31")),
        fact("Maxbeloppet är 250 000 kronor."),
    ]
    changes = intake_changes(root, intake("Utlysningen 2027"), facts)
    sha = publishing.publish(changes, WORDS, author=EDITOR, publisher=EDITOR)
    assert store.file
    found = open_store(store.file)
    assert found.names == {"utlysning-2027": ("Utlysning 2027", "Utlysningen 2027")}
    assert found.programmes["utlysning-2027"].events[0].event == "closes"
    assert [key for key in found.facts if key.startswith("utlysning-2027.")] == [
        "utlysning-2027.deadline.1",
        "utlysning-2027.amount.1",
    ]
    publishing.undo(sha, "Ångrat", publisher=EDITOR)
    assert "utlysning-2027" not in open_store(store.file).programmes
    assert not (root / "facts" / "utlysning-2027.yml").exists()


def test_a_page_without_a_programme_is_a_page_only(root: Path) -> None:
    whole = intake()
    changes = intake_changes(root, Intake(whole.page, whole.text, None))
    assert [change.name for change in changes] == ["sources/utlysning-2027.txt", "sources/pages.yml"]


@pytest.mark.parametrize(
    ("made", "field", "words"),
    [
        (intake("KJV"), "names", "för kort"),
        (intake("utlysning 2021"), "names", "betyder redan Utlysning 2021"),
        (intake("utlysningen"), "names", "betyder redan Utlysning 2021"),
        (intake("Färdplan – länsgemensam strategi"), "names", "betyder redan"),
        (
            intake(url="https://www.vardsamverkan.se/dokument/fardplan--lansgemensam-strategi-for-god-och-nara-vard"),
            "url",
            "Sidan finns redan",
        ),
    ],
)
def test_what_is_taken_or_says_too_little_is_told_by_field(root: Path, made: Intake, field: str, words: str) -> None:
    pages = load_pages(root / "sources")
    programmes = {one.id: one for one in load_programmes(root / "facts", pages)}
    lexicons = [
        Lexicon("programme", {"fardplan": ("färdplan länsgemensam strategi",), "utlysning-2021": ("utlysning 2021",)}),
        Lexicon("programme_hint", {"utlysning-2021": ("utlysningen",)}),
    ]
    [problem] = intake_problems(made, pages, programmes, lexicons)
    assert problem.field == field
    assert words in problem.message


def test_an_id_is_free_and_of_the_title() -> None:
    assert free_id("Utlysning 2027 – för alla", ["x"]) == "utlysning-2027-for-alla"
    assert free_id("Utlysning", ["utlysning", "utlysning-2"]) == "utlysning-3"
    assert free_id("–", []) == "sida"


def test_an_event_comes_changes_and_goes_and_the_rest_of_the_file_stays() -> None:
    written = with_fact(programme_text(intake("x-namnet").head.dict()), dict(fact("Sista dag är 31 maj 2027.").data))  # type: ignore[union-attr]
    key = "utlysning-2027.deadline.1"
    with_one = with_event(written, key, "closes", "2027-05-31")
    assert f"timeline:\n  - {{event: closes, date: 2027-05-31, fact: {key}}}\n" in with_one
    assert with_event(with_one, key, "closes", "2027-05-31") == with_one
    other = with_event(with_one, key, "ends", "2027-06-30")
    assert "closes" not in other
    assert with_event(other, key, None, "").replace("\n\n\n", "\n\n") == written


@pytest.mark.parametrize(("name", "words"), [("KJV", "för kort"), ("God och nära vård i glesbygd", "betyder redan")])
def test_the_build_refuses_a_name_that_is_taken_or_says_too_little(root: Path, name: str, words: str) -> None:
    changes = intake_changes(root, intake(name), [fact("Maxbeloppet är 250 000 kronor.")])
    put(root, {change.name: change.after for change in changes})
    with pytest.raises(KnowledgeError, match=words):
        load_programmes(root / "facts", load_pages(root / "sources"))
