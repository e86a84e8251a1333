from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest

from bot.evaluation.conversations.reading import read
from knowledge.editing.reading.problems import KnowledgeError

GOOD = """\
today: 2026-11-21
conversations:
  - id: ett
    today: [2021-11-01, 2021-11-23]
    turns:
      - say: hej
        kind: answer
        status: closed
        at:
          2021-11-01: {status: open, since: null}
  - id: två
    turns:
      - say: hej
        kind: [answer, no_answer]
      - press: Färdplanen
        kind: answer
"""


def written(folder: Path, content: str, name: str = "fil.yml") -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


def problems(*paths: Path) -> list[str]:
    with pytest.raises(KnowledgeError) as raised:
        read(list(paths))
    return [f"{one.file}:{one.line}: {one.field}" for one in raised.value.problems]


def test_conversations_are_read_with_their_lines_and_days(tmp_path: Path) -> None:
    first, second = read([written(tmp_path, GOOD)])
    assert (first.id, first.line, first.turns[0].line, first.topic) == ("ett", 3, 6, "fil")
    assert first.today == [datetime.date(2021, 11, 1), datetime.date(2021, 11, 23)]
    assert second.today == [datetime.date(2026, 11, 21)]
    assert second.turns[1].said == "[Färdplanen]"


def test_a_day_replaces_single_fields(tmp_path: Path) -> None:
    turn = read([written(tmp_path, GOOD)])[0].turns[0]
    assert turn.expected_on(datetime.date(2021, 11, 1)).status == "open"
    assert turn.expected_on(datetime.date(2021, 11, 23)).status == "closed"
    assert turn.expected_on(datetime.date(2021, 11, 1)).kind == ["answer"]


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("status: closed", "status: stängd", "fil.yml:8: turns.0.status"),
        ("status: closed", "must: ['(']", "fil.yml:8: turns.0.must.0"),
        ("status: closed", "sourse: x", "fil.yml:8: turns.0.sourse"),
        ("kind: [answer, no_answer]", "must: [x]", "fil.yml:13: turns.0.kind"),
        ("kind: [answer, no_answer]", "kind: svar", "fil.yml:14: turns.0.kind.0"),
        ("- press: Färdplanen\n        kind", "- kind", "fil.yml:15: turns.1"),
        ("2021-11-01: {status", "2021-11-02: {status", "fil.yml:3: -"),
        ("id: två", "id: ett", "fil.yml:11: id"),
        ("today: [2021-11-01, 2021-11-23]", "today: []", "fil.yml:4: today"),
        ("today: [2021-11-01, 2021-11-23]", "today: [igår]", "fil.yml:4: today"),
        ("- say: hej\n        kind: [", "- press: x\n        kind: [", "fil.yml:12: turns"),
        ("conversations:", "samtal:", "fil.yml:1: conversations"),
        ("today: 2026-11-21\n", "dag: 2026-11-21\n", "fil.yml:1: dag"),
    ],
)
def test_a_fault_is_placed_and_has_a_remedy(tmp_path: Path, old: str, new: str, place: str) -> None:
    assert old in GOOD
    assert problems(written(tmp_path, GOOD.replace(old, new))) == [place]


def test_all_faults_of_all_files_come_at_once(tmp_path: Path) -> None:
    one = written(tmp_path, GOOD.replace("closed", "stängd").replace("[answer, no_answer]", "svar"), "a.yml")
    other = written(tmp_path, "{", "b.yml")
    assert len(problems(one, other, tmp_path / "c.txt", tmp_path / "saknas.yml")) == 5


def test_the_words_of_a_fault_are_swedish_sentences(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError) as raised:
        read([written(tmp_path, GOOD.replace("status: closed", "status: stängd"))])
    assert "”stängd” är inget tillåtet värde. Välj något av: upcoming, open, closed, ended, none." in str(raised.value)


def test_lines_of_json_are_read_as_conversations(tmp_path: Path) -> None:
    turn = {"say": "hej", "kind": "answer", "must": [], "must_not": ["x"], "source": ["sida"]}
    line = json.dumps({"id": "a", "topic": "småprat", "skill": "chitchat", "turns": [turn], "note": "n"})
    [found] = read([written(tmp_path, f"\n{line}\n", "fil.jsonl")])
    assert (found.topic, found.line, found.turns[0].sources, found.turns[0].must) == ("småprat", 2, ["sida"], None)


@pytest.mark.parametrize("line", ["{", "[]", "3"])
def test_a_broken_line_of_json_is_placed(tmp_path: Path, line: str) -> None:
    assert problems(written(tmp_path, f"\n{line}\n", "fil.jsonl")) == ["fil.jsonl:2: -"]


def test_an_empty_folder_is_a_fault(tmp_path: Path) -> None:
    assert problems(tmp_path) == [f"{tmp_path}:1: -"]
