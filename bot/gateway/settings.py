"""Every setting of the gateway: environment variables that begin with LOTSEN_. Documented in docs/gateway.md."""

from __future__ import annotations

from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, SecretStr, ValidationError, model_validator
from pydantic_settings import SettingsConfigDict

from bot.gateway.desk_settings import DeskSettings
from bot.gateway.setting_types import (
    Ancestors,
    Database,
    Networks,
    Origin,
    Origins,
    Port,
    Rate,
    RedisAddress,
    Seconds,
    Secret,
    Words,
    is_loopback,
)
from bot.gateway.teams_settings import TeamsSettings
from bot.inside.secret import FILE, FILE_SETTING, SETTING
from bot.storage.places import FEEDBACK, URL_SETTING, Place
from knowledge.postgres import postgres_url

ROOT = Path(__file__).parents[2]
PREFIX = "LOTSEN_"
#: Settings whose values are never shown.
SECRETS = frozenset({"secret", "inside_secret", "teams_app_secret", "database_url", "redis_url"})


class SettingsError(Exception):
    """The settings cannot be used; the message is one line that names each variable and what is wrong."""


class Settings(TeamsSettings, DeskSettings):
    """Read once at start; a value that does not fit stops the gateway with one clear line."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, extra="ignore", frozen=True)

    # Where it listens and whom it asks
    gateway_host: str = "127.0.0.1"
    gateway_port: Port = 8000
    rasa_port: Port = 5005
    action_port: Port = 5055
    rasa_url: str = ""  # instead of loopback and rasa_port
    action_url: str = ""
    connect_timeout: Seconds = 2.0
    turn_timeout: Seconds = 25.0  # longer than the channel's own 20, so that its words come through

    # Who may call
    allowed_hosts: Words = ()  # names that we answer under, beside public_url's
    allowed_origins: Origins = ()
    frame_ancestors: Ancestors = ("'self'",)
    trusted_proxies: Words = ()
    metrics_networks: Networks = (IPv4Network("127.0.0.0/8"), IPv6Network("::1/128"))

    # Conversations
    secret: Secret = SecretStr("")
    secret_file: Path = ROOT / ".build/gateway-secret"
    cookie_secure: bool = False
    conversation_hours: Annotated[int, Field(ge=1, le=168)] = 12

    # How Rasa's server and the action server know us
    inside_secret: Secret = SecretStr("")
    inside_secret_file: Path = FILE

    # Limits
    limit_client: Rate = "30/minute"
    limit_new: Rate = "60/minute"
    limit_address: Rate = "300/minute"
    redis_url: RedisAddress = SecretStr("")  # several gateways count together
    max_turns: Annotated[int, Field(ge=1, le=1000)] = 64
    max_body_bytes: Annotated[int, Field(ge=1024, le=60 * 1024)] = 32 * 1024  # the channel itself takes 64 KiB
    body_timeout: Seconds = 10.0

    # Sign-in
    require_sign_in: bool = False
    oidc_issuer: str = ""
    oidc_audience: str = ""
    oidc_jwks_url: str = ""
    oidc_algorithms: Words = ("RS256", "PS256", "ES256")

    # Feedback, pages, development
    database_url: Database = SecretStr("")  # instead of the file
    feedback_db: Path = ROOT / FEEDBACK
    demo_folder: Path = ROOT / "bot/widget/demo"
    pages_indexed: bool = False  # whether search engines may list pages of answers
    public_url: Origin = ""  # where staff reach us, for links that leave the browser
    widget_file: Path = ROOT / "bot/widget/dist/lotsen-chat.js"
    debug: bool = False

    @model_validator(mode="after")
    def _sign_in_is_whole(self) -> Settings:
        if self.require_sign_in and not (self.oidc_issuer and self.oidc_audience):
            raise ValueError("LOTSEN_REQUIRE_SIGN_IN needs LOTSEN_OIDC_ISSUER and LOTSEN_OIDC_AUDIENCE as well")
        symmetric = [name for name in self.oidc_algorithms if not name.startswith(("RS", "PS", "ES", "EdDSA"))]
        if symmetric:
            raise ValueError(f"LOTSEN_OIDC_ALGORITHMS: {symmetric[0]} is no public-key algorithm")
        return self

    @model_validator(mode="after")
    def _development_stays_on_this_machine(self) -> Settings:
        """Nobody signs what comes in then, so nobody else may reach it."""
        if self.teams_development and (not is_loopback(self.gateway_host) or self.trusted_proxies):
            raise ValueError(
                "LOTSEN_TEAMS_DEVELOPMENT is for this machine only: LOTSEN_GATEWAY_HOST must be a loopback address "
                "and LOTSEN_TRUSTED_PROXIES empty"
            )
        return self

    @model_validator(mode="after")
    def _desk_knows_its_editors(self) -> Settings:
        """Both roles and a provider that vouches for them, or one person at this very machine."""
        if bool(self.desk_editor_role) != bool(self.desk_publisher_role):
            raise ValueError("LOTSEN_DESK_EDITOR_ROLE and LOTSEN_DESK_PUBLISHER_ROLE go together: name both")
        if self.desk_editor_role and not (self.oidc_issuer and self.oidc_audience):
            raise ValueError("LOTSEN_DESK_EDITOR_ROLE needs LOTSEN_OIDC_ISSUER and LOTSEN_OIDC_AUDIENCE as well")
        if self.desk_trying and (not is_loopback(self.gateway_host) or self.trusted_proxies or self.desk_editor_role):
            raise ValueError(
                "LOTSEN_DESK_TRYING is for this machine only: LOTSEN_GATEWAY_HOST must be a loopback address, "
                "LOTSEN_TRUSTED_PROXIES and LOTSEN_DESK_EDITOR_ROLE empty"
            )
        return self

    @property
    def rasa(self) -> str:
        """Rasa's address, without a slash at its end."""
        return (self.rasa_url or f"http://127.0.0.1:{self.rasa_port}").rstrip("/")

    @property
    def inside(self) -> dict[str, str]:
        """The two settings of the servers' own secret, as ``bot.inside.secret`` reads them."""
        return {SETTING: self.inside_secret.get_secret_value(), FILE_SETTING: str(self.inside_secret_file)}

    @property
    def votes(self) -> Place:
        """Where votes are stored."""
        written = self.database_url.get_secret_value()
        return postgres_url(written, URL_SETTING) if written else self.feedback_db

    @property
    def actions(self) -> str:
        """The action server's address, without a slash at its end."""
        return (self.action_url or f"http://127.0.0.1:{self.action_port}").rstrip("/")


def read_settings(**overrides: Any) -> Settings:
    """The settings from the environment; raises SettingsError."""
    try:
        return Settings(**overrides)
    except ValidationError as error:
        raise SettingsError("; ".join(_line(problem) for problem in error.errors())) from error


def _line(problem: Any) -> str:
    """One problem in words: the variable, what it holds and what it should be; a secret's value is not shown."""
    where = ".".join(str(part) for part in problem["loc"][:1])
    message = str(problem["msg"]).removeprefix("Value error, ")
    if not where:
        return message
    held = "" if where in SECRETS else f" is {problem['input']!r}"
    return f"{PREFIX}{where.upper()}{held}: {message}"
