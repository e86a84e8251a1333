"""The only place where the day is read; everything else takes it as an argument."""

from __future__ import annotations

import datetime
import os

from dateutil import tz  # type: ignore[import-untyped]

#: Where staff and the pages' deadlines are; the machine's own clock may count in another zone.
ZONE = tz.gettz("Europe/Stockholm")
SETTING = "LOTSEN_TODAY"


def today() -> datetime.date:
    """Today in Sweden, or the day that LOTSEN_TODAY fixes (ISO, for tests and demonstrations).

    Raises ValueError naming the setting when it is no date.
    """
    fixed = os.environ.get(SETTING)
    if not fixed:
        return datetime.datetime.now(ZONE).date()
    try:
        return datetime.date.fromisoformat(fixed)
    except ValueError as fault:
        raise ValueError(f"{SETTING}={fixed!r} is not a date such as 2026-12-01") from fault
