"""Keeps Microsoft's libraries to themselves: no tracing, no stray settings, no lines of theirs in the log."""

from __future__ import annotations

import logging
import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

#: The first library takes these from the environment when an option is not given, and a secret even when one is.
_STRAY = (
    "CLIENT_ID",
    "CLIENT_SECRET",
    "TENANT_ID",
    "MANAGED_IDENTITY_CLIENT_ID",
    "SERVICE_URL",
    "CLOUD",
    "DANGEROUSLY_ALLOW_UNAUTHENTICATED_REQUESTS",
)
#: When it is imported it reads a file .env of whichever folder we run in, unless told not to.
_SWITCHES = {"PYTHON_DOTENV_DISABLED": "1", "OTEL_SDK_DISABLED": "true"}
#: Their lines quote addresses with ids of people and conversations, and messages; ours say what went wrong instead.
#: The second name sets the level of httpx with every client that the library makes.
_TALKATIVE = ("microsoft_teams", "microsoft_teams.common.http.client", "msal", "httpx", "httpcore", "urllib3")


def prepare() -> None:
    """To be called before the libraries are imported."""
    os.environ.update(_SWITCHES)
    warnings.filterwarnings("ignore", message=".*in preview and may change", module="microsoft_teams")
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.CRITICAL)


@contextmanager
def own_environment() -> Iterator[None]:
    """Without the variables that are another program's."""
    before = {name: os.environ.pop(name) for name in _STRAY if name in os.environ}
    try:
        yield
    finally:
        os.environ.update(before)
