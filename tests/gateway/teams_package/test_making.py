"""Settings and texts in, a package out."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from bot.gateway.teams.package.errors import PackageError
from bot.gateway.teams.package.making import make_package
from bot.gateway.teams.package.package_check import package_faults
from bot.gateway.teams.package.settings import PackageSettings
from bot.gateway.teams.package.texts import load_manifest_texts
from tests.gateway.teams_package.factories import GOOD, picture, put


def test_the_package_is_right_and_always_the_same(package_settings: PackageSettings) -> None:
    texts = load_manifest_texts()
    data = make_package(package_settings, texts, "1.2.3")
    assert package_faults(data) == []
    assert make_package(package_settings, texts, "1.2.3") == data
    assert make_package(package_settings, texts, "1.2.4") != data


def test_the_manifest_in_it_holds_the_settings_and_swedish_letters(package_settings: PackageSettings) -> None:
    with zipfile.ZipFile(io.BytesIO(make_package(package_settings, load_manifest_texts(), "1.2.3"))) as archive:
        text = archive.read("manifest.json").decode("utf-8")
    manifest = json.loads(text)
    assert "rätt till vård" in text
    assert (manifest["id"], manifest["bots"][0]["botId"]) == (GOOD["TEAMS_APP_ID"], GOOD["TEAMS_APP_ID"])
    assert manifest["version"] == "1.2.3"
    assert manifest["developer"]["name"] == GOOD["TEAMS_DEVELOPER"]


def test_a_text_that_is_too_long_stops_it(package_settings: PackageSettings) -> None:
    texts = load_manifest_texts().model_copy(update={"short_description": "å" * 81, "name": "Lotsen" * 6})
    with pytest.raises(PackageError) as caught:
        make_package(package_settings, texts, "1.2.3")
    assert [fault.split(": ")[1] for fault in caught.value.faults] == ["description.short", "name.short"]


def test_icons_of_ones_own_are_checked(package_settings: PackageSettings, tmp_path: Path) -> None:
    colour, outline = picture((192, 192), "teal", "white"), picture((32, 32), "white")
    icons = put(tmp_path, {"color.png": colour, "outline.png": outline})
    with pytest.raises(PackageError, match=r"outline\.png: must have a transparent ground"):
        make_package(package_settings, load_manifest_texts(), "1.2.3", icons)


def test_a_missing_icon_is_named(package_settings: PackageSettings, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"color\.png"):
        make_package(package_settings, load_manifest_texts(), "1.2.3", tmp_path)
