"""The action server, on loopback only: ``python -m actions``.

rasa_sdk's own entry point listens on every interface unless told otherwise, and lets any web page call it.
Setting: LOTSEN_ACTION_PORT.
"""

from __future__ import annotations

import logging
import os
import sys

from rasa_sdk import utils
from rasa_sdk.endpoint import create_app

from actions import knowledge_base
from actions.pages import add_pages
from bot.setup.failures import SetupFailure
from bot.setup.ports import LOOPBACK, ports_from
from knowledge.store import StoreError


def main(package: str = "actions") -> None:
    """Serve the actions of a package until told to stop."""
    try:
        port = ports_from(os.environ).actions
    except SetupFailure as failure:
        sys.exit(str(failure))
    utils.configure_colored_logging(logging.getLevelName(logging.INFO))
    utils.update_sanic_log_level()
    app = create_app(package, cors_origins="")
    add_pages(app)
    app.run(host=LOOPBACK, port=port, workers=1, access_log=False)


def check_knowledge() -> None:
    """End with one line where there is no knowledge base to serve: now, not at the first question."""
    try:
        knowledge_base.answerer()
    except StoreError as failure:
        sys.exit(str(failure))


if __name__ == "__main__":
    check_knowledge()
    main()
