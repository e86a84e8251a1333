"""The action server, on loopback only: ``python -m actions``.

rasa_sdk's own entry point listens on every interface unless told otherwise, and lets any web page call it. What it
answers when an action fails repeats the whole conversation, which Rasa then logs: here only the fault's type and place.
Settings: LOTSEN_ACTION_PORT, and the servers' own secret (``bot.inside``).
"""

from __future__ import annotations

import logging
import os
import sys
import traceback

from rasa_sdk import utils
from rasa_sdk.endpoint import create_app
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse, json

from actions import knowledge_base, second_reading
from actions.pages import add_pages
from bot.framing import guard_framing
from bot.inside.door import Door, is_secret_only
from bot.inside.ports import shared
from bot.inside.secret import SecretError, inside_secret
from bot.setup.failures import SetupFailure
from bot.setup.ports import LOOPBACK, ports_from
from knowledge.store import StoreError

HEALTH = "/health"  # says nothing but that the process answers
logger = logging.getLogger(__name__)


def main(package: str = "actions") -> None:
    """Serve the actions of a package until told to stop."""
    try:
        port = ports_from(os.environ).actions
        door = Door(inside_secret(os.environ), is_secret_only())
    except (SetupFailure, SecretError) as failure:
        sys.exit(str(failure))
    utils.configure_colored_logging(logging.getLevelName(logging.INFO))
    utils.update_sanic_log_level()
    app = create_app(package, cors_origins="")
    guard_framing(app)
    door.guard(app, but_for=(HEALTH,))
    add_pages(app)
    app.exception(Exception)(failed)  # the last one that is named counts
    try:
        [listening] = shared(LOOPBACK, port)
    except OSError as error:
        sys.exit(f"Port {port} cannot be taken: {error}")
    app.run(sock=listening, workers=1, access_log=False)


async def failed(_: Request, error: Exception) -> HTTPResponse:
    """Status 500, or what the caller did wrong; neither in the answer nor in the log stands what was asked."""
    name = type(error).__name__
    if isinstance(error, SanicException) and error.status_code < 500:
        return json({"error": name}, status=error.status_code, headers=getattr(error, "headers", None))
    logger.error("An action failed: %s at\n%s", name, "".join(traceback.format_tb(error.__traceback__)))
    return json({"error": name}, status=500)


def check_knowledge() -> None:
    """End with one line where there is no knowledge base to serve: now, not at the first question."""
    try:
        knowledge_base.answerer()
    except StoreError as failure:
        sys.exit(str(failure))


def check_reader() -> None:
    """End with one line where the settings of a second reading cannot be used; without them nothing is loaded."""
    try:
        second_reading.reader()
    except ValueError as fault:  # SettingError, whose package is not loaded where the reader is off
        sys.exit(str(fault))


if __name__ == "__main__":
    check_knowledge()
    check_reader()
    main()
