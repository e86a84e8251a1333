"""The servers' own secret: made once, for us only, and never told."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.inside.kept import kept_secret
from bot.inside.secret import FILE_SETTING, SETTING, SecretError, inside_secret


def test_secret_is_made_once_and_only_for_us(tmp_path: Path) -> None:
    path = tmp_path / "folder/secret"
    first = kept_secret(path)
    assert len(first) >= 64
    assert path.stat().st_mode & 0o777 == 0o600
    assert kept_secret(path) == first


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_secret_that_others_can_read_is_refused(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "secret"
    secret = kept_secret(path)
    path.chmod(mode)
    with pytest.raises(OSError, match=r"others may read .*chmod 600") as refused:
        kept_secret(path)
    assert secret not in str(refused.value)


def test_secret_file_without_a_secret_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("\n")
    (tmp_path / "secret").chmod(0o600)
    with pytest.raises(OSError, match="holds no secret: delete it"):
        kept_secret(tmp_path / "secret")


@pytest.mark.parametrize("secret", ["short", "x" * 31, f"{'x' * 40} y", f"{'x' * 40}\n", "å" * 40])
def test_a_secret_that_can_be_guessed_or_breaks_a_header_is_refused_and_not_repeated(secret: str) -> None:
    with pytest.raises(SecretError, match=f"^{SETTING}: write at least 32") as refused:
        inside_secret({SETTING: secret})
    assert secret not in str(refused.value)


def test_the_setting_is_taken_before_the_file_and_the_file_is_made_where_neither_is(tmp_path: Path) -> None:
    path = tmp_path / "folder/inside"
    named = {SETTING: "x" * 32, FILE_SETTING: str(path)}
    assert inside_secret(named) == "x" * 32
    assert not path.exists()
    assert inside_secret({**named, SETTING: ""}) == kept_secret(path)


def test_a_loose_file_is_refused_with_its_name(tmp_path: Path) -> None:
    path = tmp_path / "inside"
    secret = kept_secret(path)
    path.chmod(0o644)
    with pytest.raises(SecretError, match=r"others may read .*inside") as refused:
        inside_secret({FILE_SETTING: str(path)})
    assert secret not in str(refused.value)
