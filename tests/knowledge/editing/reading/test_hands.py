"""Ways of asking by many hands: read whole or refused with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.editing.build import read
from knowledge.editing.reading.hands import load_asks
from knowledge.editing.reading.problems import KnowledgeError

KNOWN = {"a.definition.one", "a.definition.two"}


def test_the_asks_of_all_hands_come_in_order(tmp_path: Path) -> None:
    (tmp_path / "b.jsonl").write_text('{"fact": "a.definition.two", "text": "och två då?"}\n', encoding="utf-8")
    (tmp_path / "a.jsonl").write_text('{"fact": "a.definition.one", "text": "vad är ett?"}\n', encoding="utf-8")
    assert load_asks(tmp_path, KNOWN) == [("a.definition.one", "vad är ett?"), ("a.definition.two", "och två då?")]


def test_no_folder_is_no_hand(tmp_path: Path) -> None:
    assert load_asks(tmp_path / "none", KNOWN) == []


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("inte json", "text"),
        ('{"fact": "a.definition.one"}', "text"),
        ('{"fact": "a.definition.one", "text": " "}', "text"),
        ('{"fact": "a.definition.one", "text": "vad?", "more": 1}', "text"),
        ('{"fact": "a.definition.three", "text": "vad är tre?"}', "fact"),
    ],
)
def test_a_line_that_cannot_be_used_is_named(tmp_path: Path, line: str, field: str) -> None:
    good = '{"fact": "a.definition.one", "text": "vad är ett?"}'
    (tmp_path / "hand.jsonl").write_text(f"{good}\n{line}\n", encoding="utf-8")
    with pytest.raises(KnowledgeError) as fault:
        load_asks(tmp_path, KNOWN)
    assert [(p.file, p.line, p.field) for p in fault.value.problems] == [("hand.jsonl", 2, field)]


def test_one_sentence_asks_for_one_fact(tmp_path: Path) -> None:
    lines = '{"fact": "a.definition.one", "text": "vad är det?"}\n{"fact": "a.definition.two", "text": "Vad är det?"}\n'
    (tmp_path / "hand.jsonl").write_text(lines, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"hand\.jsonl:2: text: .*a\.definition\.one, a\.definition\.two"):
        load_asks(tmp_path, KNOWN)


def test_every_fact_gap_topic_and_overview_is_asked_for_by_several_hands() -> None:
    contents = read()
    asked = {fact for fact, _ in contents.asks}
    everything = {item.id for programme in contents.programmes for item in [*programme.facts, *programme.gaps]}
    assert asked == everything | {*contents.care.topics, *contents.overviews}
