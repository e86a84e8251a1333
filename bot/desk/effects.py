"""What a draft would change: questions asked of what is published and of the draft, in the background.

A run has a time limit; the questions nearest to what is changed are asked first, so that what it does not reach is what
is least likely to change. Questions of staff are held in memory while it runs, and only those that enough conversations
share are kept in its result.
"""

from __future__ import annotations

import dataclasses
import datetime
import functools
import logging
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np

from bot.desk.asking import DraftStore
from knowledge.answering import Answerer
from knowledge.editing.build import Contents
from knowledge.editing.rebuilding import Rebuilder
from knowledge.editing.replay import Given, Question, replay
from knowledge.store import Build, Store
from knowledge.swedish.phrases import Match

SECONDS = 180.0  # that the questions of a run may take
STAFF, TESTS = "staff", "tests"
log = logging.getLogger(__name__)
Encode = Callable[[Sequence[str]], np.ndarray]


@dataclasses.dataclass(frozen=True)
class Asked:
    """A conversation to put, its turns in order. ``times`` is how often staff asked it, 0 for a test question.

    ``shown`` is how it may be shown; None for what too few have asked.
    """

    kind: str
    turns: tuple[Question, ...]
    times: int = 0
    shown: str | None = None


@dataclasses.dataclass(frozen=True)
class Changed:
    """A question whose answer changes."""

    kind: str
    question: str
    times: int
    before: Given
    after: Given


@dataclasses.dataclass
class Run:
    """A run and how far it has come. ``state`` tells which versions of the drafts were asked."""

    state: object
    count: int = 0
    done: int = 0
    finished: bool = False
    trouble: str = ""
    changed: list[Changed] = dataclasses.field(default_factory=list)
    hidden: int = 0  # questions of staff whose answer changes and that too few have asked to be shown
    seconds: float = 0.0

    @property
    def whole(self) -> bool:
        """Whether every question was reached."""
        return self.finished and self.done == self.count


@dataclasses.dataclass(frozen=True)
class Means:
    """What a run asks with: the published store, how a draft is built, vectors and phrases, and the time in seconds."""

    store: Store
    rebuilder: Callable[[], Rebuilder]
    encode: Encode
    entities: Callable[..., list[Match]]
    clock: Callable[[], float] = time.monotonic


class Effects:
    """The last run for each thing that is to be published; only one runs at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._runs: dict[str, Run] = {}
        self._running: str | None = None
        self._store = DraftStore()
        self._before: tuple[object, dict[str, Given]] | None = None

    def get(self, key: str) -> Run | None:
        """The last run for this; None where there was none."""
        return self._runs.get(key)

    def start(
        self,
        key: str,
        state: object,
        contents: Callable[[], Contents],
        questions: Callable[[], Iterable[Asked]],
        words: Sequence[str],
        means: Callable[[], Means],
        today: datetime.date,
    ) -> bool:
        """Begin a run; False while another one is running. ``words`` are those of the draft, for what to ask first."""
        with self._lock:
            if self._running is not None:
                return False
            self._running = key
            run = self._runs[key] = Run(state)

        def work() -> None:
            try:
                self._ask(run, contents, questions, words, means(), today)
            except Exception as fault:  # the page says that it failed, and the log why
                log.warning("no effects", exc_info=True)
                run.trouble = type(fault).__name__
            run.finished = True
            with self._lock:
                self._running = None

        threading.Thread(target=work, name="effects", daemon=True).start()
        return True

    def _ask(
        self,
        run: Run,
        contents: Callable[[], Contents],
        questions: Callable[[], Iterable[Asked]],
        words: Sequence[str],
        means: Means,
        today: datetime.date,
    ) -> None:
        published = means.store.load()
        draft = self._store.of((run.state, published.id), contents(), means.rebuilder()).load()
        asked = list(questions())
        vectors = _vectors(asked, means.encode)
        asked = nearest_first(asked, vectors, means.encode(list(words)) if words else np.zeros((0, 1)))
        run.count = len(asked)
        remembered = self._before
        before = remembered[1] if remembered and remembered[0] == (published.id, today) else {}
        self._before = ((published.id, today), before)
        old, new = (_answering(build, vectors, means, today) for build in (published, draft))
        began = means.clock()
        for one in asked:
            if means.clock() - began > SECONDS:
                break
            known = all(turn.id in before for turn in one.turns)
            earlier = {turn.id: before[turn.id] for turn in one.turns} if known else old(one.turns)
            if one.kind == TESTS:  # staff's questions are not kept beyond the run
                before |= earlier
            _compare(run, one, earlier, new(one.turns))
            run.done += 1
            time.sleep(0)  # whoever waits for a page goes first
        run.seconds = means.clock() - began


def nearest_first(asked: Sequence[Asked], vectors: Mapping[str, np.ndarray], words: np.ndarray) -> list[Asked]:
    """What staff ask before the test questions, and of each the conversations nearest to the draft's words first."""

    def nearness(one: Asked) -> float:
        return max(float((words @ vectors[turn.say]).max()) for turn in one.turns)

    if not len(words):
        return sorted(asked, key=lambda one: one.kind != STAFF)
    return sorted(asked, key=lambda one: (one.kind != STAFF, -nearness(one)))


def _vectors(asked: Iterable[Asked], encode: Encode) -> dict[str, np.ndarray]:
    texts = list(dict.fromkeys(turn.say for one in asked for turn in one.turns))
    return dict(zip(texts, encode(texts), strict=True)) if texts else {}


def _answering(
    build: Build, vectors: Mapping[str, np.ndarray], means: Means, today: datetime.date
) -> Callable[[Sequence[Question]], dict[str, Given]]:
    answerer = Answerer(build.knowledge, build.care)
    found = functools.partial(means.entities, names=build.knowledge.names)

    def encode(texts: Sequence[str]) -> np.ndarray:
        return np.stack([vectors[text] for text in texts])

    return lambda turns: replay(answerer, turns, today, encode=encode, entities=found)


def _compare(run: Run, one: Asked, before: Mapping[str, Given], after: Mapping[str, Given]) -> None:
    for turn in one.turns:
        old, new = before[turn.id], after[turn.id]
        if (old.kind, old.reason, old.text) == (new.kind, new.reason, new.text):
            continue
        if one.kind == STAFF and one.shown is None:
            run.hidden += 1
        else:
            run.changed.append(Changed(one.kind, one.shown or turn.say, one.times, old, new))
