"""Users of the gateway for locust: each a browser with a cookie of its own. Runs in .venv-gateway.

LOTSEN_BENCH_MESSAGES ends the run when so many messages were sent; the figures go to LOTSEN_BENCH_REPORT as JSON. The
questions are those of `make bench`.
"""

from __future__ import annotations

import itertools
import json
import os
import uuid
from pathlib import Path
from typing import Any

import gevent
from locust import HttpUser, constant, events, task
from locust.exception import StopUser
from ruamel.yaml import YAML

QUESTIONS: list[str] = YAML(typ="safe", pure=True).load(Path(__file__).with_name("bench_questions.yml"))
TURNS = 8  # messages in one conversation, as in `make bench`
MESSAGES = int(os.environ["LOTSEN_BENCH_MESSAGES"])
REPORT = Path(os.environ["LOTSEN_BENCH_REPORT"])
_starts = itertools.count(step=7)  # users begin at different questions


class Staff(HttpUser):
    """Asks, waits for the answer, asks the next."""

    wait_time = constant(0)

    def on_start(self) -> None:
        """Begin at another question than the user before."""
        start = next(_starts) % len(QUESTIONS)
        self.questions = itertools.cycle(QUESTIONS[start:] + QUESTIONS[:start])
        self.sent = 0
        self.thread = ""

    @task
    def ask(self) -> None:
        """Ask the next question; every few turns in a new conversation, and stop when enough has been asked."""
        if self.environment.stats.total.num_requests >= MESSAGES:
            # in a greenlet of its own: quitting stops this one before it would be through
            gevent.spawn(self.environment.runner.quit)
            raise StopUser
        if self.sent % TURNS == 0:
            self.thread = uuid.uuid4().hex
        self.sent += 1
        body = {"message": next(self.questions), "thread": self.thread}
        with self.client.post("/api/chat", json=body, name="chat", catch_response=True) as answer:
            self._judge(answer)

    def _judge(self, answer: Any) -> None:
        """A turn that failed inside is answered with 200 too."""
        if answer.status_code != 200:
            answer.failure(_code(answer))
        elif any(message["custom"]["kind"] == "error" for message in answer.json()["messages"]):
            answer.failure("error")


def _code(answer: Any) -> str:
    """The problem's code; what never came has none."""
    return str(answer.json().get("code")) if answer.status_code else "no_reply"


@events.quitting.add_listener
def write_figures(environment: Any, **_: Any) -> None:
    """What all users met together; times in milliseconds."""
    total = environment.stats.total
    figures = {
        "messages": total.num_requests,
        "seconds": total.last_request_timestamp - total.start_time,
        "p50_ms": total.get_response_time_percentile(0.5),
        "p95_ms": total.get_response_time_percentile(0.95),
        "failures": {str(error.error): error.occurrences for error in environment.stats.errors.values()},
    }
    REPORT.write_text(json.dumps(figures), encoding="utf-8")
