"""The reader of a process: asks for a reading, checks it, keeps it, rests where nothing answers, and counts."""

from __future__ import annotations

import dataclasses
import datetime
import time
from collections.abc import Callable
from typing import Any

from bot.reader import prompting
from bot.reader.breaker import Breaker
from bot.reader.client import ReaderFailure, Source
from bot.reader.kept import Kept
from knowledge.care import CareTable
from knowledge.limits import LIMITS
from knowledge.understanding.context import Context
from knowledge.understanding.proposing import NoReading, Proposal, Vocabulary, checked


@dataclasses.dataclass(frozen=True)
class Second:
    """What came of asking for a second reading: the proposal, or ``why`` there is none; milliseconds waited.

    ``alone``: the proposal is to be answered as if it were the built-in reading; only measurements ask for that.
    """

    proposal: Proposal | None
    why: str = ""
    milliseconds: int = 0
    kept: bool = False
    alone: bool = False


class Reader:
    """Never raises: whatever happens, the built-in reading answers."""

    def __init__(
        self,
        source: Source,
        model: str = "",
        now: Callable[[], float] = time.monotonic,
        breaker: Breaker | None = None,
        *,
        alone: bool = False,
    ) -> None:
        self._alone = alone
        self.model = model
        self._source = source
        self._now = now
        self._breaker = breaker or Breaker(LIMITS.reader.failures, LIMITS.reader.rest, now)
        self._kept: Kept[Proposal] = Kept(LIMITS.reader.readings, LIMITS.reader.kept, now)
        self._told: tuple[CareTable, Vocabulary, str, dict[str, Any]] | None = None

    async def read(self, text: str, context: Context, table: CareTable, today: datetime.date) -> Second:
        """The checked reading of a masked message in its conversation."""
        request = prompting.request(text, context)
        key = f"{prompting.key(request)} {today}"
        if (before := self._kept.get(key)) is not None:
            return Second(before, kept=True, alone=self._alone)
        if not self._breaker.lets_through():
            return Second(None, "resting")
        start = self._now()
        words, system, schema = self._vocabulary(table)
        try:
            raw = await self._source.read(system, schema, request)
            proposal = checked(raw, text, prompting.known(request), words, today)
        except (ReaderFailure, NoReading) as fault:
            self._breaker.failed()
            return Second(None, fault.why if isinstance(fault, ReaderFailure) else "shape", self._since(start))
        self._breaker.succeeded()
        self._kept.keep(key, proposal)
        return Second(proposal, milliseconds=self._since(start), alone=self._alone)

    def _since(self, start: float) -> int:
        return round((self._now() - start) * 1000)

    def _vocabulary(self, table: CareTable) -> tuple[Vocabulary, str, dict[str, Any]]:
        """Made once for a build of the knowledge base."""
        if self._told is None or self._told[0] is not table:
            words = prompting.vocabulary(table)
            self._told = (table, words, prompting.system(words), prompting.schema(words))
        return self._told[1:]
