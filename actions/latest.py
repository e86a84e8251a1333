"""The latest message of Rasa's tracker, read."""

from __future__ import annotations

from rasa_sdk import Tracker

from actions.clock import today
from knowledge.understanding.turns import Turn, read_parsed


def read_turn(tracker: Tracker) -> Turn:
    """The latest message of a tracker; raises KeyError when it has no vector (another pipeline)."""
    return read_parsed(tracker.latest_message, today())
