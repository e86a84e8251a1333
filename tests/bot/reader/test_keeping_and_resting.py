from __future__ import annotations

from bot.reader.breaker import Breaker
from bot.reader.kept import Kept


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_after_failures_in_a_row_nothing_is_let_through_for_a_while() -> None:
    clock = Clock()
    breaker = Breaker(2, 30.0, clock)
    breaker.failed()
    breaker.succeeded()
    breaker.failed()
    assert breaker.lets_through()
    breaker.failed()
    assert not breaker.lets_through()
    clock.now += 30.0
    assert breaker.lets_through()
    assert not breaker.lets_through()  # one is tried
    breaker.failed()
    clock.now += 29.0
    assert not breaker.lets_through()
    clock.now += 1.0
    assert breaker.lets_through()
    breaker.succeeded()
    assert breaker.lets_through()
    assert breaker.lets_through()


def test_readings_are_kept_for_a_while_and_in_a_bounded_number() -> None:
    clock = Clock()
    kept: Kept[str] = Kept(2, 60.0, clock)
    kept.keep("a", "A")
    kept.keep("b", "B")
    assert kept.get("a") == "A"
    kept.keep("c", "C")
    assert (kept.get("a"), kept.get("b"), kept.get("c")) == ("A", None, "C")
    assert len(kept) == 2
    clock.now += 60.0
    assert kept.get("a") is None
    assert len(kept) == 1
