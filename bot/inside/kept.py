"""A secret in a file that only we can read."""

from __future__ import annotations

import os
import secrets
import stat
from pathlib import Path

SECRET_BYTES = 32
OTHERS = stat.S_IRWXG | stat.S_IRWXO


def kept_secret(path: Path) -> str:
    """The secret in the file, made at the first start, so that what it signed outlives a restart.

    Raises OSError when the file can neither be read nor made, may be read by others, or holds no secret.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _read(path)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(SECRET_BYTES))
    return _read(path)


def _read(path: Path) -> str:
    if path.stat().st_mode & OTHERS:
        raise OSError(f"others may read {path}: delete it if they may have (what it signed ends), or chmod 600 it")
    secret = path.read_text(encoding="ascii", errors="replace").strip()
    if len(secret) < SECRET_BYTES:
        raise OSError(f"{path} holds no secret: delete it, and a new one is made at the next start")
    return secret
