"""Rasa's command line (the light one), on a port that the supervisor holds: ``python -m bot.inside.rasa_server run …``.

Rasa gives its server a host and a port only, and Sanic shares a port only with workers of its own.
"""

from __future__ import annotations

from typing import Any

from sanic import Sanic

from bot.inside.ports import shared
from bot.lean.rasa import main


def serve_shared() -> None:
    """Have every server of Sanic's take the port beside those that hold it."""
    run = Sanic.run

    def run_shared(app: Sanic, host: str | None = None, port: int | None = None, **options: Any) -> None:
        if host is None or port is None:
            return run(app, host, port, **options)
        [one] = shared(host, port)
        return run(app, sock=one, **options)

    Sanic.run = run_shared  # type: ignore[method-assign, assignment]


if __name__ == "__main__":
    serve_shared()
    main()
