"""Our own rules for the manifest: what Teams demands beside its schema, and what only we can know."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from bot.gateway.teams.package import values
from bot.gateway.teams.package.manifest import MANIFEST_VERSION, SCHEMA_URL, SEARCH_COMMAND, SEARCH_PARAMETER

#: Words that tools and guides leave for somebody to fill in.
PLACEHOLDER = re.compile(
    r"\$?\{\{|\}\}|\$\{|\[\[|%[A-Z_-]+%|<[a-z][^>]*>|\b(?:TODO|FIXME|XXX|lorem ipsum)\b", re.IGNORECASE
)


def manifest_faults(manifest: Mapping[str, Any]) -> list[str]:
    """What is wrong, as 'where: what'. The schema must have been satisfied: its types are taken for granted."""
    return [
        *_versions(manifest),
        *_identities(manifest),
        *_addresses(manifest),
        *_placeholders(manifest),
        *_scopes(manifest),
        *_extension(manifest),
    ]


def _versions(manifest: Mapping[str, Any]) -> Iterator[str]:
    if manifest["manifestVersion"] != MANIFEST_VERSION:
        yield f"manifestVersion: must be {MANIFEST_VERSION}"
    if manifest.get("$schema") != SCHEMA_URL:
        yield f"$schema: must be {SCHEMA_URL}"
    yield from _fault("version", values.version, manifest["version"])


def _identities(manifest: Mapping[str, Any]) -> Iterator[str]:
    yield from _fault("id", values.guid, manifest["id"])
    owners = [*manifest.get("bots", ()), *manifest.get("composeExtensions", ())]
    ids = {owner.get("botId", "") for owner in owners}
    if len(ids) != 1:
        yield "bots, composeExtensions: both must name the same bot"
    for one in sorted(ids):
        yield from _fault("botId", values.guid, one)


def _addresses(manifest: Mapping[str, Any]) -> Iterator[str]:
    for name in ("websiteUrl", "privacyUrl", "termsOfUseUrl"):
        yield from _fault(f"developer.{name}", values.https_url, manifest["developer"][name])
    domains = manifest.get("validDomains", [])
    if not domains:
        yield "validDomains: name the host that the gateway is reached by"
    for place, domain in enumerate(domains):
        yield from _fault(f"validDomains[{place}]", values.host, domain)


def _placeholders(manifest: Mapping[str, Any]) -> Iterator[str]:
    for place, text in _texts(manifest):
        if PLACEHOLDER.search(text):
            yield f"{place}: holds a placeholder: {text[:80]!r}"
        elif text != text.strip() or not text:
            yield f"{place}: is empty or has blanks around it"


def _scopes(manifest: Mapping[str, Any]) -> Iterator[str]:
    for bot in manifest.get("bots", ()):
        listed = [scope for commands in bot.get("commandLists", ()) for scope in commands["scopes"]]
        if sorted(listed) != sorted(bot["scopes"]):
            yield "bots[0].commandLists: must name each of the bot's scopes once"
        if "team" in bot["scopes"] and manifest.get("supportsChannelFeatures") != "tier1":
            yield "supportsChannelFeatures: Teams demands tier1 of a bot with the scope team"
        for number, commands in enumerate(bot.get("commandLists", ())):
            titles = [command["title"].casefold() for command in commands["commands"]]
            if len(titles) != len(set(titles)):
                yield f"bots[0].commandLists[{number}]: offers a question twice"


def _extension(manifest: Mapping[str, Any]) -> Iterator[str]:
    """The gateway answers one command with one parameter; another name would find nobody."""
    known = [(SEARCH_COMMAND, "query", [SEARCH_PARAMETER])]
    found = [
        (command["id"], command.get("type", "query"), [field["name"] for field in command.get("parameters", ())])
        for extension in manifest.get("composeExtensions", ())
        for command in extension.get("commands", ())
    ]
    if found != known:
        yield f"composeExtensions[0].commands: must be the query {SEARCH_COMMAND} with the parameter {SEARCH_PARAMETER}"


def _fault(place: str, check: Callable[[str], str], value: str) -> Iterator[str]:
    try:
        check(value)
    except ValueError as error:
        yield f"{place} is {value!r}: {error}"


def _texts(value: Any, place: str = "") -> Iterator[tuple[str, str]]:
    """Every string below, with its place."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _texts(inner, f"{place}.{key}".removeprefix("."))
    elif isinstance(value, (list, tuple)):
        for number, inner in enumerate(value):
            yield from _texts(inner, f"{place}[{number}]")
