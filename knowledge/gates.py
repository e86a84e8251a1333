"""The limits that decide between answering, asking back and refusing.

Likeness and score are those of ``ranking.Ranked``. Values and meanings stand in limits.yml. Calibrated on questions
that are not training data; how, and with what effect: docs/ranking.md.
"""

from __future__ import annotations

from typing import Final

from knowledge.limits import LIMITS, Gates

GATES: Final = LIMITS.gates

__all__ = ["GATES", "Gates"]
