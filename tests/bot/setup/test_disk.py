from __future__ import annotations

from pathlib import Path

import pytest

from bot.setup.disk import check_room, free_gb, size_gb
from bot.setup.failures import SetupFailure


def test_too_little_room_says_how_much_is_free_and_needed(tmp_path: Path) -> None:
    with pytest.raises(SetupFailure, match=r"has 3\.2 GB free and the environment needs about 8\.0 GB"):
        check_room(tmp_path / ".venv", {}, free=lambda path: 3.21)


@pytest.mark.parametrize(
    "environ", [{"UV_TORCH_BACKEND": "cpu"}, {"LOTSEN_ENVIRONMENT_GB": "3"}], ids=["PyTorch without CUDA", "setting"]
)
def test_smaller_environment_needs_less(tmp_path: Path, environ: dict[str, str]) -> None:
    check_room(tmp_path / ".venv", environ, free=lambda path: 5.0)


def test_what_is_already_there_counts(tmp_path: Path) -> None:
    (tmp_path / "large").write_bytes(b"0" * 3_000_000)
    assert size_gb(tmp_path) == pytest.approx(0.003)
    check_room(tmp_path, {"LOTSEN_ENVIRONMENT_GB": "0.002"}, free=lambda path: 0.0)


def test_free_space_of_a_folder_that_does_not_exist_yet(tmp_path: Path) -> None:
    assert free_gb(tmp_path / "not" / "yet") == pytest.approx(free_gb(tmp_path), rel=0.1)
