"""The secret that the gateway, Rasa's server and the action server know each other by.

``make run`` reads it, or makes it, and hands it on to the servers in their environment; it is logged nowhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from bot.inside.kept import SECRET_BYTES, kept_secret

SETTING = "LOTSEN_INSIDE_SECRET"
FILE_SETTING = "LOTSEN_INSIDE_SECRET_FILE"
FILE = Path(__file__).parents[2] / ".build/inside-secret"
#: The header's name is HTTP's own, which proxies and libraries know not to repeat.
HEADER = "Authorization"


class SecretError(Exception):
    """The secret cannot be used; the message is one line that names the setting or the file, never the secret."""


def inside_secret(environ: Mapping[str, str]) -> str:
    """The secret of the setting or of its file, which is made where it is missing; raises SecretError."""
    named = environ.get(SETTING, "")
    if named:
        if len(named) < SECRET_BYTES or not (named.isascii() and named.isprintable()) or " " in named:
            raise SecretError(f"{SETTING}: write at least {SECRET_BYTES} characters of ASCII without blanks")
        return named
    try:
        return kept_secret(Path(environ.get(FILE_SETTING) or FILE))
    except OSError as error:
        raise SecretError(f"{SETTING} is not set, and its file cannot be used: {error}") from error


def header(secret: str) -> dict[str, str]:
    """What a request of ours carries."""
    return {HEADER: f"Bearer {secret}"}
