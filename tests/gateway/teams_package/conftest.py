"""What a package is made from: settings of a bot that does not exist, and a package to spoil."""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest

from bot.gateway.settings import PREFIX
from bot.gateway.teams.package.making import make_package
from bot.gateway.teams.package.manifest import make_manifest
from bot.gateway.teams.package.settings import PackageSettings, read_package_settings
from bot.gateway.teams.package.texts import load_manifest_texts
from tests.gateway.teams_package.factories import GOOD

Spoil = Callable[[dict[str, Any]], Any]


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Sets the good settings, what is named here instead; None leaves one out."""

    def use(**named: str | None) -> None:
        for name, value in {**GOOD, **named}.items():
            if value is None:
                monkeypatch.delenv(PREFIX + name, raising=False)
            else:
                monkeypatch.setenv(PREFIX + name, value)

    return use


@pytest.fixture
def package_settings(environment: Callable[..., None]) -> PackageSettings:
    environment()
    return read_package_settings()


@pytest.fixture
def manifest(package_settings: PackageSettings) -> dict[str, Any]:
    return make_manifest(package_settings, load_manifest_texts(), "1.2.3")


@pytest.fixture
def spoiled(manifest: dict[str, Any]) -> Callable[[Spoil], dict[str, Any]]:
    """A copy of the good manifest, changed by a function."""

    def make(spoil: Spoil) -> dict[str, Any]:
        other = copy.deepcopy(manifest)
        spoil(other)
        return other

    return make


@pytest.fixture
def files(package_settings: PackageSettings) -> dict[str, bytes]:
    """The files of a good package."""
    with zipfile.ZipFile(io.BytesIO(make_package(package_settings, load_manifest_texts(), "1.2.3"))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
