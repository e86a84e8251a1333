"""How much one caller may ask."""

from __future__ import annotations

import math
import time

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from bot.gateway.problems import Code, Problem
from bot.gateway.settings import Settings


class Limiter:
    """Three limits, counted in this process's memory.

    - per address, for everything: one machine cannot take all the room;
    - per address, for conversations begun: dropping the cookie does not get round the next limit;
    - per session, for what it sends: people behind one hospital's address do not share it.
    """

    def __init__(self, settings: Settings) -> None:
        self._address = parse(settings.limit_address)
        self._new = parse(settings.limit_new)
        self._client = parse(settings.limit_client)
        self._window = MovingWindowRateLimiter(MemoryStorage())

    def count_request(self, address: str) -> None:
        """Raises Problem RATE_LIMITED when the address has used up its share."""
        self._hit(self._address, "address", address)

    def count_session(self, address: str) -> None:
        """A session begins; raises Problem as above."""
        self._hit(self._new, "new", address)

    def count_message(self, session: str) -> None:
        """A session sends something; raises Problem as above."""
        self._hit(self._client, "client", session)

    def _hit(self, limit: RateLimitItem, kind: str, who: str) -> None:
        if not self._window.hit(limit, kind, who):
            reset = self._window.get_window_stats(limit, kind, who).reset_time
            raise Problem(Code.RATE_LIMITED, retry_after=max(1, math.ceil(reset - time.time())))
