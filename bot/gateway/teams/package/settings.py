"""The settings that the package is made from: environment variables with the gateway's prefix. See docs/teams.md."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import AfterValidator, Field, StringConstraints, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.gateway.settings import PREFIX
from bot.gateway.teams.package import values
from bot.gateway.teams.package.errors import PackageError

MAX_DEVELOPER = 32  # characters, as in Microsoft's schema

Guid = Annotated[str, AfterValidator(values.guid)]
Host = Annotated[str, AfterValidator(values.host)]
Url = Annotated[str, AfterValidator(values.https_url)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_DEVELOPER)]


class PackageSettings(BaseSettings):
    """Who and where the bot is. All but the package's own id must be set: a package with guesses helps nobody."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, extra="ignore", frozen=True)

    teams_app_id: Guid = Field(description="the Microsoft App ID of the Azure bot")
    teams_package_id: Guid | None = Field(None, description="another id of the app in Teams, where two share a bot")
    teams_host: Host = Field(description="the public host name that Teams reaches the gateway by")
    teams_developer: Name = Field(description="who answers for the app, as staff will read it")
    teams_website_url: Url = Field(description="a page about Lotsen or whoever answers for it")
    teams_privacy_url: Url = Field(description="the page that says how personal data are handled")
    teams_terms_url: Url = Field(description="the page with the terms of use")

    @property
    def package_id(self) -> str:
        """The package's id; the app's where it has none of its own."""
        return self.teams_package_id or self.teams_app_id


def read_package_settings(**overrides: Any) -> PackageSettings:
    """The settings from the environment; raises PackageError with a line for each that does not fit."""
    try:
        return PackageSettings(**overrides)
    except ValidationError as error:
        raise PackageError([_line(fault) for fault in error.errors()]) from error


def _line(fault: Any) -> str:
    name = str(fault["loc"][0])
    variable = PREFIX + name.upper()
    if fault["type"] == "missing":
        return f"{variable} is missing: {PackageSettings.model_fields[name].description}"
    said = re.sub(r"^Value error, ", "", str(fault["msg"]))
    return f"{variable} is {fault['input']!r}: {said}"
