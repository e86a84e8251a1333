"""Under which licence a package of a lock file stands: as it states where it is installed, else as we have read it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib.metadata import Distribution, distributions
from pathlib import Path

from bot.sbom.locked import normal
from bot.setup.licences import Rules, stated


def installed_in(environment: Path) -> list[Distribution]:
    """The packages of an environment of any Python: what they state can be read without running it."""
    return list(distributions(path=[str(path) for path in sorted(environment.glob("lib/python3*/site-packages"))]))


def licences_of(installed: Iterable[Distribution], rules: Rules) -> Mapping[str, str]:
    """Normal name → SPDX expression, or the package's own words where they are none that we know.

    What ``rules`` say of packages that are not installed everywhere wins, so that every machine writes the same.
    """
    found = {normal(package.metadata["Name"]): stated(package, rules) for package in installed}
    return {**found, **{normal(name): licence for name, licence in rules.not_everywhere.items()}}
