from __future__ import annotations

import dataclasses

import pytest

from bot.evaluation.bench_compare import (
    BEGIN,
    BETTER,
    END,
    NEW,
    PAGE,
    SAME,
    WORSE,
    Committed,
    Line,
    NoPlace,
    committed,
    compared,
    told,
    written,
)
from bot.evaluation.bench_figures import Figure, Round, merged, of_memory, of_rounds, of_starts
from bot.evaluation.bench_load import Load, Times
from bot.evaluation.bench_memory import ProcessMemory
from bot.setup.project import this_project

EMPTY = f"# Page\n\nbefore\n\n{BEGIN}\n{END}\n\nafter\n"
MACHINE = "2 cores, 24.0 GiB, Python 3.10.1"
WAIT, RATE = Figure("1 at a time, p50", "ms", 50.0, 4.0), Figure("rate", "messages/s", 30.0, 2.0, more_is_better=True)


def page(*figures: Figure, machine: str = MACHINE) -> Committed:
    return committed(written(EMPTY, figures, machine, "load average before 0.1"))


@pytest.mark.parametrize(
    ("figure", "before", "verdict"),
    [
        (WAIT, (50.0, 4.0), SAME),
        (WAIT, (42.0, 4.0), SAME),
        (WAIT, (41.9, 4.0), WORSE),
        (WAIT, (41.9, 4.2), SAME),
        (WAIT, (58.1, 4.0), BETTER),
        (RATE, (35.0, 2.0), WORSE),
        (RATE, (33.0, 2.0), SAME),
        (RATE, (25.0, 2.0), BETTER),
        (WAIT, None, NEW),
    ],
)
def test_a_line_is_judged_by_what_both_runs_varied(
    figure: Figure, before: tuple[float, float] | None, verdict: str
) -> None:
    old = dataclasses.replace(figure, value=before[0], noise=before[1]) if before else None
    assert Line(figure, old).verdict == verdict


def test_figures_are_read_as_they_were_written_and_the_page_around_them_stays() -> None:
    once = written(EMPTY, [WAIT, RATE], MACHINE, "load average before 0.1")
    twice = written(once, [WAIT], MACHINE, "load average before 0.2")
    assert (once[: once.index(BEGIN)], once[once.index(END) :]) == ("# Page\n\nbefore\n\n", f"{END}\n\nafter\n")
    assert committed(once).machine == MACHINE
    read = committed(once).figures
    assert [(one.name, one.unit, one.value, one.noise) for one in read.values()] == [
        ("1 at a time, p50", "ms", 50.0, 4.0),
        ("rate", "messages/s", 30.0, 2.0),
    ]
    assert list(committed(twice).figures) == [WAIT.name]


def test_the_last_line_names_what_got_worse() -> None:
    before = page(dataclasses.replace(WAIT, value=30.0), RATE)
    *table, last = told(compared([WAIT, RATE], before), before, MACHINE)
    assert last == "Worse by more than both runs varied: 1 at a time, p50."
    assert any(row.split() == ["1", "at", "a", "time,", "p50", "30.0", "50.0", "8.0", "ms", "worse"] for row in table)
    same = page(WAIT, RATE)
    assert list(told(compared([WAIT, RATE], same), same, MACHINE))[-1].endswith("varied: nothing.")


def test_another_machine_and_another_unit_are_not_judged() -> None:
    other = page(dataclasses.replace(WAIT, value=1.0), machine="64 cores")
    lines = list(told(compared([WAIT], other), other, MACHINE))
    assert "64 cores" in lines[-1]
    assert not any("worse" in line for line in lines)
    [line] = compared([WAIT], page(dataclasses.replace(WAIT, unit="s")))
    assert line.verdict == NEW


def test_a_page_without_figures_says_how_they_get_there() -> None:
    nothing = committed(EMPTY)
    assert "--save" in list(told(compared([WAIT], nothing), nothing, MACHINE))[-1]
    with pytest.raises(NoPlace, match="lacks"):
        written("# Page\n", [WAIT], MACHINE, "quiet")


def test_the_project_s_page_has_the_place() -> None:
    text = (this_project().root / PAGE).read_text(encoding="utf-8")
    assert WAIT.name in committed(written(text, [WAIT], MACHINE, "quiet")).figures


def load(users: int, p50: float, seconds: float = 2.0) -> Load:
    return Load(users, 20, 1, seconds, Times(p50, 2 * p50))


def test_a_round_s_figures_are_medians_with_how_far_the_rounds_lay_apart() -> None:
    rounds = [Round(load(1, p50), {"bot.lean.rasa": p50 / 50, "bot.gateway": 0.001}) for p50 in (40.0, 50.0, 43.0)]
    figures = {one.name: one for one in of_rounds(rounds)}
    assert (figures["1 at a time, p50"].value, figures["1 at a time, p50"].noise) == (43.0, 10.0)
    assert figures["1 at a time, rate"].more_is_better
    assert figures["1 at a time, processor, bot.lean.rasa"].value == 43.0
    assert "1 at a time, processor, bot.gateway" not in figures, "less than a millisecond"
    whole = merged(rounds)
    assert (whole.messages, whole.failures, whole.seconds, whole.per_message) == (60, 3, 6.0, Times(43.0, 86.0))


def test_memory_varies_by_what_starts_differed_and_pss_is_told_where_it_is_known() -> None:
    starts = [ProcessMemory("total", 1000.0, 800.0), ProcessMemory("total", 1010.0, 806.0)]
    resident, shared = of_memory(starts, ProcessMemory("total", 1050.0, 860.0))
    assert (resident.value, resident.noise, shared.value, shared.noise) == (1050.0, 10.0, 860.0, 6.0)
    [only] = of_memory([ProcessMemory("total", 1000.0, None)], ProcessMemory("total", 1050.0, None))
    assert only.name == "memory, resident"


def test_a_start_is_the_median_of_starts() -> None:
    assert (of_starts([12.0, 10.0]).value, of_starts([12.0, 10.0]).noise) == (11.0, 2.0)
