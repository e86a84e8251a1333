from __future__ import annotations

import pytest

from bot.evaluation.bench_gateway import CORES, LEVELS, Level, estimate, lines
from bot.evaluation.bench_memory import ProcessMemory


def test_only_answered_messages_count_as_speed() -> None:
    assert Level(10, 100, 20.0, 500, 900, {"busy": 30, "error": 10}, 70.0).per_second == pytest.approx(3.0)


def test_report_names_what_failed_and_sums_the_memory() -> None:
    levels = [
        Level(1, 60, 6.0, 80, 120, {}, 64.2),
        Level(100, 300, 30.0, 4000, 9000, {"busy": 40, "assistant_timeout": 2}, 71.0),
    ]
    memory = [ProcessMemory("rasa", 2000.4, None), ProcessMemory("bot.gateway", 90.2, None)]
    report = list(lines(levels, memory))
    assert "| 1 | 60 | 10.0 | 80 | 120 | 64 | none |" in report
    assert "| 100 | 300 | 8.6 | 4000 | 9000 | 71 | 2 assistant_timeout, 40 busy |" in report
    assert report[-1] == "| total | 2091 |"


def test_one_ten_and_fifty_users_are_measured() -> None:
    assert {1, 10, 50} <= set(LEVELS)


def test_more_cores_are_estimated_for_from_the_most_that_a_message_took() -> None:
    rows = list(estimate(0.0642))
    assert [row.split(" ")[1] for row in rows[2:]] == [str(cores) for cores in CORES]
    report = list(lines([Level(1, 60, 6.0, 80, 120, {}, 64.2), Level(10, 60, 6.0, 80, 120, {}, 40.0)], []))
    assert set(rows) <= set(report)
