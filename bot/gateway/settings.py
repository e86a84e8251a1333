"""Every setting of the gateway: environment variables that begin with LOTSEN_. Documented in docs/gateway.md."""

from __future__ import annotations

from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Annotated, Any

from limits import parse as parse_limit
from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

ROOT = Path(__file__).parents[2]
PREFIX = "LOTSEN_"
MIN_SECRET = 32  # characters


class SettingsError(Exception):
    """The settings cannot be used; the message is one line that names each variable and what is wrong."""


def _words(value: object) -> object:
    """A list from one line: words between blanks or commas."""
    return value.replace(",", " ").split() if isinstance(value, str) else value


def _rate(value: str) -> str:
    """Checks a limit such as '30/minute'."""
    try:
        parse_limit(value)
    except ValueError as error:
        raise ValueError("write a number and a unit, such as 30/minute or 5/second") from error
    return value


def _long_enough(value: SecretStr) -> SecretStr:
    if 0 < len(value.get_secret_value()) < MIN_SECRET:
        raise ValueError(f"write at least {MIN_SECRET} characters that nobody can guess")
    return value


def _origin(value: str) -> str:
    scheme, _, rest = value.partition("://")
    if scheme not in ("http", "https") or not rest or set("/?#*@ ;,'\"") & set(rest):
        raise ValueError("write origins as scheme://host or scheme://host:port, without a path")
    return value.lower()


def _ancestor(value: str) -> str:
    return value if value in ("'self'", "'none'") else _origin(value)


Port = Annotated[int, Field(ge=1, le=65535)]
Seconds = Annotated[float, Field(gt=0, le=600)]
Rate = Annotated[str, AfterValidator(_rate)]
Origins = Annotated[tuple[Annotated[str, AfterValidator(_origin)], ...], NoDecode, BeforeValidator(_words)]
Ancestors = Annotated[tuple[Annotated[str, AfterValidator(_ancestor)], ...], NoDecode, BeforeValidator(_words)]
Words = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_words)]
Networks = Annotated[tuple[IPv4Network | IPv6Network, ...], NoDecode, BeforeValidator(_words)]


class Settings(BaseSettings):
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
    allowed_origins: Origins = ()
    frame_ancestors: Ancestors = ("'self'",)
    trusted_proxies: Words = ()
    metrics_networks: Networks = (IPv4Network("127.0.0.0/8"), IPv6Network("::1/128"))

    # Conversations
    secret: Annotated[SecretStr, AfterValidator(_long_enough)] = SecretStr("")
    secret_file: Path = ROOT / ".build/gateway-secret"
    cookie_secure: bool = False
    conversation_hours: Annotated[int, Field(ge=1, le=168)] = 12

    # Limits
    limit_client: Rate = "30/minute"
    limit_new: Rate = "60/minute"
    limit_address: Rate = "300/minute"
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
    feedback_db: Path = ROOT / ".build/feedback.db"
    feedback_days: Annotated[int, Field(ge=1, le=3650)] = 90
    demo_folder: Path = ROOT / "bot/widget/demo"
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

    @property
    def rasa(self) -> str:
        return (self.rasa_url or f"http://127.0.0.1:{self.rasa_port}").rstrip("/")

    @property
    def actions(self) -> str:
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
    held = "" if where == "secret" else f" is {problem['input']!r}"
    return f"{PREFIX}{where.upper()}{held}: {message}"
