"""How long the patient has been in Sweden: what an EU citizen's rights turn on."""

from __future__ import annotations

import dataclasses
import datetime
from typing import Final

LONG_STAY: Final = "over_three_months"
SHORT_STAY: Final = "under_three_months"
LIMIT_MONTHS: Final = 3


@dataclasses.dataclass(frozen=True)
class StayMention:
    """A length of stay; ``months`` where it can be told, ``value`` None where it may be either."""

    start: int
    end: int
    months: float | None
    value: str | None


def find_stay(text: str, today: datetime.date) -> StayMention | None:
    """The stay that the text tells of, None when it tells of none."""
    return None
