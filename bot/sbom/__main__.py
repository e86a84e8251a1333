"""Writes a bill of materials for every lock file: ``make sbom``, ``python -m bot.sbom [FOLDER]``.

Licences are read from what is installed in .venv and .venv-gateway. A package without a licence is named, and then the
exit status is 1: the documents are written all the same.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from bot.sbom.bill import Kind, bill
from bot.sbom.licences_of import installed_in, licences_of
from bot.sbom.locked import Locked, read_npm_lock, read_python_lock
from bot.setup.licences import read_rules
from bot.setup.project import Project, this_project


class Lock(NamedTuple):
    """A lock file, and how it is read."""

    kind: Kind
    file: str
    read: Callable[[str], list[Locked]]
    environment: str = ""  # where its packages are installed, below the root


LOCKS = (
    Lock(Kind("pypi", "assistant"), "requirements/assistant.txt", read_python_lock, ".venv"),
    Lock(Kind("pypi", "gateway"), "requirements/gateway.txt", read_python_lock, ".venv-gateway"),
    Lock(Kind("pypi", "gateway-tests"), "requirements/gateway-dev.txt", read_python_lock, ".venv-gateway"),
    Lock(Kind("pypi", "set-up"), "requirements/bootstrap.txt", read_python_lock, ".build/bootstrap"),
    Lock(Kind("npm", "widget"), "bot/widget/package-lock.json", read_npm_lock),
    Lock(Kind("npm", "cards-tests"), "tests/browser/cards/package-lock.json", read_npm_lock),
)


class Written(NamedTuple):
    """A document, how many packages it holds, and of which of them no licence is known."""

    document: str
    packages: int
    unknown: list[str]


def bills(project: Project) -> Mapping[str, Written]:
    """The documents by file name. Raises OSError or ValueError for a lock file that cannot be read."""
    rules = read_rules()
    found: dict[str, Written] = {}
    for lock in LOCKS:
        packages = lock.read((project.root / lock.file).read_text(encoding="utf-8"))
        licences = licences_of(installed_in(project.root / lock.environment) if lock.environment else [], rules)
        unknown = [one.name for one in packages if not (one.licence or licences.get(one.name))]
        found[f"{lock.kind.title}.cdx.json"] = Written(bill(lock.kind, packages, licences), len(packages), unknown)
    return found


def main(arguments: Sequence[str]) -> int:
    """Write all of them into the folder; the exit status."""
    project = this_project()
    folder = Path(arguments[0]) if arguments else project.build / "sbom"
    folder.mkdir(parents=True, exist_ok=True)
    written = bills(project)
    for name, one in written.items():
        (folder / name).write_text(one.document, encoding="utf-8")
        print(f"{folder / name}: {one.packages} packages")
        for package in one.unknown:
            print(f"  no licence known: {package}; is it installed? If it cannot be here: requirements/licences.ini")
    return 1 if any(one.unknown for one in written.values()) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
