"""Every setting of the package that is missing or wrong is named, in a line of its own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.gateway.settings import PREFIX, ROOT, Settings
from bot.gateway.teams.package.errors import PackageError
from bot.gateway.teams.package.settings import PackageSettings, read_package_settings
from tests.gateway.teams_package.factories import GOOD

Environment = Callable[..., None]


def faults_of(environment: Environment, **named: str | None) -> list[str]:
    environment(**named)
    with pytest.raises(PackageError) as caught:
        read_package_settings()
    return caught.value.faults


def test_without_any_setting_each_needed_one_is_named_once(environment: Environment) -> None:
    faults = faults_of(environment, **dict.fromkeys(GOOD))
    assert [fault.split(" is missing: ")[0] for fault in faults] == [PREFIX + name for name in GOOD]
    assert not [fault for fault in faults if "\n" in fault]


@pytest.mark.parametrize("name", sorted(GOOD))
def test_an_empty_setting_is_missing(environment: Environment, name: str) -> None:
    assert [fault.split(": ")[0] for fault in faults_of(environment, **{name: ""})] == [f"{PREFIX}{name} is missing"]


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("TEAMS_APP_ID", "lotsen", "GUID"),
        ("TEAMS_PACKAGE_ID", "00000000-0000-0000-0000-000000000000", "placeholder"),
        ("TEAMS_HOST", "https://lotsen.regionen.se/api/messages", "host name only"),
        ("TEAMS_DEVELOPER", "Västra Götalandsregionen, hälso- och sjukvården", "at most 32"),
        ("TEAMS_DEVELOPER", "   ", "at least 1"),
        ("TEAMS_WEBSITE_URL", "http://regionen.se", "https://"),
        ("TEAMS_PRIVACY_URL", "https://example.com/privacy", "examples"),
        ("TEAMS_TERMS_URL", "/villkor", "https://"),
    ],
)
def test_bad_setting_is_named_with_what_to_write(environment: Environment, name: str, value: str, words: str) -> None:
    [fault] = faults_of(environment, **{name: value})
    assert fault.startswith(f"{PREFIX}{name} is {value!r}: ")
    assert words in fault


def test_all_faults_are_told_at_once(environment: Environment) -> None:
    faults = faults_of(environment, TEAMS_APP_ID=None, TEAMS_HOST="lotsen", TEAMS_TERMS_URL="")
    assert [fault.split(" ")[0] for fault in faults] == [
        "LOTSEN_TEAMS_APP_ID",
        "LOTSEN_TEAMS_HOST",
        "LOTSEN_TEAMS_TERMS_URL",
    ]


def test_the_app_has_the_bots_id_until_told_otherwise(environment: Environment) -> None:
    environment()
    assert read_package_settings().package_id == GOOD["TEAMS_APP_ID"]
    environment(TEAMS_PACKAGE_ID="9A1E3F60-7C0B-4B0E-8B43-2D6D3C9F5A10")
    assert read_package_settings().package_id == "9a1e3f60-7c0b-4b0e-8b43-2d6d3c9f5a10"


OF_TEAMS = {*PackageSettings.model_fields, *(name for name in Settings.model_fields if name.startswith("teams_"))}


@pytest.mark.parametrize("name", sorted(OF_TEAMS))
def test_every_setting_is_explained(name: str) -> None:
    assert f"| `{PREFIX}{name.upper()}` |" in (ROOT / "docs/teams.md").read_text(encoding="utf-8")
