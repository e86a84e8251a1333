"""The same files give the same bytes, and a file is written whole or not at all."""

from __future__ import annotations

import io
import os
import stat
import zipfile
from pathlib import Path

import pytest

from bot.gateway.teams.package.archive import pack, write_whole


def test_the_same_files_give_the_same_bytes_in_whatever_order() -> None:
    assert pack({"b": b"2", "a": "å".encode()}) == pack({"a": "å".encode(), "b": b"2"})
    assert pack({"a": b"1"}) != pack({"a": b"2"})


def test_entries_say_nothing_of_when_and_by_whom() -> None:
    with zipfile.ZipFile(io.BytesIO(pack({"b": b"2", "a": b"1"}))) as archive:
        entries = archive.infolist()
    assert [entry.filename for entry in entries] == ["a", "b"]
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {entry.external_attr >> 16 for entry in entries} == {0o644}


def test_a_file_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "new/folder/lotsen.zip"
    write_whole(path, b"old")
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o644
    assert [file.name for file in path.parent.iterdir()] == ["lotsen.zip"]


def test_what_fails_leaves_the_old_file_and_nothing_half(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "lotsen.zip"
    write_whole(path, b"old")

    def no_space(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", no_space)
    with pytest.raises(OSError, match="No space left"):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert [file.name for file in tmp_path.iterdir()] == ["lotsen.zip"]
