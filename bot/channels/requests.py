"""Reads the body of a POST and rejects what does not follow the channel's contract. Pure functions, no Rasa."""

from __future__ import annotations

import json
import re
from typing import Any, NamedTuple

from bot.channels.kinds import Rejection

MAX_BODY_BYTES = 64 * 1024
_NAME = re.compile(r"[A-Za-z0-9_-]{1,128}")


class RequestError(ValueError):
    """The request breaks the contract in the way that `rejection` names."""

    def __init__(self, rejection: Rejection) -> None:
        super().__init__(rejection.value)
        self.rejection = rejection

    @property
    def status(self) -> int:
        """The HTTP status that fits."""
        return 413 if self.rejection is Rejection.TOO_LARGE else 400


class ChatRequest(NamedTuple):
    """One message as it came in: not yet cleaned, not yet masked."""

    sender: str
    message: str
    metadata: dict[str, Any] | None
    #: names the turn where it may be sent twice: a second time it is answered with the same words, and kept once
    turn: str | None = None


def parse_request(body: bytes) -> ChatRequest:
    """Reads `{"sender": str, "message": str, "metadata": object or null, "turn": str or null}`; others are ignored.

    Raises:
        RequestError: too large, not JSON, or a field is missing or of the wrong form.
    """
    if len(body) > MAX_BODY_BYTES:
        raise RequestError(Rejection.TOO_LARGE)
    try:
        data = json.loads(body, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise RequestError(Rejection.NOT_JSON) from error
    if not isinstance(data, dict):
        raise RequestError(Rejection.NOT_OBJECT)
    sender, message, metadata = data.get("sender"), data.get("message"), data.get("metadata")
    # Rasa would put everyone without a sender into one conversation called "default".
    if not isinstance(sender, str) or not _NAME.fullmatch(sender):
        raise RequestError(Rejection.SENDER)
    if not isinstance(message, str):
        raise RequestError(Rejection.MESSAGE)
    if not isinstance(metadata, (dict, type(None))):
        raise RequestError(Rejection.METADATA)
    turn = data.get("turn")
    if turn is not None and not (isinstance(turn, str) and _NAME.fullmatch(turn)):
        raise RequestError(Rejection.TURN)
    return ChatRequest(sender, message, metadata, turn)


def _refuse_constant(name: str) -> None:
    # Python reads NaN and Infinity, which are no JSON and which a database refuses to store.
    raise ValueError(f"{name} is not JSON")
