"""Makes the package: settings and texts in, the zip file's bytes out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import tomllib

from bot.gateway.settings import ROOT
from bot.gateway.teams.package.archive import pack
from bot.gateway.teams.package.errors import PackageError
from bot.gateway.teams.package.icon_check import COLOUR, FOLDER, OUTLINE
from bot.gateway.teams.package.manifest import make_manifest
from bot.gateway.teams.package.package_check import MANIFEST, package_faults
from bot.gateway.teams.package.settings import PackageSettings
from bot.gateway.teams.package.texts import ManifestTexts

PROJECT_FILE = ROOT / "pyproject.toml"


def make_package(settings: PackageSettings, texts: ManifestTexts, version: str, icons: Path = FOLDER) -> bytes:
    """The checked package. Raises PackageError with everything that is wrong, and OSError for icons that cannot be
    read."""
    data = pack(
        {
            MANIFEST: _json(make_manifest(settings, texts, version)),
            **{icon.file: (icons / icon.file).read_bytes() for icon in (COLOUR, OUTLINE)},
        }
    )
    faults = package_faults(data)
    if faults:
        raise PackageError(faults)
    return data


def project_version(path: Path = PROJECT_FILE) -> str:
    """The project's own version."""
    return str(tomllib.loads(path.read_text(encoding="utf-8"))["project"]["version"])


def _json(value: Mapping[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
