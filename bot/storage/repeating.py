"""What a store tells the channel of a turn that may be played twice, and the channel the store.

Neither is an Exception, for the reason that stands in ``unavailable.py``.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextvars import ContextVar
from typing import Any

#: Whether a turn in which nothing was said is left out of the store, because it is going to be played once more.
TO_BE_REPEATED: ContextVar[bool] = ContextVar("to_be_repeated", default=False)


class Unanswered(BaseException):
    """Nothing was said in answer, so nothing of the turn was kept."""


class AlreadyKept(BaseException):
    """The conversation holds this very message from an earlier try.

    ``said`` are the messages that answered it then, as Rasa hands them to a channel's output.
    """

    def __init__(self, said: Sequence[dict[str, Any]]) -> None:
        super().__init__("a message that is kept already")
        self.said = said
