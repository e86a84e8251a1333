"""A finished package, as Teams would get it: what is in the zip file, and all rules for that."""

from __future__ import annotations

import io
import json
import zipfile

from bot.gateway.teams.package.icon_check import COLOUR, OUTLINE, icon_faults
from bot.gateway.teams.package.manifest_check import manifest_faults
from bot.gateway.teams.package.schema_check import schema_faults

MANIFEST = "manifest.json"
EXPECTED = frozenset({MANIFEST, COLOUR.file, OUTLINE.file})
MAX_BYTES = 1_000_000  # of any one file, unpacked


def package_faults(data: bytes) -> list[str]:
    """Everything that is wrong with a package, a line each; empty if Teams can take it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            faults = _content_faults(archive)
            if faults:
                return faults
            files = {name: archive.read(name) for name in sorted(EXPECTED)}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:  # the latter two: odd or encrypted entries
        return [f"no readable zip file ({type(error).__name__})"]
    return [
        *_manifest_file_faults(files[MANIFEST]),
        *(fault for icon in (COLOUR, OUTLINE) for fault in icon_faults(icon, files[icon.file])),
    ]


def _content_faults(archive: zipfile.ZipFile) -> list[str]:
    """The three files at the root, each once, and nothing else."""
    names = [entry.filename for entry in archive.infolist()]
    faults = [f"{name}: is missing" for name in sorted(EXPECTED - set(names))]
    faults += [f"{name}: does not belong in the package" for name in sorted(set(names) - EXPECTED)]
    faults += [f"{name}: is there twice" for name in sorted(set(names)) if names.count(name) > 1]
    faults += [f"{entry.filename}: is too large" for entry in archive.infolist() if entry.file_size > MAX_BYTES]
    return faults


def _manifest_file_faults(data: bytes) -> list[str]:
    try:
        manifest = json.loads(data.decode("utf-8"))  # a byte order mark is refused too, as Teams does
    except ValueError as error:
        return [f"{MANIFEST}: is no JSON in UTF-8: {error}"]
    if not isinstance(manifest, dict):
        return [f"{MANIFEST}: must be an object"]
    # Our own rules read what the schema has promised.
    return [f"{MANIFEST}: {fault}" for fault in schema_faults(manifest) or manifest_faults(manifest)]
