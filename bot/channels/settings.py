"""The channel's settings: what stands under it in credentials.yml."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, Extra, Field, ValidationError, validator
from rasa.shared.exceptions import RasaException

from bot.masking.published import Published


class SettingsError(RasaException):
    """The channel's part of credentials.yml cannot be used; the message names the key."""


class Settings(BaseModel):
    """All keys are optional."""

    class Config:
        extra = Extra.forbid
        allow_mutation = False

    # Seconds that one turn may take, waiting for the sender's earlier message included.
    turn_timeout: float = Field(20.0, gt=0, le=600)
    # Seconds that a question whose action server has gone waits for it to be back, to be asked once more.
    repeat_within: float = Field(10.0, ge=0, le=600)
    # Characters in one typed message; longer ones get a friendly reply.
    max_message_length: int = Field(2000, gt=0, le=10_000)
    # E-mail addresses that are not masked, beside those that the knowledge base gives: function addresses, never a
    # person's.
    allowed_addresses: frozenset[str] = frozenset()

    def published(self, contacts: Published) -> Published:
        """What is not masked: the knowledge base's contacts and the addresses allowed here."""
        return contacts._replace(addresses=frozenset(contacts.addresses) | self.allowed_addresses)

    @validator("allowed_addresses")
    def _lower_case(cls, addresses: frozenset[str]) -> frozenset[str]:
        return frozenset(address.strip().lower() for address in addresses)


def read_settings(credentials: dict[str, Any] | None) -> Settings:
    """Checks what credentials.yml says.

    Raises:
        SettingsError: an unknown key, or a value that does not fit.
    """
    try:
        return Settings.parse_obj(credentials or {})
    except ValidationError as error:
        problems = "; ".join(f"{'.'.join(map(str, item['loc']))}: {item['msg']}" for item in error.errors())
        raise SettingsError(
            f"credentials.yml, bot.channels.guarded_rest.GuardedRestInput: {problems}. "
            f"The keys are {', '.join(Settings.__fields__)}."
        ) from error
