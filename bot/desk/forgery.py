"""Tokens against forms that another page posts: bound to the person and the day, good for two days."""

from __future__ import annotations

import datetime
import hashlib
import hmac
import secrets

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException

FIELD = "nyckel"
GOOD_DAYS = 2


class Tokens:
    """Makes and checks tokens with a key of this process; after a restart a page has to be loaded anew."""

    def __init__(self, key: bytes | None = None) -> None:
        self._key = key or secrets.token_bytes(32)

    def make(self, person: str, day: datetime.date) -> str:
        """The token of this person's forms on this day."""
        return hmac.new(self._key, f"{day.isoformat()} {person}".encode(), hashlib.sha256).hexdigest()

    def require(self, form: FormData, person: str, today: datetime.date) -> None:
        """409 for a form without a token of this person's last days: nothing is saved, and the page says so."""
        given = str(form.get(FIELD, ""))
        days = (today - datetime.timedelta(days=back) for back in range(GOOD_DAYS))
        if not any(hmac.compare_digest(given.encode(), self.make(person, day).encode()) for day in days):
            raise HTTPException(409)
