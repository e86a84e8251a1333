from __future__ import annotations

from pathlib import Path

import pytest

from bot.evaluation.bench_load import BenchFailure, Load, Times
from bot.evaluation.bench_memory import ProcessMemory
from bot.evaluation.bench_stock import MODEL, TAKEN, Contender, Score, Scorer, lines, stock_project, train
from bot.setup.project import Project

PRINTED = """by topic:
  pages   n   2  correct  50.0%
TOTAL turns 175  correct 61.1%  abstained 30.9%  wrong 8.0%  error 0.0%  | whole conversations right 60/110
"""
SCORE = Score(175, 61.1, 30.9, 8.0, 0.0)


def test_only_the_total_is_read() -> None:
    assert Score.read(PRINTED) == SCORE


def test_output_without_a_total_is_a_failure() -> None:
    with pytest.raises(BenchFailure, match="no total"):
        Score.read("by topic:\n")


def test_the_scorer_gets_the_servers_address_and_the_files(tmp_path: Path) -> None:
    program = tmp_path / "scorer.py"
    program.write_text(
        "import sys\n"
        "assert sys.argv[1] == 'a.jsonl' and 'http://127.0.0.1:5005' in sys.argv, sys.argv\n"
        f"print({PRINTED!r})\n",
        encoding="utf-8",
    )
    url = "http://127.0.0.1:5005/webhooks/rest/webhook"
    assert Scorer(program, [Path("a.jsonl")]).score(url) == SCORE
    with pytest.raises(BenchFailure, match=r"(?s)scorer\.py failed: .*AssertionError"):
        Scorer(program, [Path("b.jsonl")]).score(url)


def test_the_table_has_a_column_for_each_bot_and_says_what_was_not_taken() -> None:
    loads = [Load(users, 100, 0, 10.0, Times(40.0 * users, 60.0 * users)) for users in (1, 10)]
    memory = [ProcessMemory("rasa", 900.0, None), ProcessMemory("actions", 100.0, None)]
    table = list(
        lines([Contender("Lotsen", 86.0, loads, memory, SCORE), Contender("stock", None, loads, memory, None)])
    )
    assert table[:2] == ["|  | Lotsen | stock |", "|---|---|---|"]
    assert "| turns wrong | 8.0 % | not scored |" in table
    assert "| 10 at a time, p50 / p95 ms | 400 / 600 | 400 / 600 |" in table
    assert "| resident memory, MiB | 1000 | 1000 |" in table
    assert "| training, s | 86 | not run |" in table


def test_a_kept_stock_bot_is_neither_made_nor_trained_again(tmp_path: Path) -> None:
    kept = tmp_path / "stock"
    (kept / "models").mkdir(parents=True)
    (kept / MODEL).write_bytes(b"trained")
    (kept / TAKEN).write_text("1234.5", encoding="ascii")
    with stock_project(Project(tmp_path / "nowhere"), kept) as stock:
        assert (stock.root, train(stock)) == (kept, 1234.5)
    assert sorted(path.name for path in kept.iterdir()) == ["models", TAKEN]
