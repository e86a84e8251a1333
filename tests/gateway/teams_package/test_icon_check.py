"""Icons that Teams would refuse or show badly; and our own."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from bot.gateway.teams.package.icon_check import COLOUR, FOLDER, MAX_BYTES, OUTLINE, Icon, icon_faults
from tests.gateway.teams_package.factories import picture

WHITE, CLEAR, TEAL = (255, 255, 255, 255), (0, 0, 0, 0), (11, 85, 102, 255)
SAFE = 120  # pixels of the middle that Teams shows whatever shape it cuts


@pytest.mark.parametrize("icon", [COLOUR, OUTLINE], ids=lambda icon: icon.file)
def test_ours_are_right(icon: Icon) -> None:
    assert icon_faults(icon, (FOLDER / icon.file).read_bytes()) == []
    assert (FOLDER / icon.file).with_suffix(".svg").exists()


def test_our_mark_stays_in_the_middle_that_teams_always_shows() -> None:
    image = Image.open(FOLDER / COLOUR.file).convert("RGB")
    edge = (COLOUR.size - SAFE) // 2
    ground = image.getpixel((0, 0))
    image.paste(ground, (edge, edge, edge + SAFE, edge + SAFE))
    assert image.getcolors() == [(COLOUR.size**2, ground)]


def test_good_pictures_of_others_are_taken() -> None:
    assert icon_faults(COLOUR, picture((192, 192), TEAL, WHITE)) == []
    assert icon_faults(COLOUR, picture((192, 192), TEAL[:3], WHITE[:3], mode="RGB")) == []
    assert icon_faults(OUTLINE, picture((32, 32), CLEAR, WHITE)) == []
    assert icon_faults(OUTLINE, picture((32, 32), (255, 255, 255, 0), (255, 255, 255, 120))) == []


@pytest.mark.parametrize(
    ("icon", "data", "words"),
    [
        (COLOUR, picture((96, 96), TEAL, WHITE), "is 96 x 96 pixels, must be 192 x 192"),
        (COLOUR, picture((192, 191), TEAL, WHITE), "must be 192 x 192"),
        (COLOUR, picture((192, 192), CLEAR, WHITE), "must fill the whole square"),
        (COLOUR, picture((192, 192), (11, 85, 102, 254), WHITE), "must fill the whole square"),
        (COLOUR, picture((192, 192), TEAL), "single colour"),
        (COLOUR, picture((192, 192), TEAL[:3], WHITE[:3], kind="JPEG", mode="RGB"), "no readable PNG"),
        (COLOUR, b"", "no readable PNG"),
        (COLOUR, b"<svg/>", "no readable PNG"),
        (COLOUR, picture((192, 192), TEAL, WHITE)[:200], "no readable PNG"),
        (COLOUR, picture((192, 192), TEAL, WHITE) + bytes(MAX_BYTES), "at most"),
        (OUTLINE, picture((192, 192), CLEAR, WHITE), "must be 32 x 32"),
        (OUTLINE, picture((32, 32), CLEAR, TEAL), "white (255, 255, 255) only"),
        (OUTLINE, picture((32, 32), CLEAR, (254, 255, 255, 255)), "white (255, 255, 255) only"),
        (OUTLINE, picture((32, 32), WHITE, WHITE), "transparent ground"),
        (OUTLINE, picture((32, 32), CLEAR), "shows nothing"),
        (OUTLINE, picture((32, 32), TEAL, WHITE), "transparent ground"),
    ],
)
def test_bad_picture_is_named_with_what_is_wrong(icon: Icon, data: bytes, words: str) -> None:
    faults = icon_faults(icon, data)
    assert [fault for fault in faults if words in fault]
    assert all(fault.startswith(f"{icon.file}: ") for fault in faults)


def test_a_palette_with_transparency_is_read_as_it_looks() -> None:
    image = Image.open(io.BytesIO(picture((32, 32), CLEAR, WHITE))).quantize(2)
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    assert icon_faults(OUTLINE, buffer.getvalue()) == []
