"""How much one caller may ask."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from typing import Any

import structlog
from limits import RateLimitItem, parse
from limits.errors import StorageError
from limits.storage import MemoryStorage, RedisStorage
from limits.strategies import MovingWindowRateLimiter
from redis.backoff import NoBackoff
from redis.retry import Retry

from bot.gateway.problems import Code, Problem
from bot.gateway.settings import Settings

KEYS = "lotsen:limit"
ANSWER_SECONDS = 0.3  # in which Redis must answer, because everybody waits for it
SET_BACK_SECONDS = 1.0  # of the clock that are more than its daily correction
ALONE_SECONDS = 10.0  # in which it is not asked again after it has not answered

log = structlog.get_logger()


class Limiter:
    """Three limits, counted in this process's memory, or in Redis for several gateways together.

    - per address, for everything: one machine cannot take all the room;
    - per address, for conversations begun: dropping the cookie does not get round the next limit;
    - per session, for what it sends: people behind one hospital's address do not share it.

    While Redis does not answer each gateway counts for itself: nobody is turned away for that.

    Args:
        name_of: a name for a caller that leads back to nobody; it is what Redis holds.
    """

    def __init__(
        self,
        settings: Settings,
        name_of: Callable[[str], str],
        clock: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
    ) -> None:
        self._address = parse(settings.limit_address)
        self._new = parse(settings.limit_new)
        self._client = parse(settings.limit_client)
        self._counts = MemoryStorage()
        self._alone = MovingWindowRateLimiter(self._counts)
        self._set_back = SetBack(clock, wall)
        url = settings.redis_url.get_secret_value()
        self._together = MovingWindowRateLimiter(_redis(url)) if url else None
        self._name_of = name_of
        self._clock = clock
        self._alone_until = -math.inf

    def count_request(self, address: str) -> None:
        """Raises Problem RATE_LIMITED when the address has used up its share."""
        self._hit(self._address, "address", address)

    def count_probe(self, address: str) -> None:
        """The address asks how we are, for which it has a share as large; raises Problem as above."""
        self._hit(self._address, "probe", address)

    def count_session(self, address: str) -> None:
        """A session begins; raises Problem as above."""
        self._hit(self._new, "new", address)

    def count_message(self, session: str) -> None:
        """A session sends something; raises Problem as above."""
        self._hit(self._client, "client", session)

    def _hit(self, limit: RateLimitItem, kind: str, who: str) -> None:
        if self._together is not None and self._clock() >= self._alone_until:
            try:
                _count(self._together, limit, kind, self._name_of(who))
                return
            except StorageError as error:
                self._alone_until = self._clock() + ALONE_SECONDS
                log.error("limits_counted_alone", why=type(error.storage_error).__name__)
        if self._set_back.noticed():
            self._counts.reset()
        _count(self._alone, limit, kind, who)


class SetBack:
    """Notices that the machine's clock was set back.

    The library counts by that clock: what was sent "later" than now would count until then. In Redis it is forgotten
    after the limit's time, by Redis's own clock.
    """

    def __init__(self, clock: Callable[[], float], wall: Callable[[], float]) -> None:
        self._clock = clock
        self._wall = wall
        self._ahead = wall() - clock()

    def noticed(self) -> bool:
        """Whether it was since it was asked the last time."""
        ahead = self._wall() - self._clock()
        back = self._ahead - ahead
        self._ahead = ahead if back > SET_BACK_SECONDS else max(ahead, self._ahead)
        return back > SET_BACK_SECONDS


def _count(window: MovingWindowRateLimiter, limit: RateLimitItem, kind: str, who: str) -> None:
    if not window.hit(limit, kind, who):
        reset = window.get_window_stats(limit, kind, who).reset_time
        wait = min(math.ceil(reset - time.time()), limit.get_expiry())
        raise Problem(Code.RATE_LIMITED, retry_after=max(1, wait))


def _redis(url: str) -> RedisStorage:
    """One short try: the default of several would hold up everybody."""
    options: dict[str, Any] = {
        "socket_timeout": ANSWER_SECONDS,
        "socket_connect_timeout": ANSWER_SECONDS,
        "retry": Retry(NoBackoff(), 0),
    }
    return RedisStorage(url, key_prefix=KEYS, wrap_exceptions=True, **options)
