"""Microsoft's schema file is the one that we took, and finds what it forbids."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

import pytest
from jsonschema import Draft7Validator, FormatChecker

from bot.gateway.teams.package.manifest import MANIFEST_VERSION
from bot.gateway.teams.package.schema_check import SCHEMA_FILE, schema_faults

DIGEST = "393557f89b0afc5b1134794d3af64c47a56ac29d44fdf977136c8121096f1503"
Manifest = dict[str, Any]


def search(manifest: Manifest) -> Manifest:
    return manifest["composeExtensions"][0]["commands"][0]


def test_the_file_is_unchanged_and_says_where_it_comes_from() -> None:
    origin = (SCHEMA_FILE.parent / "README.md").read_text(encoding="utf-8")
    assert hashlib.sha256(SCHEMA_FILE.read_bytes()).hexdigest() == DIGEST
    assert DIGEST in origin
    assert "`@microsoft/app-manifest` 1.1.2" in origin
    assert (SCHEMA_FILE.parent / "LICENSE").read_text(encoding="utf-8").startswith("MIT License")


def test_it_is_a_schema_of_the_version_that_we_write() -> None:
    schema = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    Draft7Validator.check_schema(schema, format_checker=FormatChecker(formats=()))
    assert schema["properties"]["manifestVersion"]["const"] == MANIFEST_VERSION


@pytest.mark.parametrize(
    ("spoil", "place"),
    [
        (lambda m: m.update(manifestVersion="1.24"), "manifestVersion: "),  # `const`, unknown to draft 4
        (lambda m: m.pop("accentColor"), "manifest: "),
        (lambda m: m.update(packageName="se.lotsen"), "manifest: "),
        (lambda m: m.update(id="lotsen"), "id: "),
        (lambda m: m.update(accentColor="teal"), "accentColor: "),
        (lambda m: m["name"].update(short="L" * 31), "name.short: "),
        (lambda m: m["name"].update(full="L" * 101), "name.full: "),
        (lambda m: m["description"].update(short="å" * 81), "description.short: "),
        (lambda m: m["description"].update(full="å" * 4001), "description.full: "),
        (lambda m: m["developer"].update(name="å" * 33), "developer.name: "),
        (lambda m: m["developer"].pop("termsOfUseUrl"), "developer: "),
        (lambda m: m["developer"].update(websiteUrl="regionen.se"), "developer.websiteUrl: "),
        (lambda m: m["bots"][0].update(scopes=["personal", "groupchat"]), "bots[0].scopes[1]: "),
        (lambda m: m["bots"].append(m["bots"][0]), "bots: "),
        (lambda m: m["bots"][0]["commandLists"][0]["commands"].__imul__(3), "bots[0].commandLists[0].commands: "),
        (lambda m: search(m).update(title="S" * 33), "composeExtensions[0].commands[0].title: "),
        (lambda m: search(m).update(description="S" * 129), "composeExtensions[0].commands[0].description: "),
        (lambda m: m.update(permissions=["everything"]), "permissions[0]: "),
        (lambda m: m.update(supportsChannelFeatures="tier2"), "supportsChannelFeatures: "),
        (lambda m: m.update(defaultInstallScope="groupchat"), "defaultInstallScope: "),
        (lambda m: m.update(name="Lotsen"), "name: "),
    ],
)
def test_what_the_schema_forbids_is_found_with_its_place(
    spoiled: Callable[..., Manifest], spoil: Callable[[Manifest], object], place: str
) -> None:
    faults = schema_faults(spoiled(spoil))
    assert faults
    assert all(fault.startswith(place) and "\n" not in fault and len(fault) < 300 for fault in faults)


def test_a_pattern_of_unicode_letters_is_no_stumbling_block(spoiled: Callable[..., Manifest]) -> None:
    """A package that somebody edited may hold what ours never does: functions for Excel, named in any alphabet."""
    runtime = {"id": "one", "customFunctions": {"functions": [{"id": "one", "name": "+åäö"}]}}
    faults = schema_faults(spoiled(lambda m: m.update(extensions=[{"runtimes": [runtime]}])))
    assert [fault for fault in faults if ".name: '+åäö' does not match" in fault]
