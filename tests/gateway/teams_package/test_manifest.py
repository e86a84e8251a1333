"""What the manifest says, and what our own rules find in one that says something else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bot.gateway.settings import ROOT
from bot.gateway.teams.package.making import project_version
from bot.gateway.teams.package.manifest import ACCENT
from bot.gateway.teams.package.manifest_check import manifest_faults
from bot.gateway.teams.package.schema_check import schema_faults
from tests.gateway.teams_package.factories import GOOD

Manifest = dict[str, Any]


def test_good_manifest_holds_to_the_schema_and_to_our_rules(manifest: Manifest) -> None:
    assert schema_faults(manifest) == []
    assert manifest_faults(manifest) == []


def test_staff_meet_it_in_swedish_everywhere(manifest: Manifest) -> None:
    [bot] = manifest["bots"]
    assert manifest["localizationInfo"] == {"defaultLanguageTag": "sv"}
    assert bot["scopes"] == ["personal", "team", "groupChat"]
    assert [commands["scopes"] for commands in bot["commandLists"]] == [["personal"], ["team"], ["groupChat"]]
    for commands in bot["commandLists"]:
        titles = [command["title"] for command in commands["commands"]]
        assert "Vad räknas som vård som inte kan anstå?" in titles
        assert "Går det att söka Utlysning 2021?" in titles
    assert "Skriv inga patientuppgifter." in manifest["description"]["full"]


def test_it_asks_for_no_more_than_it_needs(manifest: Manifest) -> None:
    [bot] = manifest["bots"]
    assert manifest["permissions"] == ["identity"]
    assert not {"authorization", "webApplicationInfo", "devicePermissions", "staticTabs"} & set(manifest)
    assert not [key for key in ("supportsFiles", "supportsCalling", "supportsVideo", "isNotificationOnly") if bot[key]]
    assert manifest["validDomains"] == [GOOD["TEAMS_HOST"]]


def test_the_accent_is_the_widgets() -> None:
    tokens = (ROOT / "bot/widget/src/styles/tokens.ts").read_text(encoding="utf-8")
    assert f"--accent: var(--lotsen-accent, {ACCENT});" in tokens


def test_the_projects_version_can_be_the_apps(spoiled: Callable[..., Manifest]) -> None:
    assert f'\nversion = "{project_version()}"\n' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert manifest_faults(spoiled(lambda manifest: manifest.update(version=project_version()))) == []


def command(manifest: Manifest) -> Manifest:
    return manifest["composeExtensions"][0]["commands"][0]


def other_bot(manifest: Manifest) -> None:
    manifest["composeExtensions"][0]["botId"] = "9a1e3f60-7c0b-4b0e-8b43-2d6d3c9f5a10"


def questions(manifest: Manifest) -> list[Manifest]:
    return manifest["bots"][0]["commandLists"][0]["commands"]


SPOILING = [
    (lambda m: m.update(version="1.2"), "version is '1.2'"),
    (lambda m: m.update(version="v1.2.3"), "version is 'v1.2.3'"),
    (lambda m: m.update(manifestVersion="1.24"), "manifestVersion: must be 1.25"),
    (lambda m: m.pop("$schema"), "$schema: must be"),
    (lambda m: m.update(id="00000000-0000-0000-0000-000000000000"), "id is '00000000-"),
    (lambda m: m["bots"][0].update(botId="00000000-0000-0000-0000-000000000000"), "botId is '00000000-"),
    (other_bot, "both must name the same bot"),
    (lambda m: m.update(bots=[], composeExtensions=[]), "both must name the same bot"),
    (lambda m: m["developer"].update(privacyUrl="http://regionen.se/"), "developer.privacyUrl"),
    (lambda m: m["developer"].update(websiteUrl="https://www.example.com"), "developer.websiteUrl"),
    (lambda m: m.update(validDomains=["https://lotsen.regionen.se"]), "validDomains[0]"),
    (lambda m: m.update(validDomains=["lotsen.regionen.se", "*.regionen.se"]), "validDomains[1]"),
    (lambda m: m.update(validDomains=[]), "validDomains: name the host"),
    (lambda m: m["name"].update(short="{{appName}}"), "name.short: holds a placeholder"),
    (lambda m: m["name"].update(full="${{APP_NAME}}"), "name.full: holds a placeholder"),
    (lambda m: m["developer"].update(name="<your name>"), "developer.name: holds a placeholder"),
    (lambda m: m["description"].update(full="TODO"), "description.full: holds a placeholder"),
    (lambda m: m["description"].update(short="%DESCRIPTION%"), "description.short: holds a placeholder"),
    (lambda m: m["description"].update(short=" Svar"), "description.short: is empty or has blanks"),
    (lambda m: questions(m)[0].update(title=""), "bots[0].commandLists[0].commands[0].title: is empty"),
    (
        lambda m: questions(m)[0].update(title=questions(m)[1]["title"].upper()),
        "commandLists[0]: offers a question twice",
    ),
    (lambda m: m["bots"][0]["commandLists"].pop(), "must name each of the bot's scopes once"),
    (lambda m: m["bots"][0]["scopes"].remove("team"), "must name each of the bot's scopes once"),
    (lambda m: m.pop("supportsChannelFeatures"), "supportsChannelFeatures: Teams demands tier1"),
    (lambda m: command(m).update(id="searchLotsen"), "must be the query sokLotsen"),
    (lambda m: command(m).update(type="action"), "must be the query sokLotsen"),
    (lambda m: command(m)["parameters"][0].update(name="question"), "with the parameter fraga"),
    (lambda m: m.pop("composeExtensions"), "must be the query sokLotsen"),
]


@pytest.mark.parametrize(("spoil", "words"), SPOILING)
def test_what_teams_would_refuse_is_found(
    spoiled: Callable[..., Manifest], spoil: Callable[[Manifest], object], words: str
) -> None:
    assert [fault for fault in manifest_faults(spoiled(spoil)) if words in fault]


def test_the_names_of_the_search_are_those_that_the_gateway_answers_to(manifest: Manifest) -> None:
    """Both write them down: the gateway must not load the tool's libraries, nor the tool Microsoft's."""
    from bot.gateway.teams import search

    names = (command(manifest)["id"], command(manifest)["parameters"][0]["name"])
    assert names == (search.COMMAND, search.PARAMETER)
