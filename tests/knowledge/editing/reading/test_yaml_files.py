from __future__ import annotations

import re
from pathlib import Path

import pytest

from knowledge.editing.reading import yaml_files
from knowledge.editing.reading.problems import KnowledgeError

DOCUMENT = """\
programme:
  id: a

facts:
  - id: a.b.c
    text: Hej
    quote:
      - ett
      - två
  - {id: a.b.d, text: Hej}
"""


def written(folder: Path, content: str | bytes) -> Path:
    path = folder / "fil.yml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        ([], 1),
        (["programme"], 1),
        (["programme", "id"], 2),
        (["facts"], 4),
        (["facts", 0], 5),
        (["facts", 0, "text"], 6),
        (["facts", 0, "quote", 1], 9),
        (["facts", 1, "text"], 10),
        (["facts", 0, "missing"], 5),
        (["facts", 7, "text"], 4),
        (["missing", "text"], 1),
    ],
)
def test_a_place_is_the_line_of_the_deepest_key_that_exists(tmp_path: Path, keys: list[str | int], line: int) -> None:
    assert yaml_files.line_of(yaml_files.load(written(tmp_path, DOCUMENT)), keys) == line


def test_plain_data_holds_no_yaml_types(tmp_path: Path) -> None:
    data = yaml_files.plain(yaml_files.load(written(tmp_path, DOCUMENT)))
    assert data["facts"][1] == {"id": "a.b.d", "text": "Hej"}
    assert {type(data), type(data["programme"])} == {dict}
    assert type(data["facts"]) is list


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("a: [1, 2\nb: 3\n", 1),
        ("a:\n\t- b\n", 2),
        ("a: 1\nb: 2\na: 3\n", 3),
        ("a: *okänd\n", 1),
        ("a: 'ett\n", 1),
        ("a: 1\n---\nb: 2\n", 2),
    ],
)
def test_broken_yaml_is_shown_with_its_line_and_a_remedy(tmp_path: Path, content: str, line: int) -> None:
    with pytest.raises(KnowledgeError) as raised:
        yaml_files.load(written(tmp_path, content))
    [problem] = raised.value.problems
    assert (problem.file, problem.line) == ("fil.yml", line)
    assert problem.message
    assert problem.remedy


@pytest.mark.parametrize(
    ("content", "place", "message"),
    [
        ("a: 1\ntext: Obs: läs detta\n", "fil.yml:2: text:", "ett kolon"),
        ("facts:\n  - text: 'Hej\n    quote: x\n", "fil.yml:2: text:", "har inget slut"),
        ("asks: [ett, två\ntext: x\n", "fil.yml:1: asks:", "har inget slut"),
        ("value: {max: 1\n", "fil.yml:1: value:", "Avsluta med }"),
        ('text: "Hej" du\n', "fil.yml:1: text:", "efter texten inom citattecken"),
        ('text: "a\\q"\n', "fil.yml:1: text:", "omvänt snedstreck"),
        ("text: @hej\n", "fil.yml:1: text:", "inte börja med @"),
        ("text: *hej\n", "fil.yml:1: text:", "inte börja med *"),
        ("text: hej\ntext: då\n", "fil.yml:2: text:", "text står två gånger"),
        ("asks:\n  - ett\n - två\n", "fil.yml:3: -:", "streck (-) är fel indraget"),
        ("asks:\n\t- ett\n", "fil.yml:2: -:", "tabb"),
        ("- a\nb: 1\n", "fil.yml:2: b:", "fel indragen"),
        ("text: ]\n", "fil.yml:1: text:", "går inte att läsa som YAML"),
        ("a: 1\n---\nb: 2\n", "fil.yml:2: -:", "börjar en ny fil"),
        ("a: 1\ntext: \x00\n", "fil.yml:2: text:", "inte är text"),
        ("text: på\n".encode("latin-1"), "fil.yml:1: -:", "UTF-8"),
    ],
)
def test_broken_yaml_is_told_in_plain_swedish(tmp_path: Path, content: str | bytes, place: str, message: str) -> None:
    with pytest.raises(KnowledgeError) as raised:
        yaml_files.load(written(tmp_path, content))
    said = str(raised.value)
    assert said.startswith(place)
    assert message in said
    assert not re.search(r"\b(?:found|expected|but|not|character|while|document|end)\b", said)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"date: 2021-02-30\n", id="impossible date without quotes"),
        pytest.param("text: på sidan\n".encode("latin-1"), id="not UTF-8"),
        pytest.param(b"text: a\x0cb\n", id="form feed, as copied from a PDF"),
    ],
)
def test_what_yaml_cannot_hold_is_shown_as_a_problem(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(KnowledgeError):
        yaml_files.load(written(tmp_path, content))


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    assert yaml_files.load(written(tmp_path, "\ufeffa: å\n".encode())) == {"a": "å"}
