"""A name that came with facts is found beside the lexicons' phrases, as soon as its build has come."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from knowledge.editing.build import Contents, build
from knowledge.editing.reading.pages import SavedPage
from knowledge.store import Address
from knowledge.swedish.phrases import Lexicon, PhraseFinder
from knowledge.understanding.naming import without_names
from knowledge.understanding.published_names import NamesFinder, PublishedNames
from tests.knowledge.factories import encode, make_fact, make_page, make_programme, no_care

LEXICONS = [
    Lexicon("programme", {"utlysning-2021": ("utlysning 2021", "KJV:s utlysning")}),
    Lexicon("programme_hint", {"utlysning-2021": ("utlysningen", "utlysning")}),
]


def write(out: Path, names: Sequence[str]) -> None:
    made = make_programme("lyftet", [make_fact("lyftet.amount.a")])
    head = made.programme.copy(update={"name": "Utlysning 2027", "names": list(names)})
    contents = Contents(
        {"lyftet": SavedPage(make_page("lyftet"), "Ord.")}, [made.copy(update={"programme": head})], no_care()
    )
    build(contents, out, queries=encode, passages=encode, mask=str, encoder="none")


@pytest.fixture(scope="module")
def language() -> Language:
    language = spacy.blank("sv")
    language.add_pipe("lemmatizer", config={"mode": "lookup"})
    language.initialize()
    return language


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "k.sqlite"


@pytest.fixture
def finder(language: Language, out: Path) -> NamesFinder:
    return NamesFinder(language, PhraseFinder(language, LEXICONS), PublishedNames(Address.of(out)))


def found(finder: NamesFinder, language: Language, text: str) -> list[tuple[str, str, str]]:
    return [(one.entity, one.value, text[one.start : one.end]) for one in finder.current().find(language(text))]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("när stänger utlysning 2027", "utlysning 2027"),
        ("när stänger KJV:s utlysning 2027", "utlysning 2027"),
        ("vem får söka halsolyftet", "halsolyftet"),
        ("vem får söka hälso lyftet då", "hälso lyftet"),
    ],
)
def test_a_name_is_found_once_it_is_published_and_no_longer_when_it_is_taken_back(
    finder: NamesFinder, language: Language, out: Path, text: str, words: str
) -> None:
    write(out, [])
    assert ("programme", "lyftet", words) not in found(finder, language, text)
    write(out, ["Hälsolyftet"])
    assert [one for one in found(finder, language, text) if one[0] == "programme"] == [("programme", "lyftet", words)]
    write(out, [])
    assert ("programme", "lyftet", words) not in found(finder, language, text)


def test_what_the_lexicons_name_stays(finder: NamesFinder, language: Language, out: Path) -> None:
    write(out, ["Hälsolyftet"])
    assert found(finder, language, "gäller utlysning 2021 än") == [("programme", "utlysning-2021", "utlysning 2021")]
    assert found(finder, language, "gäller utlysningen än") == [("programme_hint", "utlysning-2021", "utlysningen")]


def test_without_a_store_the_lexicons_are_enough(finder: NamesFinder, language: Language) -> None:
    assert found(finder, language, "gäller utlysning 2021 än")[0][1] == "utlysning-2021"


def test_the_names_last_known_stay_while_the_store_is_away(finder: NamesFinder, language: Language, out: Path) -> None:
    write(out, ["Hälsolyftet"])
    assert found(finder, language, "om hälsolyftet")
    out.unlink()
    assert found(finder, language, "om hälsolyftet")


def test_a_published_name_is_taken_out_of_the_question_whatever_it_holds() -> None:
    assert without_names("vem får söka hälsolyftet", [(13, 24)]) == "vem får söka hälsolyftet"
    assert without_names("vem får söka hälsolyftet", [(13, 24)], {(13, 24)}) == "vem får söka"
