"""What a file says of itself beside its words is read when it can be: it never costs the page."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TypeVar

_log = logging.getLogger(__name__)
_Found = TypeVar("_Found")


def optional(find: Callable[[], _Found]) -> _Found | None:
    """Return what ``find`` finds, None when it fails."""
    try:
        return find()
    except Exception:  # libraries raise whatever a damaged head makes them raise; None says that nothing is known
        _log.debug("left out", exc_info=True)
        return None
