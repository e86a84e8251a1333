"""The settings of Teams: LOTSEN_TEAMS_… Documented in docs/teams.md; nothing of Microsoft's library is read here."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, SecretStr, model_validator
from pydantic_settings import BaseSettings

from bot.gateway.setting_types import Address, Guid, Guids, Words, guid

LOGIN_URL = "https://login.microsoftonline.com"
OPENID_URL = "https://login.botframework.com/v1/.well-known/openidconfiguration"
#: Takes the answers for Teams' public cloud, whichever region the tenant lies in.
SERVICE_HOSTS = ("smba.trafficmanager.net",)
SYSTEM_IDENTITY = "system"


def _identity(value: str) -> str:
    """Checks a managed identity: 'system', or the client id of one that was assigned."""
    return SYSTEM_IDENTITY if value.lower() == SYSTEM_IDENTITY else guid(value)


class TeamsSettings(BaseSettings):
    """Teams is off, and nothing of it imported, until an app id is given or development is switched on."""

    # The bot's registration with Microsoft
    teams_app_id: Guid = ""
    teams_app_secret: SecretStr = SecretStr("")
    teams_managed_identity: Annotated[str, AfterValidator(_identity)] = ""
    teams_tenant: Guid = ""
    teams_allowed_tenants: Guids = ()  # whose staff may ask; without any, only our own

    # Whom it talks with
    teams_service_hosts: Words = SERVICE_HOSTS
    teams_login_url: Address = LOGIN_URL
    teams_openid_url: Address = OPENID_URL
    teams_development: bool = False

    @property
    def teams_on(self) -> bool:
        """Whether Teams is mounted at all."""
        return bool(self.teams_app_id) or self.teams_development

    @property
    def teams_tenants(self) -> frozenset[str]:
        """Whose staff may ask."""
        return frozenset(self.teams_allowed_tenants or (self.teams_tenant,))

    @model_validator(mode="after")
    def _registration_is_whole(self) -> TeamsSettings:
        """A bot of one tenant logs in with a secret or with an identity of the machine's, never with both."""
        if not self.teams_app_id or self.teams_development:
            return self
        if not self.teams_tenant:
            raise ValueError("LOTSEN_TEAMS_APP_ID needs LOTSEN_TEAMS_TENANT as well")
        if bool(self.teams_app_secret.get_secret_value()) == bool(self.teams_managed_identity):
            raise ValueError(
                "LOTSEN_TEAMS_APP_ID needs either LOTSEN_TEAMS_APP_SECRET or LOTSEN_TEAMS_MANAGED_IDENTITY, not both"
            )
        return self
