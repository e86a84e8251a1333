from __future__ import annotations

import math
import os
import subprocess
import sys
import time

import pytest

from bot.evaluation.bench_processor import processor_seconds
from bot.evaluation.queueing import most_a_second, share_that_waits, wait


@pytest.mark.parametrize(
    ("cores", "load", "share"),
    # one core: its load; two at half of it: a third; ten at eight: as tables have it
    [(1, 0.0, 0.0), (1, 0.7, 0.7), (2, 1.0, 1 / 3), (10, 8.0, 0.40918)],
)
def test_the_share_that_waits_is_erlang_s(cores: int, load: float, share: float) -> None:
    assert share_that_waits(cores, load) == pytest.approx(share, rel=1e-4, abs=1e-9)


def test_cores_that_never_catch_up_are_no_answer() -> None:
    with pytest.raises(ValueError, match="never catch up"):
        share_that_waits(2, 2.0)


def test_one_core_waits_as_a_single_queue_does() -> None:
    """M/M/1: of those that wait, what is waited falls off with the room that is left."""
    service, rate = 0.1, 8.0
    assert wait(1, service, rate, 0.95) == pytest.approx(math.log(0.8 / 0.05) * 0.1 / 0.2)


def test_nobody_waits_where_less_than_the_share_does() -> None:
    assert wait(32, 0.1, 100.0) == 0.0


@pytest.mark.parametrize("cores", [1, 8, 128])
def test_the_most_keeps_the_wait_and_a_little_more_does_not(cores: int) -> None:
    most = most_a_second(cores, 0.07, 1.0)
    assert wait(cores, 0.07, most * 0.999) <= 1.0 < wait(cores, 0.07, min(most * 1.001, cores / 0.07 - 1e-6))


def test_more_cores_take_more_than_their_share() -> None:
    assert most_a_second(8, 0.07, 0.1) > 8 * most_a_second(1, 0.07, 0.1)


def test_processor_time_counts_what_children_compute() -> None:
    busy = "import time; end = time.process_time() + 0.3\nwhile time.process_time() < end: pass\ntime.sleep(60)"
    before = processor_seconds(os.getpid())
    with subprocess.Popen([sys.executable, "-c", busy]) as child:
        deadline = time.monotonic() + 60
        while processor_seconds(os.getpid()) - before < 0.3 and time.monotonic() < deadline:
            time.sleep(0.05)
        spent = processor_seconds(os.getpid()) - before
        child.kill()
    assert spent >= 0.3
