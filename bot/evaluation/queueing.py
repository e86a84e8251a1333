"""How many messages so many cores can take: Erlang's formula for a queue before several servers (M/M/c).

Messages come by chance and independently, take by chance more or less than the mean, and each is read by one core from
beginning to end. That is a model: a house's questions come in bursts after a meeting, and a message of two questions
takes twice as long. It says where to begin, not what will happen.
"""

from __future__ import annotations

import math

STEPS = 60  # of halving; far below what a measurement tells apart


def share_that_waits(cores: int, load: float) -> float:
    """The share of messages that find every core busy (Erlang C).

    Args:
        load: how many cores the messages keep busy on average; below ``cores``, or ValueError is raised.
    """
    if not 0 <= load < cores:
        raise ValueError(f"{cores} cores never catch up with a load of {load}")
    blocked = 1.0  # Erlang B, by its recursion, which stays small where factorials would not
    for core in range(1, cores + 1):
        blocked = load * blocked / (core + load * blocked)
    return cores * blocked / (cores - load * (1 - blocked))


def wait(cores: int, service: float, rate: float, share: float = 0.95) -> float:
    """Seconds within which ``share`` of the messages have been begun.

    Args:
        service: seconds of a core that a message takes, on average.
        rate: messages a second; ValueError where the cores never catch up.
    """
    waiting = share_that_waits(cores, rate * service)
    if waiting <= 1 - share:
        return 0.0
    return math.log(waiting / (1 - share)) * service / (cores - rate * service)


def most_a_second(cores: int, service: float, longest: float, share: float = 0.95) -> float:
    """The most messages a second of which ``share`` are begun within ``longest`` seconds."""
    low, high = 0.0, cores / service
    for _ in range(STEPS):
        middle = (low + high) / 2
        if middle * service < cores and wait(cores, service, middle, share) <= longest:
            low = middle
        else:
            high = middle
    return low
