from __future__ import annotations

import json

from knowledge.words.answer import Answer, Button, Source
from knowledge.words.vocabulary import CARE_QUESTIONS, KINDS, PAGE_QUESTIONS, QUESTIONS, REASONS

CONTRACT = {"kind", "reason", "facts", "status", "statuses", "sources", "contacts", "figures", "page", "understood"}
SOURCE = {"id", "title", "publisher", "url", "updated", "legal", "quote", "summary"}


def make_source(**fields: str) -> Source:
    given = {"id": "sida", "title": "Titel", "publisher": "KJV", "url": "https://example.org", "quote": "Ord"}
    return Source(**{**given, "updated": "2021-11-09", **fields})


def test_the_contract_has_its_keys_and_no_others() -> None:
    answer = Answer(
        "answer", "Text", facts=("a.b.c",), sources=(make_source().as_reply(),), contacts=({"name": "Anna"},)
    )
    contract = answer.contract()
    assert set(contract) == CONTRACT
    assert set(contract["sources"][0]) == SOURCE
    assert contract["facts"] == ["a.b.c"]


def test_an_empty_answer_has_the_whole_contract_too() -> None:
    assert Answer("no_answer", "Nej", reason="unclear").contract() == {
        "kind": "no_answer",
        "reason": "unclear",
        "facts": [],
        "status": None,
        "statuses": [],
        "sources": [],
        "contacts": [],
        "figures": [],
        "page": None,
        "understood": [],
    }


def test_the_contract_can_be_sent_as_json() -> None:
    answer = Answer(
        "answer",
        "Text",
        sources=(make_source(legal="lag 2008:344 6 §").as_reply(),),
        understood=({"slot": "patient_age", "value": "adult", "label": "vuxen", "choices": [{"title": "barn"}]},),
        buttons=(Button("a", "b"),),
    )
    assert json.loads(json.dumps(answer.contract())) == answer.contract()


def test_the_contract_shares_nothing_with_the_answer() -> None:
    source = make_source().as_reply()
    part = {"label": "vuxen", "choices": [{"title": "barn", "payload": "barn"}]}
    contract = Answer("answer", "Text", sources=(source,), understood=(part,)).contract()
    contract["sources"][0]["title"] = "annat"
    contract["understood"][0]["choices"][0]["title"] = "annat"
    assert source["title"] == "Titel"
    assert part["choices"] == [{"title": "barn", "payload": "barn"}]


def test_what_was_understood_goes_out_with_its_choices() -> None:
    part = {"slot": "patient_age", "value": "adult", "label": "vuxen", "person": None, "span": None, "inferred": True}
    choices = ({"title": "barn", "payload": "barn"},)
    answer = Answer("answer", "Text", understood=({**part, "choices": choices}, part))
    assert answer.contract()["understood"] == [{**part, "choices": list(choices)}, {**part, "choices": []}]


def test_the_vocabulary_has_no_word_twice() -> None:
    for words in (KINDS, REASONS, QUESTIONS):
        assert len(set(words)) == len(words)
    assert not set(PAGE_QUESTIONS) & set(CARE_QUESTIONS)
