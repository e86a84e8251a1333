"""Where a request's body ends, checked before Sanic believes it: of Rasa's server and of the action server.

Sanic 21.12, which Rasa 3.6 is tied to, takes ``Content-Length: -1`` as it stands, finds nothing to read and reads on
for ever, with the whole processor. It also takes a length that stands there twice, or beside chunks.
"""

from __future__ import annotations

from typing import Any, Protocol


class Signalled(Protocol):
    """What signals can be listened to on: an application or a blueprint of Sanic's."""

    def signal(self, event: str) -> Any:
        """A decorator that has the function called at this event of Sanic's."""


class BadFraming(ValueError):
    """The header does not say where the body ends. Sanic answers 400 and closes the connection."""


def guard_framing(routes: Signalled) -> None:
    """Have every header checked, of whichever route."""

    async def check(head: bytes, **_: Any) -> None:
        if not is_sound(head):
            raise BadFraming

    routes.signal("http.lifecycle.read_head")(check)


def is_sound(head: bytes) -> bool:
    """Whether a header says in one way, or not at all, where the body ends (RFC 9112, 6)."""
    lines = [line.split(b":", 1) for line in head.split(b"\r\n")[1:]]
    named = [(name.strip().lower(), value[0].strip()) for name, *value in lines if value]
    lengths = [value for name, value in named if name == b"content-length"]
    codings = [value.lower() for name, value in named if name == b"transfer-encoding"]
    if len(lengths) + len(codings) > 1:
        return False
    return all(value.isdigit() for value in lengths) and all(value == b"chunked" for value in codings)
