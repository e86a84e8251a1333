"""How long the patient has been in Sweden, as a value of the entity `registration`."""

from __future__ import annotations

from knowledge.understanding import stays
from knowledge.understanding.stays import LONG_STAY, SHORT_STAY

__all__ = ["LONG_STAY", "SHORT_STAY", "find_stay"]


def find_stay(text: str) -> str | None:
    """LONG_STAY past three months, SHORT_STAY up to that; None where the message says nothing of it, or no length."""
    stay = stays.find_stay(text, None)
    return stay.value if stay else None
