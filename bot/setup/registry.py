"""Hands pip's registry settings on to uv, which does not read pip's own.

Whoever has told pip where packages come from has told us: without this the first download
would work and the second, with uv, would ask another registry.
"""

from __future__ import annotations

import ast
import subprocess
from pathlib import Path
from typing import Mapping

#: pip's option → uv's setting. Extra indexes are left out: pip looks for the best version in all of them, uv takes the
#: first that knows the name, so handing them on could hide the locked version.
UV_NAMES = {
    "index-url": "UV_DEFAULT_INDEX",
    "trusted-host": "UV_INSECURE_HOST",
    "cert": "SSL_CERT_FILE",
}
#: uv's older names for the same; set by the caller they win as well.
OLDER_NAMES = {"UV_DEFAULT_INDEX": "UV_INDEX_URL"}


def uv_settings(python: Path, environ: Mapping[str, str]) -> dict[str, str]:
    """Settings that uv lacks and pip has; ``python`` is one that has pip. Empty if pip has none."""
    listing = subprocess.run(
        [str(python), "-m", "pip", "config", "list"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=dict(environ),
        check=False,
    )
    found = translate(listing.stdout.decode("utf-8", "replace"))
    return {
        name: value for name, value in found.items() if name not in environ and OLDER_NAMES.get(name) not in environ
    }


def translate(listing: str) -> dict[str, str]:
    """uv's settings from the lines of ``pip config list``, as in ``global.index-url='…'``.

    pip lists weaker settings first and its environment variables as ``:env:``; the last one wins.
    """
    settings = {}
    for line in sorted(listing.splitlines(), key=lambda line: line.startswith(":env:")):
        name, _, quoted = line.partition("=")
        uv_name = UV_NAMES.get(name.rsplit(".", 1)[-1])
        if uv_name:
            settings[uv_name] = str(ast.literal_eval(quoted))
    return settings
