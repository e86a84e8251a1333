"""What Prometheus can read: counts and times, never words or people."""

from __future__ import annotations

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    disable_created_metrics,
    generate_latest,
)

from bot.gateway.problems import Code
from bot.version import VERSION

disable_created_metrics()  # a second line for every count, which nobody reads
#: Seconds; around the times that a turn takes.
BUCKETS = (0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 25.0)


class Metrics:
    """One registry per application, so that several can live in one process (tests)."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "lotsen_requests", "Requests by route and status", ["route", "method", "status"], registry=self.registry
        )
        self.seconds = Histogram(
            "lotsen_request_seconds", "Time to answer", ["route"], buckets=BUCKETS, registry=self.registry
        )
        self.replies = Counter(
            "lotsen_replies", "Replies by kind and reason", ["kind", "reason"], registry=self.registry
        )
        self.problems = Counter("lotsen_problems", "Problems by code", ["code"], registry=self.registry)
        self.votes = Counter("lotsen_votes", "Votes on answers", ["vote"], registry=self.registry)
        self.turns = Gauge("lotsen_turns_under_way", "Turns that Rasa works on now", registry=self.registry)
        self.most_turns = Gauge("lotsen_turns_most", "LOTSEN_MAX_TURNS: more get 503 busy", registry=self.registry)
        version = Gauge("lotsen_version", "1; the version that runs is its label", ["version"], registry=self.registry)
        version.labels(VERSION).set(1)
        self._begin_at_zero()

    def _begin_at_zero(self) -> None:
        """What has never happened is counted as 0 times: Prometheus sees no growth from nothing to the first one."""
        for code in Code:
            self.problems.labels(code.value)
        for vote in ("up", "down"):
            self.votes.labels(vote)
        self.replies.labels("error", "")

    def text(self) -> bytes:
        """All figures in Prometheus' text format."""
        return generate_latest(self.registry)
