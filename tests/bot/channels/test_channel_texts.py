"""texts.yml and the channel's settings are checked at start, with errors that say what to do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.channels.settings import SettingsError, read_settings
from bot.channels.texts import TEXTS_FILE, Texts, TextsError, load_texts
from bot.masking.kinds import Kind


@pytest.mark.parametrize(
    ("kinds", "sentence"),
    [
        ([Kind.PERSONAL_NUMBER], "Jag tog bort ett personnummer ur din fråga: skriv inga patientuppgifter här."),
        (
            [Kind.PERSONAL_NUMBER, Kind.PHONE_NUMBER, Kind.PHONE_NUMBER],
            "Jag tog bort ett personnummer och flera telefonnummer ur din fråga: skriv inga patientuppgifter här.",
        ),
        (
            [Kind.EMAIL_ADDRESS, Kind.RESERVE_NUMBER, Kind.PHONE_NUMBER],
            "Jag tog bort en e-postadress, ett reservnummer och ett telefonnummer ur din fråga: "
            "skriv inga patientuppgifter här.",
        ),
    ],
)
def test_sentence_names_what_was_removed(texts: Texts, kinds: list[Kind], sentence: str) -> None:
    assert texts.removal_sentence(kinds) == sentence


@pytest.mark.parametrize(
    ("pattern", "replacement", "named"),
    [
        (r"error: .*", "", "error"),
        (r"  no_words: .*", "", "no_words"),
        (r"  sender: .*", "", "sender"),
        (r"  phone_number: \"\[.*", "", "phone_number"),
        (r"  too_long:", "  too_lang:", "too_lang"),
        (r"\{kinds\} ur", "allt ur", "removed.sentence"),
        (r"\[personnummer\]", "[nr 1]", "personal_number"),
        (r"\[personnummer\]", "/personnummer", "personal_number"),
        (r"error: .*", 'error: ""', "error"),
        (r"error: .*", "error: [", "YAML"),
    ],
)
def test_faulty_texts_stop_the_start(tmp_path: Path, pattern: str, replacement: str, named: str) -> None:
    original = TEXTS_FILE.read_text(encoding="utf-8")
    faulty = re.sub(rf"(?m){pattern}", replacement, original, count=1)
    assert faulty != original
    file = tmp_path / "texts.yml"
    file.write_text(faulty, encoding="utf-8")
    with pytest.raises(TextsError, match=rf"texts\.yml.*{re.escape(named)}"):
        load_texts(file)


def test_missing_texts_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(TextsError, match=r"texts\.yml: the file is missing"):
        load_texts(tmp_path / "texts.yml")


def test_settings_have_defaults() -> None:
    settings = read_settings(None)
    assert (settings.turn_timeout, settings.max_message_length, settings.allowed_addresses) == (20, 2000, frozenset())


def test_allowed_addresses_are_compared_in_lower_case() -> None:
    assert read_settings({"allowed_addresses": ["KJV@exempel.se"]}).allowed_addresses == {"kjv@exempel.se"}


@pytest.mark.parametrize(
    ("credentials", "named"),
    [
        ({"turn_timeout": 0}, "turn_timeout"),
        ({"turn_timeout": "long"}, "turn_timeout"),
        ({"timeout": 5}, "timeout"),
        ({"max_message_length": -1}, "max_message_length"),
        ({"allowed_addresses": 3}, "allowed_addresses"),
    ],
)
def test_faulty_settings_stop_the_start(credentials: dict, named: str) -> None:
    with pytest.raises(SettingsError, match=rf"GuardedRestInput: {named}"):
        read_settings(credentials)
