from __future__ import annotations

from pathlib import Path

import pytest

from bot.reader.settings import ReaderSettings, SettingError, read_settings

URL = {"LOTSEN_READER_URL": "http://127.0.0.1:11434/v1/", "LOTSEN_READER_MODEL": "namn"}


def test_without_an_address_it_is_off() -> None:
    assert read_settings({}) is None
    assert read_settings({"LOTSEN_READER_URL": " ", "LOTSEN_READER_MODEL": "namn"}) is None


def test_defaults() -> None:
    assert read_settings(URL) == ReaderSettings("http://127.0.0.1:11434/v1", "namn", 2.5)


def test_the_key_is_read_from_its_file_and_never_shown(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text("hemlig\n")
    settings = read_settings({**URL, "LOTSEN_READER_KEY_FILE": str(file)})
    assert settings is not None
    assert settings.key == "hemlig"
    assert "hemlig" not in repr(settings)


@pytest.mark.parametrize("url", ["https://modell.example.org/v1", "http://vllm:8000/v1", "http://10.1.2.3:8000/v1"])
def test_addresses_of_the_house_and_https_are_taken(url: str) -> None:
    settings = read_settings({**URL, "LOTSEN_READER_URL": url})
    assert settings is not None
    assert settings.url == url


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LOTSEN_READER_URL", "http://modell.example.org/v1"),  # plain text on a foreign network
        ("LOTSEN_READER_URL", "ftp://127.0.0.1/v1"),
        ("LOTSEN_READER_URL", "127.0.0.1:11434"),
        ("LOTSEN_READER_URL", "https://user:pass@modell.example.org/v1"),
        ("LOTSEN_READER_URL", "https://modell.example.org/v1?api-key=1"),
        ("LOTSEN_READER_URL", "http://127.0.0.1:x/v1"),
        ("LOTSEN_READER_MODEL", ""),
        ("LOTSEN_READER_TIMEOUT", "0"),
        ("LOTSEN_READER_TIMEOUT", "nan"),
        ("LOTSEN_READER_TIMEOUT", "60"),
        ("LOTSEN_READER_KEY_FILE", "/nowhere/key"),
    ],
)
def test_what_cannot_be_used_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingError, match=name):
        read_settings({**URL, name: value})


def test_an_empty_key_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text("\n")
    with pytest.raises(SettingError, match="one line"):
        read_settings({**URL, "LOTSEN_READER_KEY_FILE": str(file)})
