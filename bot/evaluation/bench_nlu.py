"""How much of a message's time is spent reading it."""

from __future__ import annotations

import time
from collections.abc import Sequence

from bot.evaluation.bench_load import Times

WARM_UP = 5


def time_parse(questions: Sequence[str]) -> Times:
    """Run the trained NLU alone, in this process, on every question; masking and storing are not part of it."""
    from bot.evaluation.in_process import InProcessBot  # Rasa: seconds and memory that only this measurement needs

    bot = InProcessBot()
    for text in questions[:WARM_UP]:
        bot.parse(text)
    seconds = []
    for text in questions:
        start = time.perf_counter()
        bot.parse(text)
        seconds.append(time.perf_counter() - start)
    return Times.of(seconds)
