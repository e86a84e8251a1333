"""The licences of an environment's packages, as they state them: ``python -m bot.setup.licences``.

Prints a row a package, and ends with 1 where requirements/licences.ini does not allow one's licence beside ours.
Standard library only, and the packages of the Python that runs it: both environments are asked in the same way.
"""

from __future__ import annotations

import configparser
import re
import sys
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Iterable, Mapping, NamedTuple, Sequence

FILE = Path(__file__).resolve().parents[2] / "requirements" / "licences.ini"
OURS = "lotsen"
LONGEST_NAME = 60  # characters; a longer first line of the field is the licence's text and not its name
_CLASSIFIER = "License :: "
_NO_LICENCE = "OSI Approved"  # a heading among the classifiers


class Rules(NamedTuple):
    """What may stand beside our licence, and what packages call it."""

    allowed: set[str]  # SPDX identifiers
    names: Mapping[str, str]  # as metadata calls a licence → its identifier
    by_hand: Mapping[str, str]  # package whose metadata names none → identifier, read in its files
    not_everywhere: Mapping[str, str]  # package that some machines lock and do not install → identifier


class Row(NamedTuple):
    """One package: what it states, and whether that is allowed."""

    package: str
    version: str
    licence: str
    allowed: bool


def read_rules(file: Path = FILE) -> Rules:
    """The committed rules; raises configparser.Error when the file is at fault."""
    parser = configparser.ConfigParser(allow_no_value=True, delimiters=("=",), interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]  # names keep their capitals
    parser.read_string(file.read_text(encoding="utf-8"))
    return Rules(set(parser["allowed"]), dict(parser["names"]), dict(parser["by hand"]), dict(parser["not everywhere"]))


def stated(package: Distribution, rules: Rules) -> str:
    """The licence as an SPDX expression where the package states one or its name is known, else its words, or ""."""
    metadata = package.metadata
    by_hand = rules.by_hand.get(metadata["Name"])
    if by_hand:
        return by_hand
    if "License-Expression" in metadata:
        return metadata["License-Expression"]
    classifiers = [str(line) for line in metadata.get_all("Classifier") or () if line.startswith(_CLASSIFIER)]
    names = [line.split(" :: ")[-1] for line in classifiers]
    named = [rules.names.get(name, name) for name in names if name != _NO_LICENCE]
    if named:
        return " AND ".join(named)
    words = metadata["License"] if "License" in metadata else ""  # noqa: SIM401  # its type has no get
    first = (words.strip().splitlines() or [""])[0]
    return rules.names.get(first, first[:LONGEST_NAME])


def is_allowed(expression: str, allowed: set[str]) -> bool:
    """Whether an SPDX expression without brackets can be met: one of what OR joins, all of what AND joins."""
    choices = [re.split(r"\s+AND\s+", choice) for choice in re.split(r"\s+OR\s+", expression)]
    return any(all(part in allowed for part in choice) for choice in choices)


def table(packages: Iterable[Distribution], rules: Rules) -> list[Row]:
    """A row a package, by name; the project itself is left out."""
    found = {}
    for package in packages:
        name, licence = package.metadata["Name"], stated(package, rules)
        if name != OURS:
            found[name.lower()] = Row(name, package.version, licence, is_allowed(licence, rules.allowed))
    return [found[name] for name in sorted(found)]


def main(arguments: Sequence[str] = ()) -> int:
    """Print the table; the exit status."""
    rows = table(distributions(), read_rules())
    width = max(len(f"{row.package} {row.version}") for row in rows)
    for row in rows:
        mark = "" if row.allowed else "  NOT ALLOWED by requirements/licences.ini"
        print(f"{f'{row.package} {row.version}'.ljust(width)}  {row.licence or 'states none'}{mark}")
    return 0 if all(row.allowed for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
