"""What is suggested while somebody types: one whole question for each thing, and none twice."""

from __future__ import annotations

from knowledge.showing import Base


def test_a_question_stands_once_and_is_one(base: Base) -> None:
    questions = [one.question for one in base.suggestions]
    assert len(questions) > 100
    assert len(set(questions)) == len(questions)
    assert all(words.endswith("?") and words[0].isupper() for words in questions)


def test_a_thing_has_one_question_of_its_wordings(base: Base) -> None:
    questions = {one.question.rstrip("?").lower() for one in base.suggestions}
    asks = base.knowledge.asks
    of_thing: dict[str, set[str]] = {}
    for one, words in zip(asks.facts, asks.texts, strict=True):
        if words.rstrip("?").lower() in questions:
            of_thing.setdefault(one, set()).add(words.rstrip("?").lower())
    shared = {words for found in of_thing.values() for words in found}
    assert len(of_thing) > 50
    assert len(shared) <= len(of_thing)


def test_another_wording_finds_it(base: Base) -> None:
    found = [one for one in base.suggestions if any(word.startswith("maxbelopp") for word in one.words)]
    assert found
    assert all("maxbelopp" not in one.question.lower().split() for one in found if "maxbelopp" in one.words)


def test_the_table_is_suggested_by_group_and_care(base: Base) -> None:
    found = {one.question for one in base.suggestions if {"papperslös", "kostar"} <= set(one.words)}
    assert "Vad betalar en vuxen tillståndslös för tandvård?" in found
