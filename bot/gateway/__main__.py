"""Serves the gateway: ``python -m bot.gateway``."""

from __future__ import annotations

import os
import sys

import uvicorn

from bot.gateway.app import create_app
from bot.gateway.connections import BoundedProtocol
from bot.gateway.logs import configure_logs
from bot.gateway.settings import SettingsError, read_settings
from bot.gateway.texts import TextsError
from bot.inside.ports import shared
from bot.inside.secret import SecretError

IDLE_SECONDS = 15  # after which an unused connection is closed
NOT_STARTED = 3  # exit status, as uvicorn's own
STOP_SECONDS = 5  # for turns under way when told to stop; the supervisor gives as many


def main() -> None:
    """Serve until told to stop. What keeps it from starting is one line on standard error."""
    os.umask(0o077)  # votes and the secret are nobody else's
    try:
        settings = read_settings()
        app = create_app(settings)
        listening = shared(settings.gateway_host, settings.gateway_port)
    except (SettingsError, TextsError, SecretError, OSError) as error:
        sys.exit(f"The gateway cannot start: {error}")
    configure_logs()
    config = uvicorn.Config(
        app,
        http=BoundedProtocol,
        backlog=256,
        log_config=None,
        access_log=False,  # it would hold addresses; middleware.RequestLog writes instead
        server_header=False,
        proxy_headers=False,  # only from LOTSEN_TRUSTED_PROXIES, see app.py
        timeout_keep_alive=IDLE_SECONDS,
        timeout_graceful_shutdown=STOP_SECONDS,
    )
    server = uvicorn.Server(config)
    server.run(listening)
    if not server.started:
        sys.exit(NOT_STARTED)


if __name__ == "__main__":
    main()
