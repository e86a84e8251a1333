"""Who is at the desk, as the gateway says: nobody else reaches our socket."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qs

from starlette.exceptions import HTTPException
from starlette.requests import Request

from knowledge.editing.history import Who

HEADER = "Lotsen-Desk-Person"


@dataclass(frozen=True)
class Person:
    """An editor; ``publisher`` may also make changes live."""

    id: str
    name: str
    email: str = ""
    publisher: bool = False

    @property
    def who(self) -> Who:
        """The person as a commit names them."""
        return Who(self.name, self.email)


def person_of(request: Request) -> Person:
    """The person of a request; 401 without one."""
    found = {key: values[0] for key, values in parse_qs(request.headers.get(HEADER, "")).items()}
    if not found.get("id") or not found.get("name"):
        raise HTTPException(401)
    return Person(found["id"], found["name"], found.get("email", ""), found.get("publisher") == "1")


def require_publisher(person: Person) -> None:
    """403 for whoever may not make changes live."""
    if not person.publisher:
        raise HTTPException(403)
