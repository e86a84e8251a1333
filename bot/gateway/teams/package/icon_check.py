"""The two pictures of the app, and Microsoft's rules for them.

Source: https://learn.microsoft.com/microsoftteams/platform/concepts/design/design-teams-app-icon-store-appbar
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, UnidentifiedImageError

FOLDER = Path(__file__).with_name("icons")
MAX_BYTES = 100_000
WHITE = (255, 255, 255)


@dataclass(frozen=True)
class Icon:
    """One picture: its name in the package, width and height in pixels, and whether it is the white outline."""

    file: str
    size: int
    outline: bool = False


COLOUR = Icon("color.png", 192)
OUTLINE = Icon("outline.png", 32, outline=True)


def icon_faults(icon: Icon, data: bytes) -> list[str]:
    """What Teams would refuse or show badly, a line each with the file's name; empty if nothing."""
    return [f"{icon.file}: {fault}" for fault in _faults(icon, data)]


def _faults(icon: Icon, data: bytes) -> list[str]:
    if len(data) > MAX_BYTES:
        return [f"has {len(data)} bytes; at most {MAX_BYTES}"]
    try:
        picture = Image.open(io.BytesIO(data), formats=["PNG"])
        if picture.size != (icon.size, icon.size):
            return [f"is {picture.width} x {picture.height} pixels, must be {icon.size} x {icon.size}"]
        pixels = picture.convert("RGBA")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:  # what Pillow raises for broken files
        return [f"is no readable PNG file ({type(error).__name__})"]
    return _outline_faults(pixels) if icon.outline else _colour_faults(pixels)


def _outline_faults(picture: Image.Image) -> list[str]:
    """One colour, white, on nothing: Teams lays it on grounds of its own choice."""
    colours = _colours(picture)
    seen = {colour[:3] for colour in colours if colour[3] > 0}
    faults = []
    if seen != {WHITE}:
        faults.append("must be drawn in white (255, 255, 255) only" if seen else "shows nothing")
    if not any(colour[3] == 0 for colour in colours):
        faults.append("must have a transparent ground")
    return faults


def _colour_faults(picture: Image.Image) -> list[str]:
    """A full square: Teams cuts the corners itself, and what is transparent would show through."""
    colours = _colours(picture)
    faults = []
    if any(colour[3] < 255 for colour in colours):
        faults.append("must fill the whole square, without transparent pixels")
    if len({colour[:3] for colour in colours}) < 2:
        faults.append("shows a single colour")
    return faults


def _colours(picture: Image.Image) -> set[tuple[int, ...]]:
    """Every colour that a pixel has: red, green, blue, opacity."""
    counted = picture.getcolors(picture.width * picture.height) or []
    return {colour for _, colour in counted if isinstance(colour, tuple)}
