from __future__ import annotations

import json
from pathlib import Path

import pytest
from ruamel.yaml import YAML
from typer.testing import CliRunner

from knowledge.cli import app
from knowledge.editing.checks.programmes import load_programmes
from knowledge.editing.drafting import Cluster, Export, draft
from knowledge.editing.reading.problems import KnowledgeError

CLUSTER = {
    "number": 3,
    "question": "var får personalen parkera",
    "asks": ["var får personalen parkera", 'finns "parkering": för alla # här?', "får […] parkera", "parkering?"],
    "times": 5,
    "conversations": 4,
    "question_type": "eligibility",
    "topic": None,
}
EXPORT = {"from": "2026-11-01", "to": "2026-11-30", "clusters": [CLUSTER]}


def drafted(**fields: object) -> str:
    export = Export.parse_obj({**EXPORT, "clusters": [{**CLUSTER, **fields}]})
    return draft(export.clusters[0], export)


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    path = tmp_path / "grupper.json"
    path.write_text(json.dumps(EXPORT), encoding="utf-8")
    return path


def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["draft", *map(str, arguments)])
    assert not result.exception or isinstance(result.exception, SystemExit)
    return result.exit_code, result.output


def test_the_questions_become_asks_word_for_word() -> None:
    [fact] = YAML(typ="safe").load(drafted())["facts"]
    assert fact["asks"] == ["var får personalen parkera", 'finns "parkering": för alla # här?', "parkering?"]
    assert fact["question"] == ["eligibility"]
    assert [fact[key] for key in ("id", "type", "text", "quote")] == [None] * 4


def test_a_question_with_something_hidden_is_no_ask() -> None:
    assert "# Utelämnad, för att något i den inte får visas: får […] parkera" in drafted()


@pytest.mark.parametrize(
    "nasty", ["rad ett\n  - id: smyg", "a\r\nprogramme: {}", "slut\u2028facts: []", "- {x: [", "{är|var}"]
)
def test_no_question_leaves_its_place_in_the_file(nasty: str) -> None:
    document = YAML(typ="safe").load(drafted(question=nasty, asks=[nasty, "två", "tre"]))
    assert list(document) == ["programme", "facts"]
    assert document["facts"][0]["asks"][0].split() == nasty.split()


@pytest.mark.parametrize("unknown", ["follow_up", None, "] evil"])
def test_what_is_no_question_type_is_left_to_the_editor(unknown: str | None) -> None:
    assert YAML(typ="safe").load(drafted(question_type=unknown))["facts"][0]["question"] == []


def test_a_draft_does_not_pass_the_check(exported: Path, tmp_path: Path) -> None:
    facts = tmp_path / "facts"
    facts.mkdir()
    assert run(exported, "--cluster", 3, "--out", facts / "utkast-3.yml")[0] == 0
    with pytest.raises(KnowledgeError) as failure:
        load_programmes(facts, {})
    fields = {problem.field for problem in failure.value.problems}
    assert {"programme.id", "programme.page", "facts.0.id", "facts.0.text", "facts.0.quote"} <= fields
    assert all(problem.line > 10 for problem in failure.value.problems)


def test_an_editor_s_file_is_not_overwritten(exported: Path, tmp_path: Path) -> None:
    out = tmp_path / "utkast.yml"
    out.write_text("mitt", encoding="utf-8")
    code, words = run(exported, "--cluster", 3, "--out", out)
    assert (code, out.read_text(encoding="utf-8")) == (1, "mitt")
    assert "finns redan" in words


@pytest.mark.parametrize(
    ("content", "said"), [(None, "finns inte"), ("inte json", "är inte en fil från"), ('{"clusters": 1}', "clusters")]
)
def test_a_bad_export_is_told_in_one_line(tmp_path: Path, content: str | None, said: str) -> None:
    path = tmp_path / "grupper.json"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    code, words = run(path, "--cluster", 1, "--out", tmp_path / "ut.yml")
    assert (code, len(words.strip().splitlines())) == (1, 1)
    assert said in words
    assert not (tmp_path / "ut.yml").exists()


def test_a_missing_group_names_those_there_are(exported: Path, tmp_path: Path) -> None:
    code, words = run(exported, "--cluster", 9, "--out", tmp_path / "ut.yml")
    assert code == 1
    assert "Grupp 9 finns inte" in words
    assert words.rstrip().endswith("3.")


def test_a_cluster_of_another_version_is_read() -> None:
    assert Cluster.parse_obj({**CLUSTER, "new": 1}).number == 3
