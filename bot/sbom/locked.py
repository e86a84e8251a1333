"""The packages of a lock file, as pip's and npm's say them: name, version, and who asked for it."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

_ENTRY = re.compile(r"^(?P<name>[\w.-]+)(?:\[[^\]]*\])?==(?P<version>[^\s;]+)(?:\s*;\s*(?P<marker>[^\\]+))?")
_NPM = "node_modules/"


class Locked(NamedTuple):
    """One package of a lock file.

    ``needed_by`` holds names of packages; what the project asks for itself has "" there. ``marker`` says on which
    machines it is installed, "" on all. ``built_with`` is what builds or tests and is in nothing that is shipped.
    ``licence`` and ``sha512`` (hexadecimal) are those that the lock file itself tells, "" where it does not.
    """

    name: str
    version: str
    needed_by: tuple[str, ...]
    marker: str = ""
    built_with: bool = False
    licence: str = ""
    sha512: str = ""


def normal(name: str) -> str:
    """A Python package's name as all of its spellings are compared."""
    return re.sub(r"[-_.]+", "-", name).lower()


def read_python_lock(text: str) -> list[Locked]:
    """The entries of a file that ``uv pip compile`` wrote, in its order. Raises ValueError for one it cannot read."""
    found: list[Locked] = []
    for line in text.splitlines():
        if line[:1] not in ("", " ", "#"):  # an entry begins at the left edge; hashes and comments do not
            found.append(_entry(line))
        elif found and (needer := _needer(line)) is not None:
            found[-1] = found[-1]._replace(needed_by=(*found[-1].needed_by, needer))
    return found


def _entry(line: str) -> Locked:
    match = _ENTRY.match(line)
    if match is None:
        raise ValueError(f"This line of the lock file names no package with a version: {line}")
    return Locked(normal(match["name"]), match["version"], (), (match["marker"] or "").strip())


def _needer(line: str) -> str | None:
    """Who asked, of a comment below an entry: ``# via redis``, or a line of a longer list of those."""
    words = line.strip().removeprefix("#").strip().removeprefix("via").strip()
    if not line.strip().startswith("#") or not words:
        return None
    return "" if words.startswith(("-r ", "-c ")) else normal(words.split(" ")[0].split("[")[0])


def read_npm_lock(text: str) -> list[Locked]:
    """The packages of a package-lock.json of version 3, by path. Raises ValueError for another version."""
    lock = json.loads(text)
    if lock.get("lockfileVersion") != 3:
        raise ValueError(f"package-lock.json of version {lock.get('lockfileVersion')}; only 3 is read")
    packages: dict[str, dict[str, Any]] = lock["packages"]
    needed: dict[str, set[str]] = {path: set() for path in packages}
    for path, package in packages.items():
        for wanted in _wanted_paths(path, package, packages):
            needed[wanted].add(_npm_name(path))
    return [
        Locked(
            name=_npm_name(path),
            version=package["version"],
            needed_by=tuple(sorted(needed[path])),
            built_with=bool(package.get("dev")),
            licence=package.get("license", ""),
            sha512=_sha512(package.get("integrity", "")),
        )
        for path, package in sorted(packages.items())
        if path
    ]


def _npm_name(path: str) -> str:
    """The package's name; the project's own path is "" and so is its name here."""
    return path.rsplit(_NPM, 1)[-1]


def _wanted_paths(path: str, package: Mapping[str, Any], packages: Mapping[str, Any]) -> Iterator[str]:
    """Where what the package asks for lies: beside it, or at the nearest folder above, as Node.js looks for it."""
    kinds = ("dependencies", "devDependencies", "optionalDependencies", "peerDependencies")
    for name in {name for kind in kinds for name in package.get(kind, {})}:
        place = f"{path}/" if path else ""
        while f"{place}{_NPM}{name}" not in packages and place:
            place = place.rstrip("/").rpartition(_NPM)[0]
        if f"{place}{_NPM}{name}" in packages:  # what is optional may be missing
            yield f"{place}{_NPM}{name}"


def _sha512(integrity: str) -> str:
    """npm's ``sha512-…`` in base 64, as hexadecimal."""
    kind, _, digest = integrity.partition("-")
    return base64.b64decode(digest).hex() if kind == "sha512" else ""
