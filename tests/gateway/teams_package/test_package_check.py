"""A zip file that is no package is refused, with what is wrong in it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest

from bot.gateway.teams.package.package_check import MAX_BYTES, package_faults
from tests.gateway.teams_package.factories import as_json, picture, zipped

Files = dict[str, bytes]


def test_good_files_are_taken_from_any_zip_tool(files: Files) -> None:
    assert sorted(files) == ["color.png", "manifest.json", "outline.png"]
    assert package_faults(zipped(files)) == []


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (lambda f: {k: v for k, v in f.items() if k != "outline.png"}, "outline.png: is missing"),
        (lambda f: {f"lotsen/{k}": v for k, v in f.items()}, "lotsen/manifest.json: does not belong"),
        (lambda f: {**f, "lotsen/": b""}, "lotsen/: does not belong"),
        (lambda f: {**f, ".DS_Store": b""}, ".DS_Store: does not belong"),
        (lambda f: {**f, "../manifest.json": b"{}"}, "../manifest.json: does not belong"),
        (lambda f: {**f, "manifest.json": b" " * (MAX_BYTES + 1)}, "manifest.json: is too large"),
        (lambda f: {**f, "manifest.json": b""}, "manifest.json: is no JSON"),
        (lambda f: {**f, "manifest.json": b"[]"}, "manifest.json: must be an object"),
        (lambda f: {**f, "manifest.json": "å".encode("latin-1")}, "manifest.json: is no JSON in UTF-8"),
        (lambda f: {**f, "manifest.json": b"\xef\xbb\xbf" + f["manifest.json"]}, "manifest.json: is no JSON"),
        (lambda f: {**f, "manifest.json": as_json({})}, "manifest.json: manifest: "),
        (lambda f: {**f, "manifest.json": f["manifest.json"].replace(b"sokLotsen", b"sok")}, "the query sokLotsen"),
        (lambda f: {**f, "color.png": f["outline.png"]}, "color.png: is 32 x 32"),
        (lambda f: {**f, "outline.png": picture((32, 32), "black")}, "outline.png: must be drawn in white"),
    ],
)
def test_bad_package_is_refused(files: Files, spoil: Callable[[Files], Files], fault: str) -> None:
    assert [found for found in package_faults(zipped(spoil(files))) if fault in found]


def test_a_file_that_is_there_twice_is_refused(files: Files) -> None:
    buffer = io.BytesIO(zipped(files))
    with zipfile.ZipFile(buffer, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("manifest.json", "{}")
    assert package_faults(buffer.getvalue()) == ["manifest.json: is there twice"]


@pytest.mark.parametrize("data", [b"", b"PK", b"no zip", zipped({"manifest.json": b"{}"})[:20]])
def test_what_is_no_zip_file_is_said_to_be_none(data: bytes) -> None:
    [fault] = package_faults(data)
    assert fault.startswith("no readable zip file")


def test_an_encrypted_entry_is_refused(files: Files) -> None:
    data = bytearray(zipped(files))
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = -1
        while (place := data.find(signature, place + 1)) >= 0:
            data[place + flags] |= 1
    [fault] = package_faults(bytes(data))
    assert fault.startswith("no readable zip file")


def test_all_faults_are_told_at_once(files: Files) -> None:
    spoiled: dict[str, Any] = {**files, "color.png": b"", "outline.png": b""}
    assert [fault.split(":")[0] for fault in package_faults(zipped(spoiled))] == ["color.png", "outline.png"]
