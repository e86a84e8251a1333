"""The typed facts that editors write, the gaps beside them, and the pages that they rest on.

Validation is pydantic's; what pydantic cannot see (does the quotation stand in
the page?) is checked in ``knowledge.editing.checks.programmes``.
"""

from __future__ import annotations

import datetime
from typing import Any

from pydantic import BaseModel, Extra, Field, root_validator, validator
from pydantic.errors import PydanticValueError

from knowledge.swedish.dates import first_day, last_day, parse_partial
from knowledge.words import vocabulary


class NotAmong(PydanticValueError):
    """The value is none of those that the vocabulary has."""

    code = "not_among"
    msg_template = "{given} is none of {choices}"


class BadDate(PydanticValueError):
    """No day of the calendar, and no month or year either."""

    code = "bad_date"
    msg_template = "{given} is no date"


class Empty(PydanticValueError):
    """A field that must hold something holds nothing."""

    code = "empty"
    msg_template = "{field} is empty"


class WrongOrder(PydanticValueError):
    """A period that ends before it begins."""

    code = "wrong_order"
    msg_template = "{start} is after {end}"


class Strict(BaseModel):
    """Nothing but its own fields, and nobody changes them."""

    class Config:
        extra = Extra.forbid
        allow_mutation = False
        anystr_strip_whitespace = True


def one_of(value: str, choices: tuple[str, ...]) -> str:
    """The value; raises NotAmong where it is none of the choices."""
    if value not in choices:
        raise NotAmong(given=value, choices=", ".join(choices))
    return value


def _partial(value: Any) -> str | None:
    """A date as it is written, complete or partial; raises BadDate for a day that no calendar has."""
    if value is None:
        return None
    try:
        parse_partial(value)
    except ValueError as fault:
        raise BadDate(given=value) from fault
    return str(value)


class Page(Strict):
    """A saved source page.

    ``updated`` is what the page states, None when it states nothing; ``fetched``
    is the day on which it was saved, where that is known.
    """

    id: str
    file: str
    title: str
    publisher: str
    url: str
    updated: str | None = None
    fetched: str | None = None

    @validator("updated", "fetched", pre=True)
    def _iso(cls, value: Any) -> Any:
        if isinstance(value, (datetime.date, datetime.datetime)):
            return value.isoformat()
        try:
            return value if value is None or datetime.date.fromisoformat(str(value)[:10]) else None
        except ValueError as fault:
            raise BadDate(given=value) from fault

    @property
    def updated_on(self) -> datetime.date | None:
        """The day of the page's last update, None when the page gives none."""
        return datetime.date.fromisoformat(self.updated[:10]) if self.updated else None


class Contact(Strict):
    """A person or mailbox as the page gives it; what it does not give is None."""

    name: str | None = None
    role: str | None = None
    email: str | None = None
    phone: str | None = None


class Value(Strict):
    """The typed core of a fact; which fields are filled depends on the fact's type.

    Amounts are whole Swedish kronor. Dates are ISO, complete or partial
    ("2021-12", "2022").
    """

    value: int | None = None
    min: int | None = None
    max: int | None = None
    date: str | None = None
    from_: str | None = Field(None, alias="from")
    to: str | None = None
    items: list[str] | None = None
    name: str | None = None
    role: str | None = None
    email: str | None = None
    phone: str | None = None

    @validator("date", "from_", "to", pre=True)
    def _partial_date(cls, value: Any) -> str | None:
        return _partial(value)

    @property
    def passes_on(self) -> datetime.date | None:
        """The last day on which the fact speaks of something that is still to come."""
        written = self.to or self.date or self.from_
        return last_day(written) if written else None

    def written(self) -> dict[str, Any]:
        """The fields that the editor filled in."""
        return self.dict(exclude_none=True, by_alias=True)


class Unverified(Strict):
    """A fact whose quotation is gone from the page: since when, what was seen, and what the page says there now."""

    since: datetime.date
    reason: str
    now: str | None = None


class Fact(Strict):
    """One small statement with the words of the page that it rests on.

    ``valid_from`` and ``valid_to`` bound the days on which it holds, both
    included, where the page gives other bounds than the programme's timeline;
    dates are ISO, complete or partial.
    """

    id: str
    type: str
    question: list[str]
    when: dict[str, str] = {}
    value: Value | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    unverified: Unverified | None = None
    text: str
    quote: list[str]
    asks: list[str]

    @validator("valid_from", "valid_to", pre=True)
    def _bound(cls, value: Any) -> str | None:
        return _partial(value)

    @validator("type")
    def _known_type(cls, value: str) -> str:
        return one_of(value, vocabulary.FACT_TYPES)

    @validator("question", "quote", pre=True)
    def _list(cls, value: Any) -> Any:
        return [value] if isinstance(value, str) else value

    @validator("question", each_item=True)
    def _known_question(cls, value: str) -> str:
        return one_of(value, vocabulary.QUESTIONS)

    @validator("when", pre=True)
    def _as_text(cls, value: Any) -> Any:
        return {key: str(item) for key, item in value.items()} if isinstance(value, dict) else value

    @root_validator(skip_on_failure=True)
    def _complete(cls, values: dict[str, Any]) -> dict[str, Any]:
        for field in ("question", "quote", "text"):
            if not values[field]:
                raise Empty(field=field)
        start, end = values.get("valid_from"), values.get("valid_to")
        if start and end and first_day(start) > last_day(end):
            raise WrongOrder(start=start, end=end)
        return values

    @property
    def first_valid(self) -> datetime.date | None:
        """The first day on which the fact holds, None when it has always held."""
        return first_day(self.valid_from) if self.valid_from else None

    @property
    def last_valid(self) -> datetime.date | None:
        """The last day on which the fact holds, None when no end is known."""
        return last_day(self.valid_to) if self.valid_to else None

    @property
    def contact(self) -> Contact | None:
        """The contact that the fact gives, if it is one."""
        if self.type != "contact" or self.value is None or not (self.value.name or self.value.email):
            return None
        return Contact(name=self.value.name, role=self.value.role, email=self.value.email, phone=self.value.phone)


class Gap(Strict):
    """Something staff ask for that the page does not give; said aloud, with whom to ask."""

    id: str
    question: list[str]
    text: str
    asks: list[str]
