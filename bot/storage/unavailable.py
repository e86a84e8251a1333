"""That conversations can be neither read nor kept."""

from __future__ import annotations


class ConversationsUnavailable(BaseException):
    """What was said cannot be read, or kept, now.

    No Exception: Rasa's fail-safe store catches those, answers as if nothing had been said before, and keeps the turn
    in memory, where neither another process nor the next one finds it. So the turn ends, and the channel says sorry.
    """
