"""Choosing the search's settings: what is asked of the facts, and how the settings are compared."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.evaluation import choosing, swefaq
from knowledge.search.passages import Passage
from knowledge.store import Knowledge
from tests.knowledge.factories import DIMENSION, encode


class HashedEncoder:
    """The tests' encoder in the place of the network."""

    dimension = DIMENSION

    def encode(self, texts: list[str], *, prompt: str = "query"):  # type: ignore[no-untyped-def]
        return encode(texts)


DATA = swefaq.SweFaq(
    (
        swefaq.Question("när öppnar apoteket", "1", 1),
        swefaq.Question("vad kostar parkeringen", "1", 2),
        swefaq.Question("vad kostar parkeringen", "2", 3),
    ),
    (
        Passage("1", "", "Hundar får inte följa med in."),
        Passage("1", "", "Apoteket öppnar klockan nio."),
        Passage("1", "", "Parkeringen kostar tio kronor."),
        Passage("2", "", "Fråga i kassan."),
    ),
)


def test_an_answer_is_looked_for_among_those_of_its_own_page() -> None:
    counted = list(choosing.counted(DATA, HashedEncoder()))  # type: ignore[arg-type]
    assert [(len(counts.vector), right) for counts, right in counted] == [(3, 1), (3, 2), (1, 0)]


def test_every_setting_has_its_share_of_right_answers() -> None:
    first = choosing.came_first(choosing.counted(DATA, HashedEncoder()))  # type: ignore[arg-type]
    assert first.keys() == choosing.SETTINGS.keys()
    assert first["as it is"] == 1.0


@pytest.mark.parametrize("quoted", [True, False])
def test_facts_are_asked_for_with_their_own_asks(real: Knowledge, quoted: bool) -> None:
    data = choosing.of_facts(real, quoted=quoted)
    facts = list(real.facts.values())
    assert len(data.answers) == len(facts)
    asked = set(zip(real.asks.texts, real.asks.facts, strict=True))
    assert {question.right for question in data.questions} == set(range(len(facts)))
    for question in data.questions:
        assert (question.text, facts[question.right].id) in asked
        assert question.category == real.programme_of[facts[question.right].id]
    # a text that changes with the tense is searched as it reads while the grant runs
    assert not any("{" in answer.text for answer in data.answers)


def test_a_missing_benchmark_is_said_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert choosing.main() == 2
    error = capsys.readouterr().err
    assert "training.jsonl is not there" in error
    assert len(error.splitlines()) == 1
