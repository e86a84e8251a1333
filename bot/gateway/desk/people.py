"""Who sits at the desk, out of the claims of a verified token."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from bot.gateway.desk_settings import DeskSettings
from bot.gateway.problems import Code, Problem

HEADER = "Lotsen-Desk-Person"
#: Claims that name a person for others to read, the best first.
NAMES = ("name", "preferred_username", "email")
MAX_NAME = 100  # characters


@dataclass(frozen=True)
class Person:
    """An editor; ``publisher`` may also make changes live."""

    id: str
    name: str
    email: str = ""
    publisher: bool = False

    def header(self) -> str:
        """The person in the one header that the desk believes, because only the gateway reaches its socket."""
        return urlencode(
            {"id": self.id, "name": self.name, "email": self.email, "publisher": "1" if self.publisher else ""}
        )


def person_of(claims: Mapping[str, Any], settings: DeskSettings) -> Person:
    """The person of a token; raises Problem DESK_ROLE_MISSING for who is no editor."""
    found = claims.get(settings.desk_roles_claim, [])
    roles = found.split() if isinstance(found, str) else [str(role) for role in found if isinstance(role, str)]
    publisher = settings.desk_publisher_role in roles
    if not publisher and settings.desk_editor_role not in roles:
        raise Problem(Code.DESK_ROLE_MISSING)
    name = next((str(claims[key]) for key in NAMES if claims.get(key)), str(claims["sub"]))
    email = str(claims.get("email") or "")
    return Person(f"{claims['iss']} {claims['sub']}", name[:MAX_NAME], email[:MAX_NAME], publisher)


def whoever_tries(name: str) -> Person:
    """Whoever sits at this machine, while the desk is tried out."""
    return Person("trying", name, publisher=True)
