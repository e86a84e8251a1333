"""What keeps a package from being made."""

from __future__ import annotations


class PackageError(Exception):
    """The package cannot be made or used; `faults` says why, a line each."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults
