"""The manifest of the Teams app: what Teams and an administrator are told about it.

https://learn.microsoft.com/microsoft-365/extensibility/schema/ describes every key.
"""

from __future__ import annotations

from typing import Any

from bot.gateway.teams.package.icon_check import COLOUR, OUTLINE
from bot.gateway.teams.package.settings import PackageSettings
from bot.gateway.teams.package.texts import ManifestTexts, Search

MANIFEST_VERSION = "1.25"
SCHEMA_URL = f"https://developer.microsoft.com/en-us/json-schemas/teams/v{MANIFEST_VERSION}/MicrosoftTeams.schema.json"
LANGUAGE = "sv"
SCOPES = ("personal", "team", "groupChat")
ACCENT = "#0b5566"  # the widget's --lotsen-accent

#: Names that the gateway knows the message extension by (bot/gateway/teams).
SEARCH_COMMAND = "sokLotsen"
SEARCH_PARAMETER = "fraga"


def make_manifest(settings: PackageSettings, texts: ManifestTexts, version: str) -> dict[str, Any]:
    """The manifest as an object for JSON. Pure; what does not fit is found by `package_check`."""
    return {
        "$schema": SCHEMA_URL,
        "manifestVersion": MANIFEST_VERSION,
        "version": version,
        "id": settings.package_id,
        "localizationInfo": {"defaultLanguageTag": LANGUAGE},
        "developer": {
            "name": settings.teams_developer,
            "websiteUrl": settings.teams_website_url,
            "privacyUrl": settings.teams_privacy_url,
            "termsOfUseUrl": settings.teams_terms_url,
        },
        "name": {"short": texts.name, "full": texts.full_name},
        "description": {"short": texts.short_description, "full": texts.full_description},
        "icons": {"color": COLOUR.file, "outline": OUTLINE.file},
        "accentColor": ACCENT,
        "bots": [_bot(settings.teams_app_id, texts)],
        "composeExtensions": [_search(settings.teams_app_id, texts.search)],
        # The person's identity tells conversations and votes apart. Lotsen writes to nobody of its own accord,
        # so messageTeamMembers is not asked for, nor any resource-specific consent: it sees what mentions it.
        "permissions": ["identity"],
        "validDomains": [settings.teams_host],
        "defaultInstallScope": "personal",
        "defaultGroupCapability": {"team": "bot", "groupchat": "bot"},
        # Demanded from 1.25 on of every app with the scope team, though the schema does not say so.
        "supportsChannelFeatures": "tier1",
    }


def _bot(app_id: str, texts: ManifestTexts) -> dict[str, Any]:
    return {
        "botId": app_id,
        "scopes": [*SCOPES],
        "commandLists": [
            {"scopes": [scope], "commands": [command.model_dump() for command in texts.commands]} for scope in SCOPES
        ],
        "supportsFiles": False,
        "supportsCalling": False,
        "supportsVideo": False,
        "isNotificationOnly": False,
    }


def _search(app_id: str, texts: Search) -> dict[str, Any]:
    field = {
        "name": SEARCH_PARAMETER,
        "title": texts.field,
        "description": texts.field_help,
        "inputType": "text",
    }
    return {
        "botId": app_id,
        "composeExtensionType": "botBased",
        "canUpdateConfiguration": False,
        "commands": [
            {
                "id": SEARCH_COMMAND,
                "type": "query",
                "title": texts.title,
                "description": texts.description,
                "context": ["compose", "commandBox"],
                "initialRun": False,
                "parameters": [field],
            }
        ],
    }
