"""A name that may mean more than one person or title is answered with all of them, each with its page."""

from __future__ import annotations

import pytest

from knowledge.answering.namesakes import answer_namesakes, namesakes
from knowledge.store import Knowledge
from knowledge.words.programmes import Programme
from tests.knowledge.factories import day, make_fact, make_knowledge, make_programme, make_query

TODAY = day("2026-11-29")


def person(programme: str, name: str, role: str) -> Programme:
    fact = make_fact(
        f"{programme}.contact.who",
        type="contact",
        value={"name": name, "role": role},
        text=f"Kontakt är {name}, {role}.",
        quote=[f"{name} {role}"],
    )
    return make_programme(programme, [fact])


KNOWN = make_knowledge(
    person("rosor", "Malin Ek", "strateg"),
    person("liljor", "Malin Söder", "utvecklare"),
    person("tulpaner", "Vera Nord", "samordnare"),
    person("astrar", "Vera Nord", "utvecklare"),
    person("pioner", "Ada Lind", "strateg"),
    person("syrener", "Ada Lind", "strateg"),
)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("hur når jag Malin?", {"rosor", "liljor"}),
        ("vad är Malins titel?", {"rosor", "liljor"}),
        ("hur når jag Malin Ek?", set()),
        ("hur når jag Malin Soder?", set()),
        ("vem är Vera Nord?", {"tulpaner", "astrar"}),
        ("vem är Vera?", {"tulpaner", "astrar"}),
        ("vem är Ada Lind?", set()),
        ("vem ringer jag?", set()),
        # a number is not told by two titles, but two people have two
        ("vilket telefonnummer har Vera Nord?", set()),
        ("vilket nummer har Malin?", {"rosor", "liljor"}),
    ],
)
def test_who_may_be_meant(question: str, expected: set[str]) -> None:
    assert {fact.id.split(".")[0] for fact in namesakes(KNOWN, make_query(question))} == expected


@pytest.mark.parametrize(
    "fields",
    [{"said": {"programme": "rosor"}}, {"said": {"programme_hint": "rosor"}}, {"slots": {"programme": "rosor"}}],
)
def test_a_page_that_is_named_or_spoken_of_decides(fields: dict[str, dict[str, str]]) -> None:
    assert namesakes(KNOWN, make_query("hur når jag Malin?", **fields)) == []


def test_a_conversation_about_another_page_does_not() -> None:
    assert len(namesakes(KNOWN, make_query("hur når jag Malin?", slots={"programme": "pioner"}))) == 2


def test_each_is_said_with_their_page_and_its_own_words() -> None:
    reply = answer_namesakes(KNOWN, namesakes(KNOWN, make_query("vem är Malin?")), TODAY, 1.0)
    lines = reply.text.split("\n")
    assert lines[1:3] == ["Rosor: Kontakt är Malin Ek, strateg.", "Liljor: Kontakt är Malin Söder, utvecklare."]
    assert [source["quote"] for source in reply.sources] == ["Malin Ek strateg", "Malin Söder utvecklare"]
    assert [person["name"] for person in reply.contacts] == ["Malin Ek", "Malin Söder"]


def test_the_real_pages_two_titles_and_two_first_names(real: Knowledge) -> None:
    titles = answer_namesakes(real, namesakes(real, make_query("vem är Sofia Nilsson?")), TODAY, 1.0)
    assert "regionutvecklare" in titles.text
    assert "regional samordnare för migrationsfrågor" in titles.text
    assert "Utlysning 2021" in titles.text
    assert [person["role"] for person in titles.contacts] == [
        "Regional samordnare för migrationsfrågor i hälso- och sjukvården",
        "Regionutvecklare",
    ]
    both = answer_namesakes(real, namesakes(real, make_query("jag söker Malin")), TODAY, 1.0)
    assert "Malin Sköld" in both.text
    assert "Malin Swärd Davidsson" in both.text
    for reply in (titles, both):
        assert len(reply.text) <= 650
