"""Good settings, and files to make packages of."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PIL import Image

GOOD = {
    "TEAMS_APP_ID": "4f6b1c7e-2f1d-4c58-9a40-6f6a0f8f7c11",
    "TEAMS_HOST": "lotsen.regionen.se",
    "TEAMS_DEVELOPER": "Hälso- och sjukvården",
    "TEAMS_WEBSITE_URL": "https://lotsen.regionen.se/",
    "TEAMS_PRIVACY_URL": "https://regionen.se/integritet",
    "TEAMS_TERMS_URL": "https://regionen.se/villkor",
}


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Files as anybody's tool would zip them."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def as_json(value: Any) -> bytes:
    return json.dumps(value).encode()


def picture(size: tuple[int, int], ground: Any, mark: Any = None, kind: str = "PNG", mode: str = "RGBA") -> bytes:
    """A picture of one ground, with a square mark in its middle if a colour is given for it."""
    image = Image.new(mode, size, ground)
    if mark is not None:
        width, height = size
        image.paste(mark, (width // 4, height // 4, width // 2, height // 2))
    buffer = io.BytesIO()
    image.save(buffer, kind)
    return buffer.getvalue()


def put(folder: Path, files: Mapping[str, bytes]) -> Path:
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder
