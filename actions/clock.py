"""The only place where the day is read; everything else takes it as an argument."""

from __future__ import annotations

import datetime
import os

SETTING = "LOTSEN_TODAY"


def today() -> datetime.date:
    """Today, or the day that LOTSEN_TODAY fixes (ISO, for tests and demonstrations).

    Raises ValueError naming the setting when it is no date.
    """
    fixed = os.environ.get(SETTING)
    if not fixed:
        return datetime.date.today()
    try:
        return datetime.date.fromisoformat(fixed)
    except ValueError as fault:
        raise ValueError(f"{SETTING}={fixed!r} is not a date such as 2026-12-01") from fault
