"""Every package's licence is one that may stand beside ours."""

from __future__ import annotations

import re
from email.message import Message
from importlib.metadata import distributions
from types import SimpleNamespace
from typing import Any

import pytest

from bot.setup.licences import OURS, is_allowed, read_rules, stated, table
from bot.setup.project import this_project

ROOT = this_project().root
RULES = read_rules()


def package(name: str = "paket", **fields: Any) -> Any:
    """A distribution with metadata; ``classifiers`` are licences, without what stands before them."""
    metadata = Message()
    metadata["Name"] = name
    for classifier in fields.pop("classifiers", ()):
        metadata["Classifier"] = f"License :: OSI Approved :: {classifier}"
    for field, value in fields.items():
        metadata[field.replace("_", "-")] = value
    return SimpleNamespace(metadata=metadata, version="1.0")


def test_every_installed_package_has_an_allowed_licence() -> None:
    rows = table(distributions(), RULES)
    assert [row for row in rows if not row.allowed] == []


def test_all_that_is_pinned_and_installed_was_looked_at() -> None:
    lock = (ROOT / "requirements" / "assistant.txt").read_text(encoding="utf-8")
    pinned = {re.sub(r"[-_.]+", "-", name.lower()) for name in re.findall(r"^([\w.-]+)==", lock, re.MULTILINE)}
    seen = {re.sub(r"[-_.]+", "-", row.package.lower()) for row in table(distributions(), RULES)}
    installed = {re.sub(r"[-_.]+", "-", one.metadata["Name"].lower()) for one in distributions()} - {OURS}
    assert pinned & installed <= seen
    assert len(pinned & seen) > 100


@pytest.mark.parametrize(
    ("expression", "allowed"),
    [
        ("MIT", True),
        ("GPL-3.0-only", False),
        ("GPL-3.0-only OR MIT", True),
        ("GPL-3.0-only AND MIT", False),
        ("MPL-2.0 AND MIT", True),
        ("", False),
        ("All rights reserved", False),
    ],
)
def test_an_expression_is_allowed_where_one_choice_of_it_is(expression: str, allowed: bool) -> None:
    assert is_allowed(expression, RULES.allowed) is allowed


@pytest.mark.parametrize(
    ("fields", "licence"),
    [
        ({"License_Expression": "ISC", "License": "x"}, "ISC"),
        ({"classifiers": ["MIT License", "BSD License"]}, "MIT AND BSD-3-Clause"),
        ({"classifiers": ["GNU General Public License v3 (GPLv3)"]}, "GNU General Public License v3 (GPLv3)"),
        ({"License": "BSD"}, "BSD-3-Clause"),
        ({"License": "\nAll rights\nreserved"}, "All rights"),
        ({}, ""),
        ({"name": "cuda-toolkit"}, RULES.by_hand["cuda-toolkit"]),
    ],
)
def test_the_licence_is_read_where_the_package_states_it(fields: dict[str, Any], licence: str) -> None:
    assert stated(package(**fields), RULES) == licence


def test_a_package_without_an_allowed_licence_is_marked() -> None:
    [row] = table([package("gnupaket", classifiers=["GNU General Public License v3 (GPLv3)"])], RULES)
    assert (row.package, row.allowed) == ("gnupaket", False)


def test_our_own_licence_is_among_them_and_lies_in_the_tree() -> None:
    assert "Apache-2.0" in RULES.allowed
    assert "Apache License" in (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert 'license = { text = "Apache-2.0" }' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
